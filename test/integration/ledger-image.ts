import type { TestApp } from '../support/test-app.js';

const DIMENSIONS = `shop_id, order_no, line_no, kind, day, pay_day, product_id, live_session_id, host_id, channel, category, origin_code, merchant_id,
  merchant_division_code, refund_reason, refund_phase`;

/** Everything the ledger says, without the times and numbers of its own making. */
const PARTS: Readonly<Record<string, string>> = {
  messages: 'select shop_id, message_key, state, reason_code from inbox_message',
  words: 'select shop_id, order_no, subject, message_key, source, version, content from order_word',
  orders: `select shop_id, order_no, source, status, paid_at, room_id, platform_host_id, named_session_id, channel, freight_fen, void_reason,
    winning_message_key, review_flags from sales_order`,
  lines: 'select * from order_line',
  refunds: 'select * from order_refund',
  entrySums: `select ${DIMENSIONS}, sum(paid_fen) as paid_fen, sum(refunded_fen) as refunded_fen, sum(quantity) as quantity, sum(lines) as lines,
    sum(orders) as orders, sum(refunds) as refunds from revenue_entry group by ${DIMENSIONS}
    having (sum(paid_fen), sum(refunded_fen), sum(quantity), sum(lines), sum(orders), sum(refunds)) <> (0, 0, 0, 0, 0, 0)`,
  base: 'select * from rollup_base',
  goods: 'select * from rollup_goods',
  areas: 'select * from rollup_area',
  refundCells: 'select * from rollup_refund',
  leftOver: `select (select count(*) from inbox_todo) as messages, (select count(*) from reattribution_todo) as changes,
    (select count(*) from order_todo) as orders, (select count(*) from entry_todo) as entries`,
};

const IMAGE = `select ${Object.entries(PARTS)
  .map(([name, rows]) => `(select coalesce(json_agg(part order by part::text collate "C"), '[]') from (${rows}) part) as "${name}"`)
  .join(', ')}`;

export type LedgerImage = Readonly<Record<string, readonly Record<string, unknown>[]>>;

export async function ledgerImage(app: TestApp): Promise<LedgerImage> {
  const [image] = await app.sql<LedgerImage>(IMAGE);
  return image!;
}
