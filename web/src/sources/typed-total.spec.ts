import { countOfTyped, fenOfTyped, MOST_ORDERS, ordersOfPasted } from './typed-total.js';

describe("the platform's total, typed in", () => {
  it('is read as people write amounts, to the fen', () => {
    expect(fenOfTyped('12,345.6')).toBe(1_234_560);
    expect(fenOfTyped('￥ 0.29')).toBe(29);
    expect(fenOfTyped('１２３')).toBe(12_300);
  });

  it('is refused where it is no amount of a day', () => {
    expect([fenOfTyped(''), fenOfTyped('-3'), fenOfTyped('1.234'), fenOfTyped('6.92E+18')]).toEqual([null, null, null, null]);
    expect([countOfTyped('1,204'), countOfTyped(''), countOfTyped('3.5')]).toEqual([1_204, null, null]);
  });

  it('comes with its orders, copied out of a table with or without its head', () => {
    const read = { kind: 'read', amounts: [{ orderNo: '692015', paidFen: 5_980 }], paidFen: 5_980 };
    expect(ordersOfPasted('订单号\t实付金额\n692015\t59.80\n')).toEqual(read);
    expect(ordersOfPasted('692015,59.80')).toEqual(read);
    expect(ordersOfPasted('"692015", "¥59.80"\r\n\r\n')).toEqual(read);
  });

  it('adds up the lines of one order', () => {
    expect(ordersOfPasted('A1 10\nA2 5.50\nA1 0.01')).toEqual({
      kind: 'read',
      amounts: [
        { orderNo: 'A1', paidFen: 1_001 },
        { orderNo: 'A2', paidFen: 550 },
      ],
      paidFen: 1_551,
    });
  });

  it('names the line that cannot be read', () => {
    expect(ordersOfPasted('A1 10\nA2 ten')).toEqual({ kind: 'unreadable', line: 2, text: 'A2 ten' });
    expect(ordersOfPasted('A1 10\nA2')).toEqual({ kind: 'unreadable', line: 2, text: 'A2' });
  });

  it('is too long beyond what one day may hold', () => {
    const lines = Array.from({ length: MOST_ORDERS + 1 }, (_, index) => `A${index} 1`);
    expect(ordersOfPasted(lines.join('\n'))).toEqual({ kind: 'too-many', count: MOST_ORDERS + 1 });
  });
});
