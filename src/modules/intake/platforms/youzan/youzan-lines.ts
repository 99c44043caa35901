import type { SaidLine } from '../../../orders/index.js';
import { FieldFault, type FieldReader } from '../field-reader.js';
import { saidLine } from '../said.js';

export interface YouzanLine {
  readonly said: SaidLine;
  /** What the buyer paid for the line with its share of the freight. */
  readonly withFreightFen: number;
}

/** The lines of `full_order_info`, without the freight that lies in what was paid for them. */
export function readYouzanLines(order: FieldReader, shippedAt: ReadonlyMap<string, string>): YouzanLine[] {
  const lines = order.list('orders');
  if (lines.length === 0) throw order.fault('orders', 'order.no-lines', 'an order has at least one line');
  const withFreight = lines.map((line) => line.yuan('payment'));
  const shares = sharesOf(freightIn(order, withFreight), withFreight);
  return lines.map((line, index) => {
    const withFreightFen = withFreight[index] ?? 0;
    return { withFreightFen, said: sayLine(line, withFreightFen - (shares[index] ?? 0), shippedAt) };
  });
}

function sayLine(line: FieldReader, paidFen: number, shippedAt: ReadonlyMap<string, string>): SaidLine {
  const lineNo = line.id('oid');
  const skuId = line.optionalId('sku_id') ?? '';
  return saidLine({
    lineNo,
    itemId: line.id('item_id'),
    // Goods without variants have the variant 0.
    skuId: skuId === '0' ? '' : skuId,
    title: line.optionalText('title') ?? '',
    quantity: line.amount('num'),
    paidFen,
    isGift: isPresent(line),
    shippedAt: shippedAt.get(lineNo) ?? null,
  });
}

/** Sent as true or as "true", according to the message. */
function isPresent(line: FieldReader): boolean {
  try {
    return line.flag('is_present');
  } catch (error) {
    if (!(error instanceof FieldFault)) throw error;
    return line.optionalText('is_present') === 'true';
  }
}

/**
 * The lines' payments come to the order's, and the order's holds the freight. Only where that adds up is the freight taken out:
 * where the payments come to less, it is not in them.
 */
function freightIn(order: FieldReader, withFreight: readonly number[]): number {
  const payInfo = order.object('pay_info');
  const freightFen = payInfo.optionalYuan('post_fee') ?? 0;
  const paidFen = payInfo.optionalYuan('payment');
  const sumFen = withFreight.reduce((sum, fen) => sum + fen, 0);
  return sumFen === paidFen && freightFen <= sumFen ? freightFen : 0;
}

/** The freight in proportion to the payments, to the fen: what rounding leaves goes to the first lines. In bigint, because products are large. */
function sharesOf(freightFen: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((total, weight) => total + BigInt(weight), 0n);
  if (freightFen === 0 || sum === 0n) return weights.map(() => 0);
  const shares = weights.map((weight) => Number((BigInt(freightFen) * BigInt(weight)) / sum));
  let leftFen = freightFen - shares.reduce((total, share) => total + share, 0);
  return shares.map((share, index) => {
    const more = leftFen > 0 && share < (weights[index] ?? 0) ? 1 : 0;
    leftFen -= more;
    return share + more;
  });
}
