import { plainWord } from '../cell-text.js';
import { timeOf } from '../cell-values.js';
import type { FileRow } from '../file-row.js';
import { orderOf } from '../order-building.js';
import { latestTime, onlyRow } from '../order-rows.js';
import { isPartlyRefunded, isRefunded } from '../order-words.js';
import { countIn, fenIn, idIn, rowFault, textIn, timeIn } from '../row-cells.js';
import type { Combined, ToldRefund } from '../told-order.js';

const TIMES = ['支付时间', '发货时间', '确认收货时间'];
const ONLY_LINE = '1';

/**
 * A row is an order of one item; the line is called 1, as by the bridge. What the buyer paid (用户实付金额) holds the postage and is free
 * of every discount, the platform's too. 退款成功 has no sum beside it: all of it is assumed to have come back, and said to be assumed.
 */
export function combinePinduoduo(rows: readonly FileRow[]): Combined {
  const row = onlyRow(rows, '订单号', ['商品id', '样式ID']);
  const status = plainWord(textIn(row, '订单状态'));
  const paidFen = fenIn(row, '用户实付金额');
  if (paidFen === null) throw rowFault(row, 'no-paid-amount', '用户实付金额');
  const freightFen = paidFen === 0 ? 0 : (fenIn(row, '邮费') ?? 0);
  if (paidFen < freightFen) throw rowFault(row, 'paid-less-than-freight', '用户实付金额');
  const orderedAt = dayOfNumber(row.orderNo);
  const line = {
    row,
    lineNo: ONLY_LINE,
    itemId: idIn(row, '商品id', 'no-item'),
    skuId: textIn(row, '样式ID'),
    title: textIn(row, '商品'),
    quantity: countIn(row, '商品数量') ?? 1,
    paidFen: paidFen - freightFen,
    refund: refundOf(row, status),
  };
  return orderOf({
    orderNo: row.orderNo,
    statusWord: status,
    createdAt: timeIn(row, '支付时间') ?? orderedAt,
    paidAt: paidAtOf(row, status, orderedAt),
    shippedAt: timeIn(row, '发货时间'),
    completedAt: timeIn(row, '确认收货时间'),
    saidAt: latestTime(rows, TIMES) ?? orderedAt,
    payWay: '',
    payColumn: '支付时间',
    freightFen,
    roomId: null,
    hostId: null,
    channel: '',
    lines: [line],
    refundedAt: null,
  });
}

/** Until its group is complete (成交) an order is no sale. Files without times have the day in the number, where it is the next best. */
function paidAtOf(row: FileRow, status: string, orderedAt: number | null): number | null {
  const isUnpaid = status.includes('已取消') && !status.includes('退款成功');
  return isUnpaid || status.includes('未成交') ? null : (timeIn(row, '支付时间') ?? orderedAt);
}

/** `yymmdd-` and fifteen digits. */
function dayOfNumber(orderNo: string): number | null {
  const match = /^(\d{2})(\d{2})(\d{2})-\d{8,}$/.exec(orderNo);
  const time = match === null ? null : timeOf(`20${match[1]}-${match[2]}-${match[3]}`);
  return typeof time === 'number' ? time : null;
}

function refundOf(row: FileRow, status: string): ToldRefund | null {
  const afterSale = textIn(row, '售后状态');
  if (isPartlyRefunded(afterSale)) return { unknown: afterSale };
  if (status.includes('退款成功')) return { whole: status };
  return isRefunded(afterSale) ? { whole: afterSale } : null;
}
