import type { FileRow } from '../file-row.js';
import { shortHash } from '../goods-name.js';
import { orderOf } from '../order-building.js';
import { latestTime, numbered } from '../order-rows.js';
import { channelOf, isRefunded } from '../order-words.js';
import { countIn, fenIn, firstFen, firstText, firstTime, hasColumn, idIn, rowFault, textIn } from '../row-cells.js';
import { shareFen } from '../share-fen.js';
import type { Combined, ToldRefund } from '../told-order.js';

const TIMES = ['订单下单时间', '支付时间', '订单发货时间', '订单确认收货时间'];

/**
 * A row is a line; what is of the order (订单实际支付金额, 订单运费) repeats in each of its rows and counts once. 商品实际价格(总共) is what
 * the line's goods cost; where an export leaves it out, the order's money is shared out by price and number.
 */
export function combineWeixin(rows: readonly FileRow[]): Combined {
  const paid = paidOf(rows);
  const lines = rows.map((row, place) => ({
    row,
    lineNo: lineNoOf(row),
    itemId: idIn(row, '商品编码(平台)', 'no-item'),
    skuId: '',
    title: textIn(row, '商品名称'),
    quantity: countIn(row, '商品数量') ?? 1,
    paidFen: paid[place] ?? 0,
    refund: refundOf(row),
  }));
  return orderOf({
    orderNo: rows[0]?.orderNo ?? '',
    statusWord: firstText(rows, '订单状态'),
    createdAt: firstTime(rows, '订单下单时间'),
    paidAt: firstTime(rows, '支付时间'),
    shippedAt: firstTime(rows, '订单发货时间'),
    completedAt: firstTime(rows, '订单确认收货时间'),
    saidAt: latestTime(rows, TIMES),
    payWay: firstText(rows, '支付方式'),
    payColumn: '支付时间',
    freightFen: firstFen(rows, '订单运费') ?? 0,
    roomId: null,
    hostId: null,
    channel: channelOf(firstText(rows, '带货方式')),
    lines: numbered(lines),
    refundedAt: null,
  });
}

/** The platform numbers no lines: its messages call them by item and sort. The file knows the sort by the seller's code or in words only. */
function lineNoOf(row: FileRow): string {
  const sort = textIn(row, 'SKU编码(自定义)') || textIn(row, '商品属性');
  return `${textIn(row, '商品编码(平台)')}:${shortHash(sort)}`;
}

function paidOf(rows: readonly FileRow[]): number[] {
  const ownFen = rows.map((row) => fenIn(row, '商品实际价格(总共)'));
  if (ownFen.every((fen) => fen !== null)) return ownFen;
  const orderFen = firstFen(rows, '订单实际支付金额') ?? 0;
  for (const row of rows) if (fenIn(row, '订单实际支付金额') === null) throw rowFault(row, 'no-paid-amount', '订单实际支付金额');
  const freightFen = firstFen(rows, '订单运费') ?? 0;
  for (const row of rows) if (orderFen > 0 && orderFen < freightFen) throw rowFault(row, 'paid-less-than-freight', '订单实际支付金额');
  const weights = rows.map((row) => (fenIn(row, '商品价格(单件)') ?? 0) * (countIn(row, '商品数量') ?? 1));
  return shareFen(Math.max(orderFen - freightFen, 0), weights);
}

/** 商品已退款金额 says it all; without that column 退款完成 says that something came back, and not how much. */
function refundOf(row: FileRow): ToldRefund | null {
  const fen = fenIn(row, '商品已退款金额');
  if (fen !== null && fen > 0) return { fen };
  const word = textIn(row, '商品售后');
  return !hasColumn(row, '商品已退款金额') && isRefunded(word) ? { unknown: word } : null;
}
