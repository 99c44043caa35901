import { FEN } from './decimal.js';

/** A line of an order, as far as money comes back for it. */
export interface RefundableLine {
  readonly lineNo: string;
  readonly paid: bigint;
}

export interface RefundedPart {
  readonly lineNo: string;
  readonly goods: bigint;
}

interface WeighedLine extends RefundableLine {
  readonly left: bigint;
}

/**
 * What a refund that names no line gives back of each: in proportion to what is left of them, by the largest remainder. The parts come to
 * the refund exactly, to the smallest unit, so what the order, the shop and the day come to is right; which goods it was is an estimate.
 * What goes beyond all that is left is on the line that cost most, where it can be seen that too much was given back. The order in
 * which lines come decides nothing: the same refund, read again, must come out the same.
 */
export function spreadRefund(amount: bigint, lines: readonly WeighedLine[]): bigint[] {
  const weights = lines.map(({ left }) => (left > 0n ? left : 0n));
  const open = sum(weights);
  // Less than nothing is a fault of the message, which must be seen: it stays on one line.
  const within = amount < 0n ? 0n : amount < open ? amount : open;
  const unit = [within, ...weights].every((value) => value % FEN === 0n) ? FEN : 1n;
  const floors = weights.map((weight) => (open === 0n ? 0n : (within * weight) / (open * unit)) * unit);
  const remainders = weights.map((weight) => (open === 0n ? 0n : (within * weight) % (open * unit)));
  const units = Number((within - sum(floors)) / unit);
  const rounded = new Set(ranked(lines, remainders).slice(0, units));
  const [largest] = ranked(
    lines,
    lines.map(({ paid }) => paid),
  );
  return floors.map((floor, index) => floor + (rounded.has(index) ? unit : 0n) + (index === largest ? amount - within : 0n));
}

/** Places of lines, those with the largest value first, of equal ones the lower number. */
function ranked(lines: readonly RefundableLine[], values: readonly bigint[]): number[] {
  const places = lines.map(({ lineNo }, place) => ({ lineNo, place, value: values[place] ?? 0n }));
  const sorted = places.sort((one, other) => {
    if (one.value !== other.value) return one.value > other.value ? -1 : 1;
    return one.lineNo < other.lineNo ? -1 : 1;
  });
  return sorted.map(({ place }) => place);
}

function sum(values: readonly bigint[]): bigint {
  return values.reduce((total, value) => total + value, 0n);
}

/** What is left of an order's lines while one refund after the other is taken off. Begins behind those that name their line. */
export class LeftOfLines {
  private readonly leftByLine: Map<string, bigint>;

  constructor(
    private readonly lines: readonly RefundableLine[],
    named: readonly RefundedPart[],
  ) {
    this.leftByLine = new Map(lines.map(({ lineNo, paid }) => [lineNo, paid]));
    named.forEach((part) => this.takeOff(part));
  }

  get goods(): bigint {
    return sum([...this.leftByLine.values()].map((left) => (left > 0n ? left : 0n)));
  }

  /**
   * A part for each of the lines that cost something, also of nothing: with another refund beside it the same refund may come to another
   * split, and must then replace every part of the one before.
   */
  spread(amount: bigint, among: readonly RefundableLine[] = this.lines): RefundedPart[] {
    const weighed = among.map(({ lineNo }) => this.weighed(lineNo));
    const shares = spreadRefund(amount, weighed);
    const parts = weighed.map(({ lineNo, paid }, index) => ({ lineNo, paid, goods: shares[index] ?? 0n }));
    parts.forEach((part) => this.takeOff(part));
    return parts.filter(({ paid, goods }) => paid !== 0n || goods !== 0n).map(({ lineNo, goods }) => ({ lineNo, goods }));
  }

  /**
   * The parts of a refund that names its lines, but gave back something else than they come to: so much more by what is left of those lines,
   * or so much less by what each part was. As they were they have been taken off before.
   */
  adjust<Part extends RefundedPart>(parts: readonly Part[], surplus: bigint): Part[] {
    const shares =
      surplus < 0n
        ? spreadRefund(
            -surplus,
            parts.map(({ lineNo, goods }) => ({ lineNo, paid: goods, left: goods })),
          ).map((share) => -share)
        : spreadRefund(
            surplus,
            parts.map(({ lineNo }) => this.weighed(lineNo)),
          );
    return parts.map((part, index) => {
      const more = shares[index] ?? 0n;
      this.takeOff({ lineNo: part.lineNo, goods: more });
      return { ...part, goods: part.goods + more };
    });
  }

  private weighed(lineNo: string): WeighedLine {
    const paid = this.lines.find((line) => line.lineNo === lineNo)?.paid ?? 0n;
    return { lineNo, paid, left: this.leftByLine.get(lineNo) ?? 0n };
  }

  private takeOff({ lineNo, goods }: RefundedPart): void {
    this.leftByLine.set(lineNo, (this.leftByLine.get(lineNo) ?? 0n) - goods);
  }
}

/** Refunds in the order in which they are taken off: by time, of the same time the older number. */
export function inTurn<Refund extends { readonly refundNo: string; readonly at: Date }>(refunds: readonly Refund[]): Refund[] {
  return [...refunds].sort((one, other) => {
    if (one.at.getTime() !== other.at.getTime()) return one.at.getTime() - other.at.getTime();
    if (one.refundNo.length !== other.refundNo.length) return one.refundNo.length - other.refundNo.length;
    return one.refundNo < other.refundNo ? -1 : 1;
  });
}
