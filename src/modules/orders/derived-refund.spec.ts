import fc from 'fast-check';
import { ORDER_SUBJECT, type Word } from './latest-word.js';
import { orderState, UNDONE } from './order-state.js';
import type { SaidHeader, SaidLine, SaidRefund, WordSource } from './said-order.js';

function line(more: Partial<SaidLine> = {}): SaidLine {
  const item = { itemId: 'i', skuId: 's', productId: null, title: '', lot: null, originalAmount: null, isGift: false, shippedAt: null };
  return { ...item, lineNo: '1', quantity: 1, paidFen: 1_000, ...more };
}

function header(more: Partial<SaidHeader> = {}): SaidHeader {
  const times = { createdAt: '2026-11-20T12:00:00.000Z', paidAt: '2026-11-20T12:15:30.000Z', shippedAt: null };
  const nobody = { roomId: null, platformHostId: null, liveSessionId: null, buyerHash: null, voidReason: null };
  return { status: 'paid', ...times, ...nobody, channel: '', freightFen: 0, depositFen: 0, currency: 'CNY', lines: [line()], ...more };
}

function refund(refundNo: string, amountFen: number, more: Partial<SaidRefund> = {}): SaidRefund {
  const item = { lineNo: '1', itemId: 'i', skuId: '', productId: null, lot: null, originalAmount: null };
  const money = { amountFen, freightFen: 0, quantity: null, succeededAt: '2026-11-21T01:00:00.000Z', reason: null };
  return { refundNo, ...item, ...money, kind: 'refund', status: 'succeeded', ...more };
}

function word(source: WordSource, messageKey: string, saidAt: number, content: SaidHeader | SaidRefund, isWithdrawn = false): Word {
  const subject = 'refundNo' in content ? content.refundNo : ORDER_SUBJECT;
  return { subject, messageKey, source, version: null, saidAt, content, isWithdrawn };
}

const refundsOf = (...words: Word[]) => orderState(words)?.refunds.map(({ refundNo, amountFen }) => [refundNo, amountFen]);

describe('A refund that a file’s reader made up a number for', () => {
  const paid = word('platform', 'p', 1, header());
  const derived = word('file', 'f', 2, refund('file:1', 400));

  it('counts while the platform tells of none of that line that succeeded', () => {
    expect(refundsOf(paid, derived)).toEqual([['file:1', 400]]);
    const asked = word('platform', 'r', 3, refund('R1', 400, { status: 'requested', succeededAt: null }));
    expect(refundsOf(paid, derived, asked)).toEqual(expect.arrayContaining([['file:1', 400]]));
    expect(refundsOf(paid, derived, word('platform', 'r', 3, refund('R1', 400, { lineNo: '2' })))).toContainEqual(['file:1', 400]);
  });

  it('counts only beyond those that the platform tells of by its own numbers, be it in pushes or in another file', () => {
    const told = (...amounts: number[]) => amounts.map((amount, index) => word('platform', `r${index}`, 3, refund(`R${index}`, amount)));
    expect(refundsOf(paid, derived, ...told(400))).toEqual([['R0', 400]]);
    expect(refundsOf(paid, derived, ...told(300, 250))).toEqual([
      ['R0', 300],
      ['R1', 250],
    ]);
    // The file knew of more than has been pushed.
    expect(refundsOf(paid, derived, ...told(100, 150))).toEqual(expect.arrayContaining([['file:1', 150]]));
    expect(refundsOf(paid, derived, word('file', 'g', 3, refund('R1', 400)))).toEqual([['R1', 400]]);
    expect(refundsOf(paid, derived, word('platform', 'r', 0, refund('R1', 400)))).toEqual([['R1', 400]]);
  });
});

describe('An order of which files and messages tell', () => {
  it('keeps what files do not know as the platform told it', () => {
    const told = header({ roomId: 'room', platformHostId: 'host', buyerHash: 'ab', channel: 'live' });
    const exported = header({ status: 'completed', lines: [line({ itemId: 'by-title', skuId: '', paidFen: 900 })] });
    expect(orderState([word('platform', 'p', 1, told), word('file', 'f', 2, exported)])?.header).toEqual({
      ...told,
      status: 'completed',
      lines: [line({ paidFen: 900 })],
    });
    expect(orderState([word('file', 'f', 2, exported)])?.header).toEqual(exported);
    expect(orderState([word('platform', 'q', 3, header()), word('file', 'f', 2, exported)])?.header).toEqual(header());
  });

  it('is what the others say once an import is undone, and void where nobody else speaks', () => {
    const file = (isWithdrawn: boolean) => word('file', 'f', 5, header({ status: 'completed' }), isWithdrawn);
    const pushed = word('platform', 'p', 1, header());
    const typed = word('hand', 'hand:1', 1, header({ lines: [line({ paidFen: 700 })] }));
    expect(orderState([file(true), pushed])?.header.status).toBe('paid');
    expect(orderState([file(true), typed])).toMatchObject({ source: 'hand', header: { voidReason: null, lines: [{ paidFen: 700 }] } });
    expect(orderState([file(true)])).toMatchObject({ source: 'platform', header: { voidReason: UNDONE }, reviewFlags: [] });
    expect(orderState([file(true), word('platform', 'r', 9, refund('R1', 100))])?.header.voidReason).toBe(UNDONE);
    expect(orderState([file(false), typed])).toMatchObject({ source: 'platform', header: { status: 'completed' } });
  });

  it('is the same in whatever order its words arrive, and however often', () => {
    const words = [
      word('platform', 'p1', 1, header({ roomId: 'a' })),
      word('platform', 'p2', 3, header({ roomId: null, status: 'shipped' })),
      word('file', 'file:x:2', 3, header({ status: 'completed' })),
      word('file', 'file:x:4', 4, header({ status: 'closed' }), true),
      word('file', 'file:x:2', 3, refund('file:1', 500)),
      word('platform', 'r1', 2, refund('R1', 300)),
      word('platform', 'r2', 6, refund('R1', 300, { status: 'cancelled', succeededAt: null })),
      word('hand', 'hand:1', 9, header({ lines: [line({ paidFen: 1 })] })),
    ];
    const shape = (told: readonly Word[]) => {
      const state = orderState(told);
      return state && { ...state, refunds: [...state.refunds].sort((a, b) => (a.refundNo < b.refundNo ? -1 : 1)) };
    };
    fc.assert(
      fc.property(
        fc
          .subarray(words)
          .chain((told) => fc.tuple(fc.constant(told), fc.shuffledSubarray([...told, ...told], { minLength: told.length * 2 }))),
        ([told, again]) => expect(shape(again)).toEqual(shape(told)),
      ),
    );
  });
});
