import type { FileRow } from '../file-row.js';
import { orderOf } from '../order-building.js';
import { latestTime, numbered } from '../order-rows.js';
import { countIn, fenIn, firstFen, firstText, firstTime, idIn, rowFault, textIn } from '../row-cells.js';
import { shareFen } from '../share-fen.js';
import type { Combined } from '../told-order.js';

const TIMES = ['下单时间', '付款确认时间', '订单完成时间'];

/**
 * A row is an order's item; the order's money repeats in each of them, counts once, and is shared out by price and number. The item's
 * number is the line's: the platform gives lines no other.
 */
export function combineJd(rows: readonly FileRow[]): Combined {
  const weights = rows.map((row) => (fenIn(row, '京东价') ?? 0) * (countIn(row, '订购数量') ?? 1));
  const { goodsFen, freightFen } = moneyOf(
    rows,
    weights.reduce((sum, weight) => sum + weight, 0),
  );
  const paid = shareFen(goodsFen, weights);
  const lines = rows.map((row, place) => ({
    row,
    lineNo: idIn(row, '商品ID', 'no-item'),
    itemId: textIn(row, '商品ID'),
    skuId: '',
    title: textIn(row, '商品名称'),
    quantity: countIn(row, '订购数量') ?? 1,
    paidFen: paid[place] ?? 0,
    refund: null,
  }));
  return orderOf({
    orderNo: rows[0]?.orderNo ?? '',
    statusWord: firstText(rows, '订单状态'),
    createdAt: firstTime(rows, '下单时间'),
    paidAt: firstTime(rows, '付款确认时间'),
    shippedAt: null,
    completedAt: firstTime(rows, '订单完成时间'),
    saidAt: latestTime(rows, TIMES),
    payWay: firstText(rows, '支付方式'),
    payColumn: '付款确认时间',
    freightFen,
    roomId: null,
    hostId: null,
    channel: '',
    lines: numbered(lines),
    refundedAt: null,
  });
}

/**
 * 应付金额 with 余额支付 is what the buyer pays after every discount, with the freight; where an export leaves it out, 订单金额, in which
 * there is freight only as far as it is more than the goods' prices come to.
 */
function moneyOf(rows: readonly FileRow[], pricesFen: number): { goodsFen: number; freightFen: number } {
  const freightFen = firstFen(rows, '运费金额') ?? 0;
  const dueFen = (firstFen(rows, '应付金额') ?? 0) + (firstFen(rows, '余额支付') ?? 0);
  if (dueFen > 0) return { goodsFen: Math.max(dueFen - freightFen, 0), freightFen: Math.min(freightFen, dueFen) };
  const orderFen = firstFen(rows, '订单金额');
  const [first] = rows;
  if (orderFen === null && first !== undefined) throw rowFault(first, 'no-paid-amount', '订单金额');
  const inside = pricesFen > 0 ? Math.min(Math.max((orderFen ?? 0) - pricesFen, 0), freightFen) : 0;
  return { goodsFen: (orderFen ?? 0) - inside, freightFen };
}
