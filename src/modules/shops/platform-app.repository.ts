import { Injectable } from '@nestjs/common';
import { IsNull, MoreThan } from 'typeorm';
import type { Tx } from '../../platform/database/index.js';
import { type PlatformApp, PlatformAppSchema } from './platform-app.schema.js';

@Injectable()
export class PlatformAppRepository {
  insert(tx: Tx, values: Pick<PlatformApp, 'platform' | 'name'>): Promise<PlatformApp> {
    const table = tx.table(PlatformAppSchema);
    return table.save(table.create(values));
  }

  find(tx: Tx, id: string): Promise<PlatformApp | null> {
    return tx.table(PlatformAppSchema).findOneBy({ id });
  }

  /** Locks the row, so that two changes at once happen one after the other. */
  findForChange(tx: Tx, id: string): Promise<PlatformApp | null> {
    return tx.table(PlatformAppSchema).findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  list(tx: Tx, afterId: string, count: number): Promise<PlatformApp[]> {
    return tx.table(PlatformAppSchema).find({ where: { id: MoreThan(afterId), archivedAt: IsNull() }, order: { id: 'ASC' }, take: count });
  }

  update(tx: Tx, app: PlatformApp): Promise<PlatformApp> {
    return tx.table(PlatformAppSchema).save({ ...app, revision: app.revision + 1 });
  }
}
