import fc from 'fast-check';
import { ORDER_SUBJECT, type Word } from './latest-word.js';
import { orderState } from './order-state.js';
import { REVIEW_FLAGS, REVIEW_REASONS } from './review-reasons.js';
import type { SaidHeader, SaidLine, SaidRefund, WordSource } from './said-order.js';

const PLATFORM_LINE = { itemId: 'i', skuId: '', productId: null, title: '', originalAmount: null, lot: null, isGift: false };
const LINE: SaidLine = { ...PLATFORM_LINE, lineNo: '1', quantity: 1, paidFen: 1_000, shippedAt: null };
const PAID_AT = '2026-11-20T12:15:30.000Z';
const CLOSED_AT = '2026-11-21T00:00:00.000Z';
const LATER = '2026-11-21T00:00:00.001Z';

function header(more: Partial<SaidHeader> = {}): SaidHeader {
  const times = { createdAt: '2026-11-20T12:00:00.000Z', paidAt: PAID_AT, shippedAt: null };
  const nobody = { roomId: null, platformHostId: null, liveSessionId: null, buyerHash: null, voidReason: null };
  return { status: 'paid', ...times, ...nobody, channel: '', freightFen: 800, depositFen: 0, currency: 'CNY', lines: [LINE], ...more };
}

function refund(more: Partial<SaidRefund> = {}): SaidRefund {
  const item = { lineNo: '1', itemId: 'i', skuId: '', productId: null, lot: null, originalAmount: null };
  const money = { amountFen: 400, freightFen: 0, quantity: null, succeededAt: '2026-11-21T01:00:00.000Z' };
  return { refundNo: 'R1', ...item, ...money, kind: 'refund', status: 'succeeded', reason: null, ...more };
}

function said(content: SaidHeader | SaidRefund, version = 1, saidAt = CLOSED_AT, source: WordSource = 'platform'): Word {
  const subject = 'refundNo' in content ? content.refundNo : ORDER_SUBJECT;
  return { subject, messageKey: `m-${version}`, source, version, saidAt: Date.parse(saidAt), content };
}

const flags = (...words: Word[]) => orderState(words)?.reviewFlags;
const refundNo = (number: number) => ({ refundNo: `R${number}` });
const paying = (paidFen: number, more: Partial<SaidHeader> = {}) => header({ lines: [{ ...LINE, paidFen }], ...more });

