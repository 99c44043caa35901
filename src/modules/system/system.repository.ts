import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';

@Injectable()
export class SystemRepository {
  /** null before the first start. */
  async findInstance(tx: Tx): Promise<{ isSampleData: boolean } | null> {
    const [instance] = await tx.query<{ isSampleData: boolean }>('select is_sample_data as "isSampleData" from instance');
    return instance ?? null;
  }

  async insertInstance(tx: Tx, isSampleData: boolean): Promise<void> {
    await tx.query('insert into instance (is_sample_data) values ($1) on conflict do nothing', [isSampleData]);
  }

  async ping(tx: Tx): Promise<void> {
    await tx.query('select 1');
  }
}
