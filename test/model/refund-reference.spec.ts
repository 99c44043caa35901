import { DAY, line, message, refund, WHOLE, WORLD } from './examples.js';
import type { Fact } from './facts.js';
import { computeExpected } from './reference.js';
import { reasonClassOf } from './refund-detail.js';
import type { RefundScope } from './refund-reference.js';

const refundsOf = (facts: Fact[], scope: Partial<RefundScope> = {}) =>
  computeExpected(WORLD, facts).refunds({ ...WHOLE, refundView: 'cohort', by: 'phase', ...scope });

describe('reasons', () => {
  it.each([
    ['收到时已破损', 'breakage'],
    ['质量问题', 'quality'],
    ['发错货', 'not-as-described'],
    ['物流太慢', 'delivery'],
    ['退差价', 'price'],
    ['不想要了', 'changed-mind'],
    ['其他原因', 'other'],
    ['  ', 'unstated'],
    [null, 'unstated'],
    [undefined, 'unstated'],
  ])('%s is %s', (text, reasonClass) => {
    expect(reasonClassOf(text)).toBe(reasonClass);
  });
});

describe('phases', () => {
  const dispatchedAt = '2026-11-22T09:00:00+08:00';
  const phase = (more: Parameters<typeof message>[0], refundedAt = dispatchedAt, lineMore = {}) => {
    const facts = [
      message({ lines: [line('1', 'bowl', 100, lineMore)], refunds: [refund('R1', '1', 40, { succeededAt: refundedAt })], ...more }),
    ];
    return [...refundsOf(facts).items.keys()].join();
  };

  it('are told by the line’s dispatch, else the order’s; the same instant is after it', () => {
    expect(phase({ shippedAt: dispatchedAt })).toBe('after-dispatch');
    expect(phase({ shippedAt: dispatchedAt }, '2026-11-22T08:59:59.999+08:00')).toBe('before-dispatch');
    expect(phase({ shippedAt: dispatchedAt }, undefined, { shippedAt: '2026-11-22T09:00:00.001+08:00' })).toBe('before-dispatch');
    expect(phase({ shippedAt: null, status: 'created' }, undefined, { shippedAt: '2026-11-21T09:00:00+08:00' })).toBe('after-dispatch');
  });

  it('are told by the status where nothing is said to be shipped', () => {
    expect(phase({ status: 'paid' })).toBe('before-dispatch');
    expect(phase({ status: 'closed' })).toBe('before-dispatch');
    expect(phase({ status: 'shipped' })).toBe('after-dispatch');
    expect(phase({ status: 'completed', shippedAt: null })).toBe('after-dispatch');
  });

  it('are told by the order as its latest word has it', () => {
    const early = message({ lines: [line('1', 'bowl', 100)], refunds: [refund('R1', '1', 40)] });
    const later = message({ status: 'shipped', shippedAt: `${DAY}T13:00:00+08:00`, lines: [line('1', 'bowl', 100)] });
    expect([...refundsOf([early, later]).items.keys()]).toEqual(['after-dispatch']);
    const dropped = message({ lines: [line('2', 'plate', 5)] });
    expect([...refundsOf([early, later, dropped]).items.keys()]).toEqual(['before-dispatch']);
  });
});

describe('refunds', () => {
  const facts = [
    message({
      lines: [line('1', 'bowl', 1000), line('2', 'nothing', 600)],
      refunds: [
        refund('R1', '1', 300, { reason: '破损' }),
        refund('R2', '1', 100, { reason: '破损', kind: 'exchange' }),
        refund('R3', '2', 50),
      ],
    }),
    message({ orderNo: 'A-2', paidAt: '2026-10-31T12:00:00+08:00', lines: [line('1', 'bowl', 400)], refunds: [refund('R1', '1', 400)] }),
  ];

  it('are summed and counted by what is asked, whatever they are called', () => {
    expect(refundsOf(facts, { by: 'reason' }).items).toEqual(
      new Map([
        ['breakage', { refundedFen: 400, refunds: 2 }],
        ['unstated', { refundedFen: 50, refunds: 1 }],
      ]),
    );
    expect(refundsOf(facts, { by: 'product', refundView: 'cash' }).items.get('bowl')).toEqual({ refundedFen: 800, refunds: 3 });
    expect(refundsOf(facts, { by: 'product' }).items.get('')).toEqual({ refundedFen: 50, refunds: 1 });
    expect(refundsOf(facts, { by: 'merchant', within: '1402' }).items.size).toBe(0);
  });

  it('have a rate of what was paid in the same range, null without payment and in the cash view', () => {
    expect(refundsOf(facts)).toMatchObject({ paidFen: 1600, refundedFen: 450, rate: 450 / 1600 });
    expect(refundsOf(facts, { refundView: 'cash' })).toMatchObject({ paidFen: 1600, refundedFen: 850, rate: null });
    expect(refundsOf(facts, { from: '2026-11-21' })).toMatchObject({ paidFen: 0, refundedFen: 0, rate: null });
  });
});