describe('For a person to look at', () => {
  it('is nothing about an order that adds up', () => {
    expect(flags(said(header()))).toEqual([]);
    expect(flags(said(header()), said(refund()), said(refund({ ...refundNo(2), amountFen: 600 })))).toEqual([]);
    expect(flags(said(header({ status: 'closed', paidAt: null })))).toEqual([]);
    expect(flags(said(header({ status: 'closed' })), said(refund({ amountFen: 1_000, freightFen: 800 })))).toEqual([]);
  });

  it('is a line refunded beyond what was paid, over several messages', () => {
    expect(flags(said(header()), said(refund({ amountFen: 600 })), said(refund({ ...refundNo(2), amountFen: 401 }), 2))).toEqual([
      'over-refund',
    ]);
    expect(flags(said(paying(300), 2), said(refund()))).toEqual(['over-refund']);
  });

  it('is an over-refund of one fen, where JavaScript would round it away', () => {
    const most = Number.MAX_SAFE_INTEGER;
    const [first, second] = [said(refund({ amountFen: most })), said(refund({ ...refundNo(2), amountFen: 1 }))];
    expect([flags(said(paying(most)), first), flags(said(paying(most)), first, second)]).toEqual([[], ['over-refund']]);
  });

  it('is a refund of a line that is not, or no longer, in the order', () => {
    expect(flags(said(header()), said(refund({ lineNo: '9' })))).toEqual(['refund-of-unknown-line']);
  });

  it('is a refund where nothing is paid, or before it is paid', () => {
    expect(flags(said(header({ paidAt: null })), said(refund()))).toEqual(['refund-without-payment']);
    expect(flags(said(header()), said(refund({ succeededAt: '2026-11-20T12:15:29.999Z' })))).toEqual(['refund-before-payment']);
    expect(flags(said(header()), said(refund({ succeededAt: PAID_AT })))).toEqual([]);
  });

  it('is money that comes with an exchange or a resend', () => {
    for (const kind of ['exchange', 'resend'] as const) {
      expect(flags(said(header()), said(refund({ kind })))).toEqual(['exchange-with-money']);
      expect(flags(said(header()), said(refund({ kind, amountFen: 0 })))).toEqual([]);
    }
    expect(flags(said(header()), said(refund({ kind: 'return' })))).toEqual([]);
  });

  it('is more freight refunded than the order cost, over several messages', () => {
    const [half, rest] = [refund({ amountFen: 0, freightFen: 400 }), refund({ ...refundNo(2), amountFen: 0, freightFen: 401 })];
    expect(flags(said(header()), said(half))).toEqual([]);
    expect(flags(said(header()), said(half), said(rest, 2))).toEqual(['freight-over-refund']);
  });

  it('is not a refund that did not succeed', () => {
    for (const status of ['requested', 'refused', 'cancelled'] as const) {
      const much = { amountFen: 9_999, freightFen: 9_999, kind: 'resend', lineNo: '9', succeededAt: '2015-01-01T00:00:00.000Z' } as const;
      expect(flags(said(header({ paidAt: null })), said(refund({ status, ...much })))).toEqual([]);
    }
  });

  it('is an order closed after payment with less refunded than paid', () => {
    const closed = said(header({ status: 'closed' }));
    expect([flags(closed), flags(closed, said(refund({ amountFen: 999 }))), flags(closed, said(refund({ amountFen: 1_000 })))]).toEqual([
      ['closed-without-refund'],
      ['closed-without-refund'],
      [],
    ]);
    expect(flags(said(paying(0, { status: 'closed' })))).toEqual([]);
  });

  it('is a deposit that was kept', () => {
    const reserved = { paidAt: null, depositFen: 100 };
    expect(flags(said(header({ status: 'created', ...reserved })))).toEqual([]);
    expect(flags(said(header({ status: 'closed', ...reserved })))).toEqual(['deposit-without-payment']);
    expect(flags(said(header({ status: 'paid', depositFen: 100 })))).toEqual([]);
  });

  it('is an amount that changed after payment, even when it changed back', () => {
    expect(flags(said(paying(900), 1), said(header(), 2))).toEqual(['amount-changed-after-payment']);
    expect(flags(said(header(), 1), said(paying(900), 2), said(header(), 3))).toEqual(['amount-changed-after-payment']);
  });

  it('is not an amount that changed before payment, moved between lines, or was corrected by hand', () => {
    expect(flags(said(paying(900, { status: 'created', paidAt: null }), 1), said(header(), 2))).toEqual([]);
    const split = [400, 600].map((paidFen, index) => ({ ...LINE, lineNo: String(index + 1), paidFen }));
    expect(flags(said(header(), 1), said(header({ lines: split }), 2))).toEqual([]);
    expect(flags(said(paying(900), 1, CLOSED_AT, 'hand'), said(header(), 2, CLOSED_AT, 'hand'))).toEqual([]);
    expect(flags(said(paying(900), 9, CLOSED_AT, 'hand'), said(header(), 2))).toEqual([]);
  });

  it('is nothing about an order that a person voided', () => {
    const [typed, void_] = [header(), header({ voidReason: '重复记账', paidAt: null })];
    const words = [said(typed, 1, CLOSED_AT, 'hand'), said(refund({ amountFen: 9_999 }), 2, CLOSED_AT, 'hand')];
    expect([flags(...words), flags(...words, said(void_, 3, CLOSED_AT, 'hand'))]).toEqual([['over-refund'], []]);
  });
});

