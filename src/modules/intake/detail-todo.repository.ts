import { Injectable } from '@nestjs/common';
import { sqlFile, type Tx } from '../../platform/database/index.js';
import type { ApiFailureKind } from './api-failure.js';
import type { MessageFault } from './platforms/platform-adapter.js';

const WANT_DETAILS = sqlFile(import.meta.url, './sql/want-details.sql');
const LEASE_DETAILS = sqlFile(import.meta.url, './sql/lease-details.sql');
const DELETE_FETCHED = sqlFile(import.meta.url, './sql/delete-fetched-detail.sql');
const RENEW_DETAIL = sqlFile(import.meta.url, './sql/renew-detail.sql');
const POSTPONE_DETAIL = sqlFile(import.meta.url, './sql/postpone-detail.sql');
const GIVE_UP_DETAIL = sqlFile(import.meta.url, './sql/give-up-detail.sql');

export interface WantedDetail {
  readonly shopDbId: string;
  readonly orderNo: string;
  readonly receivedAt: Date;
}

export interface LeasedDetail {
  readonly shopDbId: string;
  readonly orderNo: string;
  readonly wanted: string;
  readonly attempts: number;
  readonly refusals: number;
}

export interface Postponement {
  readonly delayMs: number;
  readonly kind: ApiFailureKind;
}

/** Orders whose details must be fetched. Nothing remote happens in a transaction, so a row is leased for a while and settled afterwards. */
@Injectable()
export class DetailTodoRepository {
  async want(tx: Tx, wanted: readonly WantedDetail[], isWaitedFor: boolean): Promise<void> {
    await tx.query(WANT_DETAILS, [
      wanted.map((one) => one.shopDbId),
      wanted.map((one) => one.orderNo),
      wanted.map((one) => one.receivedAt),
      isWaitedFor,
    ]);
  }

  async lease(tx: Tx, count: number, countPerShop: number, seconds: number): Promise<LeasedDetail[]> {
    const rows = await tx.query<{ shop_id: string; order_no: string; wanted: string; attempts: number; refusals: number }>(LEASE_DETAILS, [
      count,
      countPerShop,
      seconds,
    ]);
    return rows.map((row) => ({
      shopDbId: row.shop_id,
      orderNo: row.order_no,
      wanted: row.wanted,
      attempts: row.attempts,
      refusals: row.refusals,
    }));
  }

  /** Done, unless the order was wanted once more meanwhile: then it is due at once. */
  async settle(tx: Tx, { shopDbId, orderNo, wanted }: LeasedDetail): Promise<void> {
    await tx.query(DELETE_FETCHED, [shopDbId, orderNo, wanted]);
    await tx.query(RENEW_DETAIL, [shopDbId, orderNo, wanted]);
  }

  async postpone(
    tx: Tx,
    { shopDbId, orderNo }: LeasedDetail,
    { code, detail }: MessageFault,
    { delayMs, kind }: Postponement,
  ): Promise<void> {
    await tx.query(POSTPONE_DETAIL, [shopDbId, orderNo, code, detail, delayMs, kind !== 'busy', kind === 'refused']);
  }

  /** The messages that wait for it go to quarantine with the reason; replayed, they want it again. */
  async giveUp(tx: Tx, { shopDbId, orderNo, wanted }: LeasedDetail, fault: MessageFault): Promise<void> {
    await tx.query(GIVE_UP_DETAIL, [shopDbId, orderNo, fault.code, fault.detail, wanted]);
    await tx.query(RENEW_DETAIL, [shopDbId, orderNo, wanted]);
  }

  async countDue(tx: Tx): Promise<number> {
    const statement = `select count(*)::int as count from (select from detail_todo where due_at <= now() and coalesce(leased_until, due_at) <= now() limit 10000) due`;
    return (await tx.one<{ count: number }>(statement)).count;
  }
}
