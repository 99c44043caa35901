import type { FileRow } from '../file-row.js';
import { itemOfTitle } from '../goods-name.js';
import { latest, orderOf } from '../order-building.js';
import { lastOfEach, latestTime, numbered } from '../order-rows.js';
import { countIn, fenIn, firstText, firstTime, rowFault, textIn, timeIn } from '../row-cells.js';
import type { Combined, ToldLine } from '../told-order.js';

/** Our own template: a row is a line, with its own sums. A line without a number is called by its goods. */
export function combineCunbo(rows: readonly FileRow[]): Combined {
  const room = firstText(rows, '直播间/场次');
  const paidAt = firstTime(rows, '支付时间');
  return orderOf({
    orderNo: rows[0]?.orderNo ?? '',
    statusWord: '',
    createdAt: paidAt,
    paidAt,
    shippedAt: null,
    completedAt: null,
    saidAt: latestTime(rows, ['支付时间', '退款时间']),
    payWay: '',
    payColumn: '支付时间',
    freightFen: 0,
    roomId: room === '' ? null : room.slice(0, 200),
    hostId: null,
    channel: room === '' ? '' : 'live',
    lines: numbered(lastOfNumbered(rows).map(lineOf)),
    refundedAt: latest(rows.map((row) => timeIn(row, '退款时间'))),
  });
}

/** A number of a line stands once; rows without one are lines of their own, however alike. */
function lastOfNumbered(rows: readonly FileRow[]): FileRow[] {
  const isNumbered = (row: FileRow): boolean => textIn(row, '子订单号') !== '';
  return [...lastOfEach(rows.filter(isNumbered), '子订单号'), ...rows.filter((row) => !isNumbered(row))];
}

function lineOf(row: FileRow): ToldLine {
  const paidFen = fenIn(row, '实付金额');
  if (paidFen === null) throw rowFault(row, 'no-paid-amount', '实付金额');
  if (timeIn(row, '支付时间') === null && paidFen > 0) throw rowFault(row, 'no-pay-time', '支付时间');
  const title = textIn(row, '商品名称');
  const itemId = textIn(row, '商品编号') || itemOfTitle(title);
  if (itemId === '') throw rowFault(row, 'no-item', '商品名称');
  const backFen = fenIn(row, '退款金额') ?? 0;
  return {
    row,
    lineNo: textIn(row, '子订单号') || itemId,
    itemId,
    skuId: '',
    title,
    quantity: countIn(row, '数量') ?? 1,
    paidFen,
    refund: backFen > 0 ? { fen: backFen } : null,
  };
}
