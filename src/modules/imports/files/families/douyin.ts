import { cleanCell } from '../cell-text.js';
import type { FileRow } from '../file-row.js';
import { orderOf } from '../order-building.js';
import { lastOfEach, latestTime } from '../order-rows.js';
import { channelOf, isRefunded } from '../order-words.js';
import { countIn, fenIn, firstText, firstTime, idIn, rowFault, textIn } from '../row-cells.js';
import { shareFen } from '../share-fen.js';
import type { Combined, ToldLine, ToldRefund } from '../told-order.js';

const TIMES = ['订单提交时间', '支付完成时间', '发货时间', '订单完成时间'];

/**
 * A row is a child order, whose number is that of the line, as in pushes and pulls; in files by main order it is all of them, joined by `;`.
 * 订单应付金额 holds the row's freight. The file has no sum of what came back: a line that says 退款成功 is said with its payment
 * and with a refund that is still to come, until the after-sale file or the platform tells the sum.
 */
export function combineDouyin(rows: readonly FileRow[]): Combined {
  const standing = lastOfEach(rows, '子订单编号');
  const host = firstText(standing, '达人ID');
  return orderOf({
    orderNo: rows[0]?.orderNo ?? '',
    statusWord: statusOf(standing),
    createdAt: firstTime(standing, '订单提交时间'),
    paidAt: firstTime(standing, '支付完成时间'),
    shippedAt: firstTime(standing, '发货时间'),
    completedAt: latestTime(standing, ['订单完成时间']),
    saidAt: latestTime(standing, TIMES),
    payWay: firstText(standing, '支付方式'),
    payColumn: '支付完成时间',
    freightFen: standing.reduce((sum, row) => sum + freightOf(row), 0),
    roomId: null,
    hostId: /^[1-9]\d*$/.test(host) ? host : null,
    channel: channelOf(firstText(standing, '流量体裁')),
    lines: standing.flatMap(linesOf),
    refundedAt: null,
  });
}

/** Children may be closed one by one: the order is closed when all are. */
function statusOf(rows: readonly FileRow[]): string {
  const words = rows.map((row) => textIn(row, '订单状态'));
  return words.find((word) => word !== '' && !word.includes('关闭')) ?? words[0] ?? '';
}

function linesOf(row: FileRow): ToldLine[] {
  const numbers = parts(idIn(row, '子订单编号', 'no-line-no'));
  const items = parts(idIn(row, '商品ID', 'no-item'));
  const titles = parts(textIn(row, '选购商品'));
  const quantities = shareFen(
    countIn(row, '商品数量') ?? numbers.length,
    numbers.map(() => 1),
  );
  const paid = shareFen(
    goodsOf(row),
    numbers.map(() => 1),
  );
  return numbers.map((lineNo, place) => ({
    row,
    lineNo,
    itemId: items[place] ?? items[0] ?? '',
    skuId: '',
    title: (titles.length === numbers.length ? titles[place] : textIn(row, '选购商品')) ?? '',
    quantity: quantities[place] ?? 1,
    paidFen: paid[place] ?? 0,
    refund: refundOf(row),
  }));
}

function parts(text: string): string[] {
  return text.includes(';')
    ? text
        .split(';')
        .map(cleanCell)
        .filter((part) => part !== '')
    : [text];
}

function freightOf(row: FileRow): number {
  return fenIn(row, '订单应付金额') === 0 ? 0 : (fenIn(row, '运费') ?? 0);
}

function goodsOf(row: FileRow): number {
  const paidFen = fenIn(row, '订单应付金额');
  if (paidFen === null) throw rowFault(row, 'no-paid-amount', '订单应付金额');
  const freightFen = freightOf(row);
  if (paidFen < freightFen) throw rowFault(row, 'paid-less-than-freight', '订单应付金额');
  return paidFen - freightFen;
}

function refundOf(row: FileRow): ToldRefund | null {
  const word = textIn(row, '售后状态');
  return isRefunded(word) ? { unknown: word } : null;
}
