import { Injectable } from '@nestjs/common';
import type { BusinessDay, DayRange } from '../../kernel/business-day.js';
import { sqlFile, type Tx } from '../../platform/database/index.js';
import type { PullReasonDto } from './reconciliation.dto.js';

const PLAN_PULLS = sqlFile(import.meta.url, './sql/plan-pulls.sql');
const LEASE_PULLS = sqlFile(import.meta.url, './sql/lease-pulls.sql');

export interface ShopDay {
  readonly shopDbId: string;
  readonly day: BusinessDay;
}

export interface LeasedTotal extends ShopDay {
  /** How often the platform was asked in vain. */
  readonly attempts: number;
}

/** Totals that platforms are to be asked for. Nothing remote happens in a transaction, so a row is leased for a while and settled afterwards. */
@Injectable()
export class TotalPullRepository {
  async plan(tx: Tx, platforms: readonly string[], { from, to }: DayRange): Promise<void> {
    await tx.query(PLAN_PULLS, [platforms, from, to]);
  }

  /** By a person: at once, however often it was tried before. */
  async want(tx: Tx, { shopDbId, day }: ShopDay): Promise<Date> {
    const { due_at } = await tx.one<{ due_at: Date }>(
      `insert into platform_total_todo as p (shop_id, day, due_at) values ($1, $2, now())
       on conflict (shop_id, day) do update set due_at = now(), attempts = 0, fault_code = null, fault_detail = null
       returning due_at`,
      [shopDbId, day],
    );
    return due_at;
  }

  async lease(tx: Tx, count: number, seconds: number): Promise<LeasedTotal[]> {
    const rows = await tx.query<{ shop_id: string; day: string; attempts: number }>(LEASE_PULLS, [count, seconds]);
    return rows.map(({ shop_id, day, attempts }) => ({ shopDbId: shop_id, day, attempts }));
  }

  /** Whether it was still wanted: not if somebody typed the total meanwhile. */
  async settle(tx: Tx, { shopDbId, day }: ShopDay): Promise<boolean> {
    const settled = await tx.query('delete from platform_total_todo where shop_id = $1 and day = $2::date returning shop_id', [
      shopDbId,
      day,
    ]);
    return settled.length > 0;
  }

  /** `againInMs` null: never by itself. */
  async fail(tx: Tx, { shopDbId, day }: ShopDay, { code, detail }: PullReasonDto, againInMs: number | null): Promise<void> {
    await tx.query(
      `update platform_total_todo set leased_until = null, attempts = attempts + 1, fault_code = $3, fault_detail = $4,
              due_at = now() + make_interval(secs => $5::double precision / 1000)
       where shop_id = $1 and day = $2::date`,
      [shopDbId, day, code, detail, againInMs],
    );
  }

  async countDue(tx: Tx): Promise<number> {
    const statement = `select count(*)::int as count from platform_total_todo where due_at <= now() and coalesce(leased_until, due_at) <= now()`;
    return (await tx.one<{ count: number }>(statement)).count;
  }
}