describe('An order shipped after it was closed', () => {
  const unpaid = { paidAt: null };
  const closed = (more: Partial<SaidHeader> = {}, version = 2) => said(header({ status: 'closed', ...unpaid, ...more }), version);

  it('is told by a dispatch later than the closing was said, of the order or of a line, in any word', () => {
    expect(flags(closed({ shippedAt: LATER }))).toEqual(['shipped-after-closed']);
    expect(flags(closed({ lines: [{ ...LINE, shippedAt: LATER }] }))).toEqual(['shipped-after-closed']);
    expect(flags(closed(), said(header({ status: 'shipped', ...unpaid, shippedAt: LATER }), 1, LATER))).toEqual(['shipped-after-closed']);
  });

  it('is told by a later word that calls it shipped, with or without a time', () => {
    expect(flags(closed(), said(header({ status: 'shipped', ...unpaid }), 3))).toEqual(['shipped-after-closed']);
    expect(flags(closed(), said(header({ status: 'shipped', ...unpaid, shippedAt: PAID_AT }), 3))).toEqual(['shipped-after-closed']);
  });

  it('is not one that was shipped and then closed', () => {
    expect(flags(said(header({ status: 'shipped', ...unpaid }), 1), closed({ shippedAt: CLOSED_AT }))).toEqual([]);
  });
});

describe('The flags', () => {
  it('depend neither on the order of arrival nor on repetition', () => {
    const headers = fc
      .record({
        status: fc.constantFrom('created', 'paid', 'shipped', 'closed'),
        paidAt: fc.constantFrom(null, PAID_AT),
        shippedAt: fc.constantFrom(null, PAID_AT, LATER),
        depositFen: fc.constantFrom(0, 100),
        paidFen: fc.constantFrom(400, 1_000),
      })
      .map(({ paidFen, ...order }) => paying(paidFen, order));
    const refunds = fc
      .record({
        refundNo: fc.constantFrom('R1', 'R2'),
        lineNo: fc.constantFrom('1', '9'),
        kind: fc.constantFrom('refund', 'exchange'),
        status: fc.constantFrom('succeeded', 'cancelled'),
        amountFen: fc.constantFrom(0, 400, 1_000),
        freightFen: fc.constantFrom(0, 800),
      })
      .map(refund);
    const told = fc
      .array(fc.tuple(fc.oneof(headers, refunds), fc.option(fc.nat(3)), fc.constantFrom(PAID_AT, CLOSED_AT, LATER)), { maxLength: 8 })
      .map((contents) =>
        contents.map(([content, version, saidAt], index): Word => ({ ...said(content, 1, saidAt), messageKey: `m-${index}`, version })),
      );
    const history = told.chain((words) =>
      fc.tuple(fc.constant(words), fc.shuffledSubarray([...words, ...words], { minLength: words.length * 2 })),
    );
    const seen = new Set<string>();
    fc.assert(
      fc.property(history, ([words, again]) => {
        expect(flags(...again)).toEqual(flags(...words));
        for (const flag of flags(...words) ?? []) seen.add(flag);
      }),
      { numRuns: 500 },
    );
    expect(seen.size).toBeGreaterThan(5);
  });

  it('each have a reason of their own in both languages', () => {
    const reasons = REVIEW_FLAGS.flatMap((flag) => [REVIEW_REASONS[flag].zh, REVIEW_REASONS[flag].en]);
    expect(REVIEW_FLAGS).toHaveLength(11);
    expect(new Set(reasons).size).toBe(22);
    for (const flag of REVIEW_FLAGS) {
      expect(REVIEW_REASONS[flag].zh).toMatch(/^[\p{Script=Han}，。；]+$/u);
      expect(REVIEW_REASONS[flag].en).toMatch(/^[A-Z][^\p{Script=Han}]+\.$/u);
    }
  });
});
