import { ORDER_SUBJECT, type Word } from './latest-word.js';
import { orderState } from './order-state.js';
import type { SaidHeader, SaidRefund } from './said-order.js';

const LINE = { lineNo: '1', itemId: 'i', skuId: '', productId: null, title: '', quantity: 1, paidFen: 1_000, lot: null, isGift: false };

function header(more: Partial<SaidHeader> = {}): SaidHeader {
  const times = { createdAt: '2026-11-20T12:00:00.000Z', paidAt: '2026-11-20T12:15:30.000Z', shippedAt: null };
  const nobody = { roomId: null, platformHostId: null, liveSessionId: null, buyerHash: null, voidReason: null };
  return { status: 'paid', ...times, ...nobody, channel: '', freightFen: 0, currency: 'CNY', lines: [LINE], ...more };
}

function refund(more: Partial<SaidRefund> = {}): SaidRefund {
  const item = { lineNo: '1', itemId: 'i', skuId: '', productId: null };
  const money = { amountFen: 400, freightFen: 0, quantity: null, succeededAt: '2026-11-21T01:00:00.000Z' };
  return { refundNo: 'R1', ...item, ...money, status: 'succeeded', reason: null, ...more };
}

function said(content: SaidHeader | SaidRefund, version = 1): Word {
  const subject = 'refundNo' in content ? content.refundNo : ORDER_SUBJECT;
  return { subject, messageKey: `m-${version}`, source: 'platform', version, saidAt: version, content };
}

describe('An order', () => {
  it('is what its latest words tell, header and refunds each on their own', () => {
    const later = refund({ status: 'cancelled', succeededAt: null });
    const state = orderState([
      said(header(), 1),
      said(header({ status: 'closed' }), 2),
      said(refund(), 1),
      said(later, 3),
      said(refund({ refundNo: 'R2' }), 1),
    ]);
    expect(state).toMatchObject({ source: 'platform', winningMessageKey: 'm-2', header: { status: 'closed' } });
    expect(state?.refunds).toEqual([later, refund({ refundNo: 'R2' })]);
  });

  it('is none while only refunds were told of', () => {
    expect(orderState([])).toBeNull();
    expect(orderState([said(refund())])).toBeNull();
  });
});

describe('For a person to look at', () => {
  const flags = (...words: Word[]) => orderState(words)?.reviewFlags;

  it('is nothing about an order that adds up', () => {
    expect(flags(said(header()))).toEqual([]);
    expect(flags(said(header()), said(refund()), said(refund({ refundNo: 'R2', amountFen: 600 })))).toEqual([]);
  });

  it('is a line refunded beyond what was paid, over several messages', () => {
    expect(flags(said(header()), said(refund({ amountFen: 600 })), said(refund({ refundNo: 'R2', amountFen: 401 }), 2))).toEqual([
      'over-refund',
    ]);
    expect(flags(said(header({ lines: [{ ...LINE, paidFen: 300 }] }), 2), said(refund()))).toEqual(['over-refund']);
  });

  it('is a refund of a line that is not, or no longer, in the order', () => {
    expect(flags(said(header()), said(refund({ lineNo: '9' })))).toEqual(['refund-of-unknown-line']);
  });

  it('is a refund where nothing is paid', () => {
    expect(flags(said(header({ paidAt: null })), said(refund()))).toEqual(['refund-without-payment']);
  });

  it('is not a refund that did not succeed', () => {
    for (const status of ['requested', 'refused', 'cancelled'] as const)
      expect(flags(said(header({ paidAt: null })), said(refund({ status, amountFen: 9_999, lineNo: '9' })))).toEqual([]);
  });
});
