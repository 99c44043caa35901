import { Injectable } from '@nestjs/common';
import { In, IsNull, MoreThan } from 'typeorm';
import { type Tx, violatedConstraint } from '../../platform/database/index.js';
import { HostError } from './host.errors.js';
import { type Host, HostSchema } from './host.schema.js';

export type HostValues = Pick<Host, 'merchantId' | 'name'> & Partial<Pick<Host, 'platformHostId'>>;

@Injectable()
export class HostRepository {
  async insert(tx: Tx, values: HostValues): Promise<Host> {
    const table = tx.table(HostSchema);
    return this.withFreePlatformId(values.platformHostId ?? '', async () => table.save(table.create(values)));
  }

  find(tx: Tx, id: string): Promise<Host | null> {
    return tx.table(HostSchema).findOneBy({ id });
  }

  findMany(tx: Tx, ids: readonly string[]): Promise<Host[]> {
    return tx.table(HostSchema).findBy({ id: In([...ids]) });
  }

  /** Locks the row, so that two changes at once happen one after the other. */
  findForChange(tx: Tx, id: string): Promise<Host | null> {
    return tx.table(HostSchema).findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  list(tx: Tx, merchantId: string | undefined, afterId: string, count: number): Promise<Host[]> {
    const ofMerchant = merchantId === undefined ? {} : { merchantId };
    return tx
      .table(HostSchema)
      .find({ where: { ...ofMerchant, id: MoreThan(afterId), archivedAt: IsNull() }, order: { id: 'ASC' }, take: count });
  }

  async update(tx: Tx, host: Host): Promise<Host> {
    const table = tx.table(HostSchema);
    return this.withFreePlatformId(host.platformHostId ?? '', async () => table.save({ ...host, revision: host.revision + 1 }));
  }

  private async withFreePlatformId<Result>(platformHostId: string, write: () => Promise<Result>): Promise<Result> {
    try {
      return await write();
    } catch (error) {
      if (violatedConstraint(error) !== 'host_platform_id_once_per_merchant') throw error;
      throw new HostError('hosts.platform-id-taken', { platformHostId }, '/platformHostId');
    }
  }
}
