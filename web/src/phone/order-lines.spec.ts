import { eachFenOf, lineOf, linesThatStay, refundedFenOf, sumFenOf, type TypedLine, typedLine } from './order-lines.js';

const line = (quantity: string, amount: string): TypedLine => ({ productId: '7', quantity, amount, isTyped: true });

describe('the lines of an order as they are typed', () => {
  it('are read in fen, and say what cannot be read', () => {
    expect(lineOf(line('2', '59.8'))).toEqual({ productId: '7', quantity: 2, paidFen: 5_980 });
    expect(lineOf(line('１２', '0'))).toEqual({ productId: '7', quantity: 12, paidFen: 0 });
    expect(['', '-1', '1.5', 'x'].map((quantity) => lineOf(line(quantity, '1')))).toEqual(Array(4).fill('badQuantity'));
    expect(['', '1.234', '-1', '三'].map((amount) => lineOf(line('1', amount)))).toEqual(Array(4).fill('badAmount'));
  });

  it('come back from the fields as they went in', () => {
    const given = { productId: '7', quantity: 3, paidFen: 8_970 };
    expect(lineOf(typedLine(given))).toEqual(given);
  });

  it('have a sum to the fen, once all of them can be read', () => {
    expect(sumFenOf([line('1', '0.1'), line('1', '0.2'), line('2', '59.80')])).toBe(6_010);
    expect(sumFenOf([line('1', '10'), line('1', '')])).toBeNull();
  });

  it('tell the price of one only where there is one to the fen', () => {
    expect([line('2', '59.8'), line('3', '10'), line('1', '5'), line('0', '5')].map(eachFenOf)).toEqual([2_990, null, null, null]);
  });

  it('keep their places up to the last that was refunded', () => {
    const refunds = [
      { lineNo: '2', amountFen: 100 },
      { lineNo: '2', amountFen: 50 },
      { lineNo: '1', amountFen: 7 },
    ];
    expect(linesThatStay(refunds)).toBe(2);
    expect(linesThatStay([])).toBe(0);
    expect([0, 1, 2].map((index) => refundedFenOf(refunds, index))).toEqual([7, 150, 0]);
  });
});
