import { ORDER_SUBJECT, type Word } from './latest-word.js';
import { orderState } from './order-state.js';
import type { RefundPhase } from './refund-phase.js';
import type { SaidHeader, SaidLine, SaidRefund, WordSource } from './said-order.js';

const PLATFORM_LINE = { itemId: 'i', skuId: '', productId: null, title: '', lot: null, originalAmount: null, isGift: false };
const LINE: SaidLine = { ...PLATFORM_LINE, lineNo: '1', quantity: 1, paidFen: 1_000, shippedAt: null };

function header(more: Partial<SaidHeader> = {}): SaidHeader {
  const times = { createdAt: '2026-11-20T12:00:00.000Z', paidAt: '2026-11-20T12:15:30.000Z', shippedAt: null };
  const nobody = { roomId: null, platformHostId: null, liveSessionId: null, buyerHash: null, voidReason: null };
  return { status: 'paid', ...times, ...nobody, channel: '', freightFen: 0, depositFen: 0, currency: 'CNY', lines: [LINE], ...more };
}

function refund(more: Partial<SaidRefund> = {}): SaidRefund {
  const item = { lineNo: '1', itemId: 'i', skuId: '', productId: null, lot: null, originalAmount: null };
  const money = { amountFen: 400, freightFen: 0, quantity: null, succeededAt: '2026-11-21T01:00:00.000Z' };
  return { refundNo: 'R1', ...item, ...money, kind: 'refund', status: 'succeeded', reason: null, ...more };
}

function said(content: SaidHeader | SaidRefund, version = 1, source: WordSource = 'platform'): Word {
  const subject = 'refundNo' in content ? content.refundNo : ORDER_SUBJECT;
  return { subject, messageKey: `m-${version}`, source, version, saidAt: version, content };
}

describe('An order', () => {
  it('is what its latest words tell, header and refunds each on their own', () => {
    const later = refund({ status: 'cancelled', succeededAt: null, reason: '破损' });
    const state = orderState([
      said(header(), 1),
      said(header({ status: 'completed' }), 2),
      said(refund(), 1),
      said(later, 3),
      said(refund({ refundNo: 'R2' }), 1),
    ]);
    expect(state).toMatchObject({ source: 'platform', winningMessageKey: 'm-2', header: { status: 'completed' }, reviewFlags: [] });
    expect(state?.refunds).toEqual([
      { ...later, reasonClass: 'breakage', phase: 'after-dispatch' },
      { ...refund({ refundNo: 'R2' }), reasonClass: 'unstated', phase: 'after-dispatch' },
    ]);
  });

  it('is none while only refunds were told of', () => {
    expect(orderState([])).toBeNull();
    expect(orderState([said(refund())])).toBeNull();
  });
});

describe('A refund', () => {
  const BEFORE = '2026-11-21T00:59:59.999Z';
  const SAME_MOMENT = '2026-11-21T01:00:00.000Z';
  const AFTER = '2026-11-21T01:00:00.001Z';
  const line = (shippedAt: string | null, lineNo = '1') => ({ ...LINE, lineNo, shippedAt });

  it.each<[what: string, order: Partial<SaidHeader>, phase: RefundPhase]>([
    ['of what went out later', { status: 'shipped', shippedAt: AFTER }, 'before-dispatch'],
    ['of what went out at that moment', { status: 'shipped', shippedAt: SAME_MOMENT }, 'after-dispatch'],
    ['of what had gone out', { status: 'shipped', shippedAt: BEFORE }, 'after-dispatch'],
    ['of a line that went out later than its order', { status: 'shipped', shippedAt: BEFORE, lines: [line(AFTER)] }, 'before-dispatch'],
    ['of a line that went out earlier than its order', { status: 'shipped', shippedAt: AFTER, lines: [line(BEFORE)] }, 'after-dispatch'],
    ['of a line that waits while another is gone', { status: 'paid', lines: [line(null), line(BEFORE, '2')] }, 'before-dispatch'],
    ['of a line that is no longer in the order', { status: 'shipped', shippedAt: AFTER, lines: [line(BEFORE, '2')] }, 'before-dispatch'],
    ['of an order that is only created', { status: 'created', paidAt: null }, 'before-dispatch'],
    ['of an order that is only paid', { status: 'paid' }, 'before-dispatch'],
    ['of an order that was closed unshipped', { status: 'closed' }, 'before-dispatch'],
    ['of an order shipped nobody knows when', { status: 'shipped' }, 'after-dispatch'],
    ['of an order that is completed', { status: 'completed' }, 'after-dispatch'],
  ])('%s is before or after dispatch', (_what, order, phase) => {
    expect(orderState([said(header(order)), said(refund())])?.refunds).toMatchObject([{ phase }]);
  });

  it('of an order typed by hand is after dispatch, whatever its status', () => {
    const typed = [said(header({ status: 'paid' }), 1, 'hand'), said(refund(), 1, 'hand')];
    expect(orderState(typed)?.refunds).toMatchObject([{ phase: 'after-dispatch' }]);
  });

  it('that has not succeeded is judged by whether anything went out', () => {
    const asked = said(refund({ status: 'requested', succeededAt: null }));
    expect(orderState([said(header()), asked])?.refunds).toMatchObject([{ phase: 'before-dispatch' }]);
    expect(orderState([said(header({ shippedAt: AFTER })), asked])?.refunds).toMatchObject([{ phase: 'after-dispatch' }]);
  });
});
