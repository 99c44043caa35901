import { ExpectedLedger } from './expected-totals.js';

const NOVEMBER = { from: '2026-11-01', to: '2026-11-30' };

describe('expected totals', () => {
  it('counts an order once per county and once in total, and its lines where they come from', () => {
    const ledger = new ExpectedLedger();
    ledger.record({
      kind: 'paid',
      day: '2026-11-20',
      lines: [
        { originCode: '140681102201', paidFen: 5980, quantity: 2 },
        { originCode: '140681', paidFen: 100, quantity: 1 },
        { originCode: '140603101200', paidFen: 2680, quantity: 1 },
      ],
    });
    const { counties, total, unallocated } = ledger.totals(NOVEMBER);
    expect(counties).toEqual([
      { code: '140603', paidFen: 2680, refundedFen: 0, netFen: 2680, orders: 1, lines: 1, quantity: 1 },
      { code: '140681', paidFen: 6080, refundedFen: 0, netFen: 6080, orders: 1, lines: 2, quantity: 3 },
    ]);
    expect(total).toEqual({ paidFen: 8760, refundedFen: 0, netFen: 8760, orders: 1, lines: 3, quantity: 4 });
    expect(unallocated.lines).toBe(0);
  });

  it('leaves unallocated what has no origin or only a city', () => {
    const ledger = new ExpectedLedger();
    const lines = ['', '1406'].map((originCode) => ({ originCode, paidFen: 50, quantity: 1 }));
    ledger.record({ kind: 'paid', day: '2026-11-20', lines });
    expect(ledger.totals(NOVEMBER).counties).toEqual([]);
    expect(ledger.totals(NOVEMBER).unallocated).toMatchObject({ paidFen: 100, orders: 1, lines: 2 });
  });

  it('books a refund on its own day, without taking back orders, lines or quantity', () => {
    const ledger = new ExpectedLedger();
    ledger.record({ kind: 'paid', day: '2026-10-31', lines: [{ originCode: '140681102201', paidFen: 900, quantity: 3 }] });
    ledger.record({ kind: 'refund', day: '2026-11-02', originCode: '140681102201', amountFen: 300 });
    expect(ledger.totals(NOVEMBER).total).toEqual({ paidFen: 0, refundedFen: 300, netFen: -300, orders: 0, lines: 0, quantity: 0 });
    expect(ledger.totals({ from: '2026-10-31', to: '2026-11-30' }).total).toMatchObject({ netFen: 600, orders: 1, quantity: 3 });
    expect(ledger.wholeRange()).toEqual({ from: '2026-10-31', to: '2026-11-02' });
  });
});
