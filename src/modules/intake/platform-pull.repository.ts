import { Injectable } from '@nestjs/common';
import { sqlFile, type Tx } from '../../platform/database/index.js';
import type { MessageFault } from './platforms/platform-adapter.js';

const PLAN_PULLS = sqlFile(import.meta.url, './sql/plan-pulls.sql');
const LEASE_PULLS = sqlFile(import.meta.url, './sql/lease-pulls.sql');

export interface LeasedPull {
  readonly shopDbId: string;
  /** Everything that changed before is known. */
  readonly pulledUntil: Date | null;
  /** Until when it was taken: known by it again, for somebody may have asked for another pull meanwhile. */
  readonly lease: string;
}

/** When each shop's platform was last asked for what changed, and when it is asked again. */
@Injectable()
export class PlatformPullRepository {
  /** Shops that are new to this, or were brought back. */
  async plan(tx: Tx, platforms: readonly string[]): Promise<void> {
    await tx.query(PLAN_PULLS, [platforms]);
  }

  async lease(tx: Tx, count: number, seconds: number): Promise<LeasedPull[]> {
    const rows = await tx.query<{ shop_id: string; pulled_until: Date | null; lease: string }>(LEASE_PULLS, [count, seconds]);
    return rows.map((row) => ({ shopDbId: row.shop_id, pulledUntil: row.pulled_until, lease: row.lease }));
  }

  async succeed(tx: Tx, { shopDbId, lease }: LeasedPull, pulledUntil: Date, againInMs: number): Promise<void> {
    await tx.query(
      `update shop_pull set pulled_until = $2, succeeded_at = now(), leased_until = null, due_at = now() + make_interval(secs => $3 / 1000.0), fault_code = null, fault_detail = null
       where shop_id = $1 and leased_until = $4::timestamptz`,
      [shopDbId, pulledUntil, againInMs, lease],
    );
  }

  async fail(tx: Tx, { shopDbId, lease }: LeasedPull, { code, detail }: MessageFault, againInMs: number): Promise<void> {
    await tx.query(
      `update shop_pull set leased_until = null, due_at = now() + make_interval(secs => $4 / 1000.0), fault_code = $2, fault_detail = $3
       where shop_id = $1 and leased_until = $5::timestamptz`,
      [shopDbId, code, detail, againInMs, lease],
    );
  }

  async countDue(tx: Tx): Promise<number> {
    const statement = `select count(*)::int as count from shop_pull where due_at <= now() and coalesce(leased_until, due_at) <= now()`;
    return (await tx.one<{ count: number }>(statement)).count;
  }
}
