import * as fc from 'fast-check';
import { FEN, parseDecimal } from './decimal.js';
import { inTurn, LeftOfLines, spreadRefund } from './spread-refund.js';

const yuan = (text: string): bigint => parseDecimal(text) ?? 0n;
const line = (lineNo: string, paid: string, left = paid) => ({ lineNo, paid: yuan(paid), left: yuan(left) });
const fenOf = (amounts: readonly bigint[]) => amounts.map((amount) => Number(amount / FEN));
const sum = (amounts: readonly bigint[]) => amounts.reduce((total, amount) => total + amount, 0n);

describe('A refund that names no line', () => {
  it.each([
    ['in proportion to what is left', '9.00', [line('1', '10.00'), line('2', '20.00')], [300, 600]],
    ['the odd fen by the largest remainder', '0.10', [line('1', '1.00'), line('2', '5.00')], [2, 8]],
    ['of equal remainders the lower number first', '0.01', [line('2', '1.00'), line('1', '1.00')], [0, 1]],
    ['nothing of a line of which nothing is left', '4.00', [line('1', '10.00', '0.00'), line('2', '20.00')], [0, 400]],
    ['nothing of a line of which too much was given back', '4.00', [line('1', '10.00', '-1.00'), line('2', '20.00')], [0, 400]],
    ['nothing of a gift', '9.00', [line('1', '0.00'), line('2', '20.00')], [0, 900]],
    ['all that is left', '26.00', [line('1', '10.00', '6.00'), line('2', '20.00')], [600, 2_000]],
    ['beyond that on the line that cost most', '31.00', [line('1', '20.00', '6.00'), line('2', '10.00')], [2_100, 1_000]],
    ['all of it there if nothing is left', '1.00', [line('1', '10.00', '0.00'), line('2', '20.00', '0.00')], [0, 100]],
    ['on the only line', '5.00', [line('1', '10.00')], [500]],
    ['nothing at all', '0.00', [line('1', '10.00'), line('2', '20.00')], [0, 0]],
  ])('gives back %s', (_what, amount, lines, fen) => {
    expect(fenOf(spreadRefund(yuan(amount), lines))).toEqual(fen);
  });

  it('is exact below the fen where the currency is', () => {
    const shares = spreadRefund(yuan('0.001'), [line('1', '1.000'), line('2', '0.005')]);
    expect(sum(shares)).toBe(yuan('0.001'));
  });

  const lines = fc.uniqueArray(
    fc.record({ lineNo: fc.string({ minLength: 1, maxLength: 3 }), paid: fc.nat(), left: fc.integer({ min: -1_000 }) }),
    { selector: ({ lineNo }) => lineNo, minLength: 1, maxLength: 8 },
  );
  const weighed = (told: readonly { lineNo: string; paid: number; left: number }[]) =>
    told.map(({ lineNo, paid, left }) => ({ lineNo, paid: BigInt(paid) * FEN, left: BigInt(left) * FEN }));

  it('comes to itself exactly, in whole fen, and to no more of a line than is left while there is enough', () => {
    fc.assert(
      fc.property(lines, fc.nat(), (told, fen) => {
        const all = weighed(told);
        const amount = BigInt(fen) * FEN;
        const shares = spreadRefund(amount, all);
        expect(sum(shares)).toBe(amount);
        expect(shares.every((share) => share % FEN === 0n && share >= 0n)).toBe(true);
        const open = sum(all.map(({ left }) => (left > 0n ? left : 0n)));
        const isWithin = all.every(({ left }, index) => (shares[index] ?? 0n) <= (left > 0n ? left : 0n));
        expect(isWithin).toBe(amount <= open);
      }),
    );
  });

  it('comes out the same whatever the order of the lines', () => {
    fc.assert(
      fc.property(lines, fc.nat(), fc.infiniteStream(fc.nat()), (told, fen, keys) => {
        const shuffled = [...told].map((one) => ({ one, key: keys.next().value ?? 0 })).sort((a, b) => a.key - b.key);
        const byLine = (order: typeof told) => {
          const shares = spreadRefund(BigInt(fen) * FEN, weighed(order));
          return new Map(order.map(({ lineNo }, index) => [lineNo, shares[index]]));
        };
        expect(byLine(shuffled.map(({ one }) => one))).toEqual(byLine(told));
      }),
    );
  });
});

describe('What is left of an order', () => {
  const LINES = [line('1', '10.00'), line('2', '20.00'), line('gift', '0.00')];

  it('is what the refunds that name their line, and those before, have not taken', () => {
    const left = new LeftOfLines(LINES, [{ lineNo: '1', goods: yuan('4.00') }]);
    expect(left.goods).toBe(yuan('26.00'));
    expect(left.spread(yuan('13.00'))).toEqual([
      { lineNo: '1', goods: yuan('3.00') },
      { lineNo: '2', goods: yuan('10.00') },
    ]);
    expect(left.spread(yuan('13.00'))).toEqual([
      { lineNo: '1', goods: yuan('3.00') },
      { lineNo: '2', goods: yuan('10.00') },
    ]);
    expect(left.goods).toBe(0n);
  });

  it('has a part of nothing for a line that may have had one before', () => {
    const left = new LeftOfLines(LINES, [{ lineNo: '1', goods: yuan('10.00') }]);
    expect(left.spread(yuan('4.00'))).toEqual([
      { lineNo: '1', goods: 0n },
      { lineNo: '2', goods: yuan('4.00') },
    ]);
  });

  it('decides where it goes that a refund gave back more than its parts, and its parts where it gave back less', () => {
    const parts = [
      { lineNo: '1', goods: yuan('10.00') },
      { lineNo: '2', goods: yuan('5.00') },
    ];
    const more = new LeftOfLines(LINES, parts);
    expect(more.adjust(parts, yuan('3.00')).map(({ goods }) => goods)).toEqual([yuan('10.00'), yuan('8.00')]);
    expect(more.goods).toBe(yuan('12.00'));
    const less = new LeftOfLines(LINES, parts);
    expect(less.adjust(parts, yuan('-3.00')).map(({ goods }) => goods)).toEqual([yuan('8.00'), yuan('4.00')]);
    expect(less.goods).toBe(yuan('18.00'));
  });

  it('is taken off in the same turn, however the refunds are listed', () => {
    const [early, late] = [new Date(1), new Date(2)];
    const refunds = [
      { refundNo: '10', at: late },
      { refundNo: '9', at: late },
      { refundNo: '11', at: early },
    ];
    expect(inTurn(refunds).map(({ refundNo }) => refundNo)).toEqual(['11', '9', '10']);
    expect(inTurn([...refunds].reverse()).map(({ refundNo }) => refundNo)).toEqual(['11', '9', '10']);
  });
});
