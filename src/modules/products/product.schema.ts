import { EntitySchema } from 'typeorm';

/** 产品: what is sold. Category and origin decide where its sales count, past ones included. */
export interface Product {
  id: string;
  merchantId: string;
  name: string;
  category: string;
  /** As first entered; a rule may put it elsewhere (see RegisterRules). */
  originDivisionCode: string | null;
  isAgricultural: boolean;
  giMark: string | null;
  createdAt: Date;
  archivedAt: Date | null;
  revision: number;
}

export const ProductSchema = new EntitySchema<Product>({
  name: 'product',
  columns: {
    id: { type: 'bigint', primary: true, generated: 'increment' },
    merchantId: { type: 'bigint', name: 'merchant_id' },
    name: { type: 'text' },
    category: { type: 'text' },
    originDivisionCode: { type: 'text', name: 'origin_division_code', nullable: true },
    isAgricultural: { type: 'boolean', name: 'is_agricultural' },
    giMark: { type: 'text', name: 'gi_mark', nullable: true },
    createdAt: { type: 'timestamptz', name: 'created_at', createDate: true },
    archivedAt: { type: 'timestamptz', name: 'archived_at', nullable: true },
    revision: { type: 'int', default: 1 },
  },
});
