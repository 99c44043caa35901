import { Injectable } from '@nestjs/common';
import { In, IsNull, MoreThan } from 'typeorm';
import { type Tx, violatedConstraint } from '../../platform/database/index.js';
import { MerchantError } from './merchant.errors.js';
import { type Merchant, MerchantSchema } from './merchant.schema.js';

export type MerchantValues = Pick<Merchant, 'name' | 'kind' | 'divisionCode'>;

@Injectable()
export class MerchantRepository {
  async insert(tx: Tx, values: MerchantValues): Promise<Merchant> {
    const table = tx.table(MerchantSchema);
    return this.withKnownDivision(values.divisionCode, async () => table.save(table.create(values)));
  }

  find(tx: Tx, id: string): Promise<Merchant | null> {
    return tx.table(MerchantSchema).findOneBy({ id });
  }

  findMany(tx: Tx, ids: readonly string[]): Promise<Merchant[]> {
    return tx.table(MerchantSchema).findBy({ id: In([...ids]) });
  }

  /** Locks the row, so that two changes at once happen one after the other. */
  findForChange(tx: Tx, id: string): Promise<Merchant | null> {
    return tx.table(MerchantSchema).findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  list(tx: Tx, afterId: string, count: number): Promise<Merchant[]> {
    return tx.table(MerchantSchema).find({ where: { id: MoreThan(afterId), archivedAt: IsNull() }, order: { id: 'ASC' }, take: count });
  }

  async update(tx: Tx, merchant: Merchant): Promise<Merchant> {
    const table = tx.table(MerchantSchema);
    return this.withKnownDivision(merchant.divisionCode, async () => table.save({ ...merchant, revision: merchant.revision + 1 }));
  }

  private async withKnownDivision<Result>(code: string, write: () => Promise<Result>): Promise<Result> {
    try {
      return await write();
    } catch (error) {
      if (violatedConstraint(error) === 'merchant_division_code_fkey')
        throw new MerchantError('merchants.unknown-division', { code }, '/divisionCode');
      throw error;
    }
  }
}
