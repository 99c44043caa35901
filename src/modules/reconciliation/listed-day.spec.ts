import { ListedDay } from './listed-day.js';

const paidAt = new Date('2026-11-20T12:00:00+08:00');

describe('a day out of the list of a platform', () => {
  const day = (...pages: Parameters<ListedDay['add']>[0][]): ListedDay => {
    const listed = new ListedDay('2026-11-20');
    for (const page of pages) listed.add(page);
    return listed;
  };

  it('is what was paid from midnight to midnight in Beijing', () => {
    const times = ['2026-11-19T23:59:59.999', '2026-11-20T00:00:00', '2026-11-20T23:59:59.999', '2026-11-21T00:00:00'];
    const page = times.map((time, index) => ({ orderNo: String(index), paidAt: new Date(`${time}+08:00`), paidFen: 10 ** index }));
    expect(day([...page, { orderNo: 'unpaid', paidAt: null, paidFen: 7 }])).toMatchObject({
      orders: [
        { orderNo: '1', paidFen: 10 },
        { orderNo: '2', paidFen: 100 },
      ],
      paidFen: 110,
      note: null,
    });
  });

  it('has every order once, as it was listed last, and with the amount that any list told', () => {
    const list = (paidFen: number | null) => [{ orderNo: 'A', paidAt, paidFen }];
    const refundOfA = { orderNo: 'A', paidAt: null, paidFen: null };
    expect(day(list(5), list(7), [refundOfA], list(null)).orders).toEqual([{ orderNo: 'A', paidFen: 7 }]);
  });

  it('says how many orders have no amount, and counts them as orders', () => {
    const foreign = ['A', 'B'].map((orderNo) => ({ orderNo, paidAt, paidFen: null }));
    const listed = day([...foreign, { orderNo: 'C', paidAt, paidFen: 30 }]);
    expect([listed.orders.length, listed.paidFen]).toEqual([3, 30]);
    expect(listed.note).toContain('2 个订单');
  });
});
