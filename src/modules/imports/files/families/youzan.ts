import type { FileRow } from '../file-row.js';
import { itemOfTitle } from '../goods-name.js';
import { orderOf } from '../order-building.js';
import { latestTime, onlyRow } from '../order-rows.js';
import { countIn, fenIn, rowFault, textIn, timeIn } from '../row-cells.js';
import type { Combined } from '../told-order.js';

const TIMES = ['订单创建时间', '买家付款时间', '交易成功时间'];
/** The report numbers no lines, and names all goods of an order in one cell: they are one line. */
const ONLY_LINE = '1';

export function combineYouzan(rows: readonly FileRow[]): Combined {
  const row = onlyRow(rows, '订单号', ['全部商品名称']);
  const paidFen = fenIn(row, '订单实付金额');
  if (paidFen === null) throw rowFault(row, 'no-paid-amount', '订单实付金额');
  const freightFen = Math.min(fenIn(row, '运费') ?? 0, paidFen);
  const title = textIn(row, '全部商品名称');
  const backFen = fenIn(row, '已退款金额') ?? 0;
  const line = {
    row,
    lineNo: ONLY_LINE,
    itemId: itemOfTitle(title) || '名称:未注明',
    skuId: '',
    title,
    quantity: countIn(row, '商品总件数') ?? 1,
    paidFen: paidFen - freightFen,
    refund: backFen > 0 ? { fen: backFen } : null,
  };
  return orderOf({
    orderNo: row.orderNo,
    statusWord: textIn(row, '订单状态'),
    createdAt: timeIn(row, '订单创建时间'),
    paidAt: timeIn(row, '买家付款时间'),
    shippedAt: null,
    completedAt: timeIn(row, '交易成功时间'),
    saidAt: latestTime(rows, TIMES),
    payWay: '',
    payColumn: '买家付款时间',
    freightFen,
    roomId: null,
    hostId: null,
    channel: '',
    lines: [line],
    refundedAt: null,
  });
}
