import type { FileRow } from '../file-row.js';
import { itemOfTitle } from '../goods-name.js';
import { orderOf } from '../order-building.js';
import { lastOfEach, latestTime, onlyRow } from '../order-rows.js';
import { isRefunded } from '../order-words.js';
import { countIn, fenIn, firstFen, firstText, firstTime, idIn, rowFault, textIn } from '../row-cells.js';
import type { Combined, ToldLine, ToldOrder } from '../told-order.js';

const TIMES = ['订单创建时间', '订单付款时间', '发货时间', '确认收货时间'];

/** Of 已卖出的宝贝: a row is an order, and what it sold has a name only. The platform calls the line of an order of one item as the order. */
export function combineTaobaoOrders(rows: readonly FileRow[]): Combined {
  const row = onlyRow(rows, '订单编号', ['宝贝标题']);
  const paidFen = fenIn(row, '买家实际支付金额');
  if (paidFen === null) throw rowFault(row, 'no-paid-amount', '买家实际支付金额');
  const backFen = fenIn(row, '退款金额') ?? 0;
  const postFen = fenIn(row, '买家应付邮费') ?? 0;
  const grossFen = grossOf(paidFen, backFen, dueOf(row, postFen));
  const freightFen = Math.min(postFen, grossFen);
  const title = textIn(row, '宝贝标题');
  const line: ToldLine = {
    row,
    lineNo: row.orderNo,
    itemId: itemOfTitle(title) || '名称:未注明',
    skuId: '',
    title,
    quantity: countIn(row, '宝贝总数量') ?? 1,
    paidFen: grossFen - freightFen,
    refund: backFen > 0 ? { fen: backFen } : null,
  };
  return orderOf({ ...headOf(rows), orderNo: row.orderNo, freightFen, lines: [line] });
}

/** What was due of the whole order; null where the file does not say. */
function dueOf(row: FileRow, postFen: number): number | null {
  const goodsFen = fenIn(row, '买家应付货款');
  return goodsFen === null ? fenIn(row, '总金额') : goodsFen + postFen;
}

/** Of 销售明细: a row is a child order, whose number is the line's, as the platform's own messages have it. */
export function combineTaobaoItems(rows: readonly FileRow[]): Combined {
  return orderOf(itemsTold(rows));
}

/**
 * Of the workbook of 千牛: 订单报表 and 销售明细 of one order together. The lines are those of 销售明细, the times and the postage may
 * stand in either; an order that has no lines there is told by its row in 订单报表.
 */
export function combineTaobaoWorkbook(rows: readonly FileRow[]): Combined {
  const items = rows.filter((row) => textIn(row, '子订单编号') !== '');
  const orders = rows.filter((row) => textIn(row, '子订单编号') === '');
  if (items.length === 0) return combineTaobaoOrders(orders);
  const told = itemsTold(items);
  if (orders.length === 0) return orderOf(told);
  const head = headOf(orders);
  return orderOf({
    ...told,
    statusWord: head.statusWord || told.statusWord,
    createdAt: head.createdAt ?? told.createdAt,
    paidAt: head.paidAt ?? told.paidAt,
    shippedAt: head.shippedAt ?? told.shippedAt,
    completedAt: head.completedAt ?? told.completedAt,
    saidAt: latestTime(rows, TIMES),
    freightFen: Math.max(told.freightFen, firstFen(orders, '买家应付邮费') ?? 0),
  });
}

function itemsTold(rows: readonly FileRow[]): ToldOrder {
  const standing = lastOfEach(rows, '子订单编号');
  const lines = standing.map(lineOf);
  return {
    ...headOf(standing),
    orderNo: rows[0]?.orderNo ?? '',
    freightFen: lines.reduce((sum, { freightFen }) => sum + freightFen, 0),
    lines: lines.map(({ line }) => line),
  };
}

/** 买家实付金额 of a line may hold postage, 买家应付货款 does not: what is paid beyond the goods due is postage. */
function lineOf(row: FileRow): { line: ToldLine; freightFen: number } {
  const paidFen = fenIn(row, '买家实付金额');
  if (paidFen === null) throw rowFault(row, 'no-paid-amount', '买家实付金额');
  const backFen = isDone(textIn(row, '退款状态')) ? (fenIn(row, '退款金额') ?? 0) : 0;
  const dueFen = fenIn(row, '买家应付货款');
  const grossFen = grossOf(paidFen, backFen, dueFen);
  const freightFen = dueFen === null || dueFen === 0 ? 0 : Math.max(grossFen - dueFen, 0);
  const title = textIn(row, '商品标题');
  const itemId = textIn(row, '商品ID') || itemOfTitle(title);
  if (itemId === '') throw rowFault(row, 'no-item', '商品标题');
  const line = {
    row,
    lineNo: idIn(row, '子订单编号', 'no-line-no'),
    itemId,
    skuId: '',
    title,
    quantity: countIn(row, '购买数量') ?? 1,
    paidFen: grossFen - freightFen,
    refund: backFen > 0 ? { fen: backFen } : null,
  };
  return { line, freightFen };
}

/** A sum beside a refund that is under way, refused or closed has not moved. Files without the word have the sums that have. */
function isDone(refundStatus: string): boolean {
  return refundStatus === '' || isRefunded(refundStatus);
}

/**
 * What is called paid may be what is left after the refund (0 beside 169 that came back): then both together were paid. Where they come to more than
 * was due, the payment stands there whole.
 */
function grossOf(paidFen: number, backFen: number, dueFen: number | null): number {
  const isWhole = dueFen !== null && dueFen > 0 && paidFen >= backFen && paidFen + backFen > dueFen;
  return isWhole ? paidFen : paidFen + backFen;
}

function headOf(rows: readonly FileRow[]): Omit<ToldOrder, 'orderNo' | 'freightFen' | 'lines'> {
  return {
    statusWord: firstText(rows, '订单状态'),
    createdAt: firstTime(rows, '订单创建时间'),
    paidAt: firstTime(rows, '订单付款时间'),
    shippedAt: firstTime(rows, '发货时间'),
    completedAt: firstTime(rows, '确认收货时间'),
    saidAt: latestTime(rows, TIMES),
    payWay: '',
    payColumn: '订单付款时间',
    roomId: null,
    hostId: null,
    channel: '',
    refundedAt: null,
  };
}
