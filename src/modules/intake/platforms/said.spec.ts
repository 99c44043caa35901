import { MAX_FEN } from '../../../kernel/money.js';
import { readingOf, saidHeader, saidLine, saidOrder } from './said.js';

describe('What a message says of an order', () => {
  const about = { type: 'order', orderNo: '1' };

  it.each([
    [[MAX_FEN - 1, 1], {}],
    [[MAX_FEN, 1], { fault: { code: 'order.too-large' } }],
    [[MAX_FEN, MAX_FEN, MAX_FEN], { fault: { code: 'order.too-large' } }],
  ])('whose lines are %j fen is %j', (amounts, expected) => {
    const lines = amounts.map((paidFen, index) => saidLine({ lineNo: String(index), itemId: 'i', quantity: 1, paidFen }));
    const header = saidHeader({ status: 'created', createdAt: '2026-11-20T02:00:00.000Z', paidAt: null, lines });
    const said = [saidOrder({ shopDbId: '1', key: 'k', body: null }, '1', new Date('2026-11-20T02:00:00Z'), header)];
    const reading = readingOf(about, () => ({ said }));
    expect(reading).toMatchObject(expected);
    expect('said' in reading).toBe(!('fault' in expected));
  });
});
