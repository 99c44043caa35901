import type { Told } from './bridged-order.js';
import { Fields } from './fields.js';
import { Pinduoduo } from './pinduoduo.js';

const SN = '261120-339507978993455';
const REFUND_NO = '8012345678901234567';
const MODIFIED = Date.parse('2026-11-21T09:00:00.250+08:00');
const inYuan = new Pinduoduo('yuan');

function frame(type: string, more: string = ''): string {
  const content = `{"mall_id":123456789,"tid":"${SN}"${more}}`;
  return JSON.stringify({ id: 1, commandType: 'Common', time: 1, sendTime: 2, message: { type, mallID: 123456789, content } });
}

function refundFrame(type: string, feeFen = 2_000): string {
  return frame(type, `,"refund_id":${REFUND_NO},"refund_fee":${feeFen},"bill_type":1,"operation":1,"modified":${MODIFIED}`);
}

function item(more: Record<string, unknown> = {}): Record<string, unknown> {
  return { goods_id: 440012345678, sku_id: 1020304050, goods_name: '怀仁绿豆', goods_count: 2, goods_price: '32.50', ...more };
}

function order(more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    order_sn: SN,
    order_status: 1,
    confirm_status: 1,
    refund_status: 1,
    pay_amount: '67.80',
    goods_amount: '65.00',
    postage: '8.00',
    platform_discount: '3.00',
    seller_discount: '2.20',
    created_time: '2026-11-20 20:15:02',
    pay_time: '2026-11-20 20:15:20',
    confirm_time: '2026-11-20 20:15:30',
    shipping_time: null,
    updated_at: '2026-11-20 20:15:31',
    receiver_name: '张三丰',
    item_list: [item()],
    ...more,
  };
}

function tell(text: string, said: object = order(), refund: object | null = null, platform = inYuan): Told {
  const notice = platform.readNotice(Fields.parse(text, 'line'));
  if (notice === null) throw new Error('the message says nothing');
  return platform.tell(notice, { order: Fields.of(said, 'order'), refund: refund === null ? null : Fields.of(refund, 'refund') });
}

function tellOrder(said: object, platform = inYuan): Told['order'] {
  return tell(frame('pdd_trade_TradeConfirmed'), said, null, platform).order;
}

describe('A frame of the Pinduoduo message channel', () => {
  it.each(['TradeConfirmed', 'TradeSellerShip', 'TradeSuccess'])('pdd_trade_%s is about its order', (name) => {
    expect(inYuan.readNotice(Fields.parse(frame(`pdd_trade_${name}`), 'line'))).toMatchObject({ orderNo: SN, refundNo: null });
  });

  it.each(['pdd_trade_TradeLogisticsAddressChanged', 'pdd_trade_TradeMemoModified', 'pdd_trade_TradeRiskChanged', 'pdd_goods_GoodsAdd'])(
    '%s says nothing of sales',
    (type) => {
      expect(inYuan.readNotice(Fields.parse(frame(type), 'line'))).toBeNull();
    },
  );

  it.each(['HeartBeat', 'Ack', 'Fail'])('with the command %s is of the connection only', (commandType) => {
    expect(inYuan.isOfConnection(Fields.of({ commandType, time: 1_795_000_000_000 }, 'line'))).toBe(true);
    expect(inYuan.isOfConnection(Fields.parse(frame('pdd_trade_TradeSuccess'), 'line'))).toBe(false);
  });

  it.each([
    ['pdd_refund_RefundCreated', 'requested'],
    ['pdd_refund_RefundBuyerReturnGoods', 'requested'],
    ['pdd_refund_RefundAgreeAgreement', 'requested'],
    ['pdd_refund_RefundClosed', 'cancelled'],
  ])('%s tells of a refund that is %s, with every digit of its number', (type, status) => {
    expect(tell(refundFrame(type))).toMatchObject({
      refund: {
        refundNo: REFUND_NO,
        lineNo: '1',
        amountFen: 2_000,
        freightFen: 0,
        status,
        succeededAt: null,
        modifiedAt: new Date(MODIFIED),
      },
      unfinished: null,
    });
  });

  it.each([
    ['no command', '{"id":1}', /line\/commandType is required/],
    ['no message', '{"id":1,"commandType":"Common"}', /line\/message must be an object/],
    [
      'an order number that is none',
      frame('pdd_trade_TradeSuccess').replace(SN, '../x'),
      /content\/tid must be digits, a hyphen and digits/,
    ],
  ])('is refused with %s', (_what, text, reason) => {
    const said = Fields.parse(text, 'line');
    expect(() => inYuan.isOfConnection(said) || inYuan.readNotice(said)).toThrow(reason);
  });
});

