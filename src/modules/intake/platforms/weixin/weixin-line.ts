import type { SaidLine } from '../../../orders/index.js';
import { FieldFault, type FieldReader } from '../field-reader.js';
import { saidLine, soundLines } from '../said.js';

/** A line has no number of its own that after-sales name too: the goods and their sort stand for it. */
export function lineNoOf(product: FieldReader): string {
  return `${product.id('product_id')}:${product.optionalId('sku_id') ?? ''}`;
}

/** The order's lines. The same goods may stand twice, bought and as a gift: what was bought has the plain number, which after-sales name. */
export function readLines(detail: FieldReader, parcels: readonly FieldReader[], isCash: boolean): readonly SaidLine[] {
  const lines = detail.list('product_infos').map((product) => readLine(product, parcels, isCash));
  const boughtFirst = [...lines].sort((a, b) => Number(a.isGift) - Number(b.isGift));
  return soundLines(numbered(boughtFirst), detail, 'product_infos');
}

function readLine(product: FieldReader, parcels: readonly FieldReader[], isCash: boolean): SaidLine {
  const isGift = isFreeGift(product);
  const lineNo = lineNoOf(product);
  const quantity = product.amount('sku_cnt');
  // real_price is of the whole line, after every discount and without freight.
  const paidFen = isGift ? (product.optionalFen('real_price') ?? 0) : product.fen('real_price');
  return saidLine({
    lineNo,
    itemId: product.id('product_id'),
    skuId: product.optionalId('sku_id') ?? '',
    title: product.optionalText('title') ?? '',
    quantity,
    paidFen: isCash ? paidFen : 0,
    isGift,
    shippedAt: dispatchOf(lineNo, quantity, parcels),
  });
}

/** Documented as true or false, described as 1. */
function isFreeGift(product: FieldReader): boolean {
  try {
    return product.flag('is_free_gift');
  } catch (error) {
    if (!(error instanceof FieldFault)) throw error;
    return product.amount('is_free_gift') === 1;
  }
}

/** When the last of a line's pieces went out; null while some have not. */
function dispatchOf(lineNo: string, quantity: number, parcels: readonly FieldReader[]): string | null {
  const sent = parcels.flatMap((parcel) =>
    parcel
      .optionalList('product_infos')
      .filter((product) => lineNoOf(product) === lineNo)
      .map((product) => ({ pieces: product.amount('product_cnt'), at: parcel.optionalEpochSeconds('delivery_time')?.toISOString() ?? '' })),
  );
  const pieces = sent.reduce((total, part) => total + part.pieces, 0);
  const last =
    sent
      .map(({ at }) => at)
      .sort()
      .at(-1) ?? '';
  return pieces >= quantity && last !== '' ? last : null;
}

function numbered(lines: readonly SaidLine[]): SaidLine[] {
  const count = new Map<string, number>();
  return lines.map((line) => {
    const place = (count.get(line.lineNo) ?? 0) + 1;
    count.set(line.lineNo, place);
    return place === 1 ? line : { ...line, lineNo: `${line.lineNo}:${place}` };
  });
}
