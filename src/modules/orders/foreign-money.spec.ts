import { fenByRate, inYuan } from './foreign-money.js';
import { latestWords, type Word } from './latest-word.js';
import type { SaidHeader, SaidLine, SaidRefund } from './said-order.js';

const PAID_AT = '2026-11-20T02:00:00.000Z';

function word(subject: string, content: SaidHeader | SaidRefund, saidAt = 0): Word {
  return { subject, messageKey: `${subject}:${saidAt}`, source: 'platform', version: null, saidAt, content };
}

function order(...amounts: string[]): Word {
  const platformLine = { itemId: 'i', skuId: '', productId: null, title: '', quantity: 1, lot: null, isGift: false, shippedAt: null };
  const lines = amounts.map((originalAmount, index): SaidLine => ({
    ...platformLine,
    lineNo: String(index + 1),
    paidFen: 0,
    originalAmount,
  }));
  const untold = { shippedAt: null, roomId: null, platformHostId: null, liveSessionId: null, buyerHash: null, voidReason: null };
  const header = { status: 'paid' as const, createdAt: PAID_AT, paidAt: PAID_AT, channel: '', freightFen: 0, depositFen: 0 };
  return word('', { ...untold, ...header, currency: 'JPY', lines });
}

function refund(refundNo: string, originalAmount: string, more: Partial<SaidRefund> = {}, saidAt = 0): Word {
  const item = { lineNo: '1', itemId: 'i', skuId: '', productId: null, lot: null, quantity: null, reason: null };
  const money = {
    amountFen: 0,
    originalAmount,
    freightFen: 0,
    kind: 'refund' as const,
    status: 'succeeded' as const,
    succeededAt: PAID_AT,
  };
  return word(refundNo, { refundNo, ...item, ...money, ...more }, saidAt);
}

describe('An amount in another currency', () => {
  it.each([
    ['29.90', '7.0899', 21_199],
    ['0.01', '7.0899', 7],
    ['1000', '0.0456', 4_560],
    ['0', '7.0899', 0],
    ['1', '0.005', 1],
    ['1', '0.0049', 0],
  ])('of %s at %s yuan is %i fen, half a fen up', (amount, yuanPerUnit, fen) => {
    expect(fenByRate(amount, yuanPerUnit)).toBe(fen);
  });
});

describe('An order in another currency', () => {
  it('is in yuan by the rate', () => {
    expect(inYuan([order('100', '50'), refund('r', '20')], '0.0475')).toMatchObject({
      words: [{ content: { paidAt: PAID_AT, lines: [{ paidFen: 475 }, { paidFen: 238 }] } }, { content: { amountFen: 95 } }],
      exchangeRate: '0.0475',
    });
  });

  it('given back in parts comes to the line, in whatever order its words arrive', () => {
    const words = [
      order('100', '100'),
      refund('b', '50', { succeededAt: '2026-11-21T02:00:00.000Z' }),
      refund('a', '70', { succeededAt: '2026-11-22T02:00:00.000Z' }, 1),
      refund('a', '50', { succeededAt: '2026-11-22T02:00:00.000Z' }, 2),
      refund('c', '50', { lineNo: '2' }),
      refund('d', '50', { status: 'requested', succeededAt: null }),
    ];
    for (const arrived of [words, [...words].reverse()]) {
      const standing = latestWords(inYuan(arrived, '0.0475').words);
      const amounts = ['b', 'a', 'c', 'd'].map((refundNo) => standing.get(refundNo)?.content);
      expect(amounts).toMatchObject([{ amountFen: 238 }, { amountFen: 237 }, { amountFen: 238 }, { amountFen: 238 }]);
    }
  });

  it.each([
    ['without a rate', [order('100')], null],
    ['with a line of more than can be counted', [order('99999999999999.999999')], '1'],
    ['with lines that come to more than can be counted', [order('60000000000000', '60000000000000')], '1'],
    ['with a refund of more than can be counted', [order('1'), refund('r', '1000000000000')], '99999999'],
  ])('%s counts nothing', (_what, words, rate) => {
    const { words: uncounted, exchangeRate } = inYuan(words, rate);
    expect(exchangeRate).toBeNull();
    expect(uncounted[0]).toHaveProperty('content.paidAt', null);
    expect(uncounted[0]).toHaveProperty('content.lines.0.paidFen', 0);
  });
});
