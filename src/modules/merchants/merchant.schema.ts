import { EntitySchema } from 'typeorm';

export type MerchantKind = 'cooperative' | 'company' | 'household' | 'collective';
export const MERCHANT_KINDS: readonly MerchantKind[] = ['cooperative', 'company', 'household', 'collective'];

/** 经营主体. */
export interface Merchant {
  id: string;
  name: string;
  kind: MerchantKind;
  /** Home as first entered; a rule may put it elsewhere (see RegisterRules). */
  divisionCode: string;
  createdAt: Date;
  archivedAt: Date | null;
  /** Entered twice: the merchant it counts for. Written by mergers alone. */
  mergedIntoId: string | null;
  revision: number;
}

export const MerchantSchema = new EntitySchema<Merchant>({
  name: 'merchant',
  columns: {
    id: { type: 'bigint', primary: true, generated: 'increment' },
    name: { type: 'text' },
    kind: { type: 'text' },
    divisionCode: { type: 'text', name: 'division_code' },
    createdAt: { type: 'timestamptz', name: 'created_at', createDate: true },
    archivedAt: { type: 'timestamptz', name: 'archived_at', nullable: true },
    mergedIntoId: { type: 'bigint', name: 'merged_into_id', nullable: true, update: false },
    revision: { type: 'int', default: 1 },
  },
});
