import { Injectable } from '@nestjs/common';
import { In, IsNull, MoreThan } from 'typeorm';
import { type Tx, violatedConstraint } from '../../platform/database/index.js';
import { ProductError } from './product.errors.js';
import { type Product, ProductSchema } from './product.schema.js';

export type ProductValues = Pick<Product, 'merchantId' | 'name' | 'category' | 'isAgricultural'> &
  Partial<Pick<Product, 'originDivisionCode' | 'giMark'>>;

@Injectable()
export class ProductRepository {
  async insert(tx: Tx, values: ProductValues): Promise<Product> {
    const table = tx.table(ProductSchema);
    return this.withKnownOrigin(values.originDivisionCode ?? '', async () => table.save(table.create(values)));
  }

  find(tx: Tx, id: string): Promise<Product | null> {
    return tx.table(ProductSchema).findOneBy({ id });
  }

  findAll(tx: Tx, ids: readonly string[]): Promise<Product[]> {
    return tx.table(ProductSchema).findBy({ id: In([...ids]) });
  }

  /** Locks the row, so that two changes at once happen one after the other. */
  findForChange(tx: Tx, id: string): Promise<Product | null> {
    return tx.table(ProductSchema).findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  list(tx: Tx, merchantId: string | undefined, afterId: string, count: number): Promise<Product[]> {
    const ofMerchant = merchantId === undefined ? {} : { merchantId };
    return tx
      .table(ProductSchema)
      .find({ where: { ...ofMerchant, id: MoreThan(afterId), archivedAt: IsNull() }, order: { id: 'ASC' }, take: count });
  }

  async update(tx: Tx, product: Product): Promise<Product> {
    const table = tx.table(ProductSchema);
    return this.withKnownOrigin(product.originDivisionCode ?? '', async () => table.save({ ...product, revision: product.revision + 1 }));
  }

  private async withKnownOrigin<Result>(code: string, write: () => Promise<Result>): Promise<Result> {
    try {
      return await write();
    } catch (error) {
      if (violatedConstraint(error) !== 'product_origin_division_code_fkey') throw error;
      throw new ProductError('products.unknown-division', { code }, '/originDivisionCode');
    }
  }
}