describe('An order of Pinduoduo', () => {
  it('becomes a whole order; the goods are what was paid less postage, platform discounts excluded', () => {
    expect(tellOrder(order())).toEqual({
      orderNo: SN,
      status: 'paid',
      createdAt: new Date('2026-11-20T20:15:02+08:00'),
      paidAt: new Date('2026-11-20T20:15:20+08:00'),
      shippedAt: null,
      buyerId: null,
      freightFen: 800,
      depositFen: 0,
      lines: [
        { lineNo: '1', itemId: '440012345678', skuId: '1020304050', title: '怀仁绿豆', quantity: 2, paidFen: 5_980, shippedAt: null },
      ],
      modifiedAt: new Date('2026-11-20T20:15:31+08:00'),
    });
  });

  it('reads amounts in the unit that was said, as numbers too', () => {
    expect(tellOrder(order({ pay_amount: 67.8, postage: 8 })).lines[0]?.paidFen).toBe(5_980);
    expect(tellOrder(order({ pay_amount: 6780, postage: '800' }), new Pinduoduo('fen')).lines[0]?.paidFen).toBe(5_980);
    expect(() => tellOrder(order(), new Pinduoduo('fen'))).toThrow(/postage must be an integer/);
  });

  it.each([
    [{ order_status: 1 }, 'paid'],
    [{ order_status: 2, shipping_time: '2026-11-21 08:00:00' }, 'shipped'],
    [{ order_status: 3, shipping_time: '2026-11-21 08:00:00' }, 'completed'],
    [{ confirm_status: 2 }, 'closed'],
  ])('with %j is %s', (more, status) => {
    expect(tellOrder(order(more))).toMatchObject({ status, paidAt: new Date('2026-11-20T20:15:20+08:00') });
  });

  it.each([null, '', '1970-01-01 08:00:00'])('counts nothing until its group is complete (confirm_time %j)', (confirmTime) => {
    expect(tellOrder(order({ confirm_status: 0, confirm_time: confirmTime }))).toMatchObject({ status: 'created', paidAt: null });
  });

  it('of several items spreads the payment over them by price, to the fen', () => {
    const items = [item({ goods_count: 1, goods_price: '10.00' }), item({ goods_id: 2, goods_count: 2, goods_price: '10.00' })];
    const { lines } = tellOrder(order({ pay_amount: '18.00', item_list: items }));
    expect(lines.map(({ lineNo, paidFen }) => [lineNo, paidFen])).toEqual([
      ['1', 333],
      ['2', 667],
    ]);
  });

  it.each([
    ['another order', { order_sn: '1-1' }, /order\/order_sn is not the 261120/],
    ['a new status', { order_status: 9 }, /order\/order_status is not a status/],
    ['less paid than postage', { pay_amount: '7.00' }, /order\/pay_amount is less than postage/],
    ['no items', { item_list: [] }, /order\/item_list must hold at least one line/],
    ['no time of change', { updated_at: null }, /order\/updated_at is required/],
    ['items without price', { item_list: [item({ goods_price: '0' }), item({ goods_price: '0' })] }, /has no prices/],
  ])('is refused with %s', (_what, more, reason) => {
    expect(() => tellOrder(order(more))).toThrow(reason);
  });
});

describe('A refund of Pinduoduo', () => {
  const agreed = refundFrame('pdd_refund_RefundAgreeAgreement');

  it('has succeeded once an agreement is paid out, by its own details or by the order', () => {
    const succeeded = { status: 'succeeded', succeededAt: new Date(MODIFIED), amountFen: 2_000 };
    expect(tell(agreed, order({ refund_status: 4 }))).toMatchObject({ refund: succeeded, unfinished: null });
    expect(tell(agreed, order({ refund_status: 2 }), { after_sales_status: 10 })).toMatchObject({ refund: succeeded, unfinished: null });
  });

  it('that is agreed but not paid out is told so far, and its message is wanted again', () => {
    for (const [status, refund] of [
      [3, null],
      [1, { after_sales_status: 4 }],
      [1, { after_sales_status: 5 }],
    ] as const) {
      const told = tell(agreed, order({ refund_status: status }), refund);
      expect(told.refund?.status).toBe('requested');
      expect(told.unfinished).toMatch(/^refund 8012345678901234567 is agreed but not paid out yet/);
    }
  });

  it('that was asked for long ago stays asked for, though the order knows more by now', () => {
    expect(tell(refundFrame('pdd_refund_RefundCreated'), order({ refund_status: 4 })).refund?.status).toBe('requested');
  });

  it('of everything holds the freight apart from the goods; its sum is fen whatever the unit of the order', () => {
    const all = refundFrame('pdd_refund_RefundAgreeAgreement', 6_780);
    expect(tell(all, order({ refund_status: 4 })).refund).toMatchObject({ amountFen: 5_980, freightFen: 800 });
  });

  it.each([
    [1, 'refund', 2_000],
    [2, 'return', 2_000],
    [3, 'exchange', 0],
    [4, 'resend', 0],
  ])('of the type %s is a %s of %s fen', (type, kind, amountFen) => {
    expect(tell(agreed, order({ refund_status: 4 }), { after_sales_type: type }).refund).toMatchObject({ kind, amountFen });
  });

  it.each([
    ['of an order with several items', agreed, order({ item_list: [item(), item()] }), null, /names none of them/],
    ['with the details of another', agreed, order(), { id: 5 }, /refund\/id is not the 8012345678901234567/],
    ['with a new type', refundFrame('pdd_refund_RefundDancing'), order(), null, /does not know/],
  ])('%s is refused', (_what, text, said, refund, reason) => {
    expect(() => tell(text, said, refund)).toThrow(reason);
  });
});

describe('Details of Pinduoduo', () => {
  it('are read beside the message, or as the platform answers them', () => {
    const found = inYuan.findDetails(
      Fields.of({ order_info_get_response: { order_info: order() }, refund_information_get_response: { id: 9 } }, 'details'),
    );
    expect([found?.order.id('order_sn'), found?.refund?.id('id')]).toEqual([SN, '9']);
    expect(inYuan.findDetails(Fields.of({ order: order() }, 'line'))?.refund).toBeNull();
    expect(inYuan.findDetails(Fields.of({}, 'line'))).toBeNull();
  });
});
