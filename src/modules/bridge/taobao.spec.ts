import { BridgeFault } from './bridge-fault.js';
import type { Told } from './bridged-order.js';
import { Fields } from './fields.js';
import { Taobao } from './taobao.js';

const TID = '3691234567890123456';
const FIRST = '3691234567890123457';
const SECOND = '3691234567890123458';
const taobao = new Taobao();

/** As TMC writes it: ids of 19 digits as bare numbers, the content as a text. */
function message(topic: string, content: Record<string, unknown> = {}): string {
  const texts = Object.entries(content).map(([name, value]) => `,"${name}":${JSON.stringify(value)}`);
  const text = `{"tid":${TID},"oid":${FIRST},"buyer_nick":"张三丰","payment":"128.00"${texts.join('')}}`;
  return JSON.stringify({ topic, content: text, id: 1, pub_time: '2026-11-20 20:15:31' });
}

function line(more: Record<string, unknown> = {}): Record<string, unknown> {
  const sound = {
    oid: FIRST,
    num_iid: 739001644954,
    sku_id: '5275960415307',
    title: '沁州黄小米',
    num: 2,
    status: 'WAIT_SELLER_SEND_GOODS',
  };
  return { ...sound, payment: '68.00', total_fee: '65.00', part_mjz_discount: '5.20', divide_order_fee: '59.80', ...more };
}

function trade(more: Record<string, unknown> = {}, orders: readonly object[] = [line()]): Record<string, unknown> {
  return {
    tid: TID,
    status: 'WAIT_SELLER_SEND_GOODS',
    created: '2026-11-20 20:15:02',
    pay_time: '2026-11-20 20:15:30',
    modified: '2026-11-20 20:15:31',
    payment: '67.80',
    post_fee: '8.00',
    orders: { order: orders },
    ...more,
  };
}

function refundContent(more: Record<string, unknown> = {}): Record<string, unknown> {
  return { refund_id: '150231974221958632', refund_fee: '20.00', bill_type: 'refund_bill', modified: '2026-11-21 09:00:00', ...more };
}

function tell(text: string, order: object = trade(), refund: object | null = null): Told {
  const notice = taobao.readNotice(Fields.parse(text, 'line'));
  if (notice === null) throw new Error('the message says nothing');
  return taobao.tell(notice, { order: Fields.of(order, 'trade'), refund: refund === null ? null : Fields.of(refund, 'refund') });
}

function tellOrder(order: object): Told['order'] {
  return tell(message('taobao_trade_TradeChanged'), order).order;
}

describe('A message of the Taobao Message Channel', () => {
  it.each([
    'TradeCreate',
    'TradeModifyFee',
    'TradeCloseAndModifyDetailOrder',
    'TradeClose',
    'TradeBuyerPay',
    'TradeBuyerStepPay',
    'TradeSellerShip',
    'TradePartlySellerShip',
    'TradePartlyRefund',
    'TradePartlyConfirmPay',
    'TradeSuccess',
    'TradeChanged',
  ])('%s is about its trade, with every digit of its ids', (name) => {
    const notice = taobao.readNotice(Fields.parse(message(`taobao_trade_${name}`), 'line'));
    expect(notice).toMatchObject({ orderNo: TID, lineNo: FIRST, refundNo: null });
    expect(tell(message(`taobao_trade_${name}`)).refund).toBeNull();
  });

  it.each([
    'taobao_trade_TradeTimeoutRemind',
    'taobao_trade_TradeMemoModified',
    'taobao_trade_TradeLogisticsAddressChanged',
    'taobao_item_ItemAdd',
  ])('%s says nothing of sales', (topic) => {
    expect(taobao.readNotice(Fields.parse(message(topic), 'line'))).toBeNull();
  });

  it.each([
    ['RefundCreated', 'requested'],
    ['RefundSellerAgreeAgreement', 'requested'],
    ['RefundBuyerModifyAgreement', 'requested'],
    ['RefundBuyerReturnGoods', 'requested'],
    ['RefundSellerRefuseAgreement', 'refused'],
    ['RefundClosed', 'cancelled'],
    ['RefundSuccess', 'succeeded'],
  ])('%s tells of a refund that is %s', (name, status) => {
    const { refund } = tell(message(`taobao_refund_${name}`, refundContent()));
    expect(refund).toMatchObject({
      refundNo: '150231974221958632',
      lineNo: FIRST,
      status,
      amountFen: 2_000,
      freightFen: 0,
      kind: 'refund',
    });
    expect(refund?.succeededAt?.toISOString() ?? null).toBe(status === 'succeeded' ? '2026-11-21T01:00:00.000Z' : null);
  });

  it('may hold its content as an object', () => {
    const notice = taobao.readNotice(Fields.of({ topic: 'taobao_trade_TradeSuccess', content: { tid: TID } }, 'line'));
    expect(notice).toMatchObject({ orderNo: TID, lineNo: null });
  });

  it.each([
    ['no topic', '{"content":"{}"}', /line\/topic is required/],
    ['a content that is not JSON', '{"topic":"taobao_trade_TradeClose","content":"{张三丰"}', /^line\/content is not JSON$/],
    ['no trade', '{"topic":"taobao_trade_TradeClose","content":"{}"}', /content\/tid is required/],
    ['an id that is none', '{"topic":"taobao_trade_TradeClose","content":"{\\"tid\\":\\"../1\\"}"}', /content\/tid must be digits/],
    ['an id that was rounded', '{"topic":"taobao_trade_TradeClose","content":"{\\"tid\\":3.69e18}"}', /content\/tid must be an id/],
  ])('is refused with %s', (_what, text, reason) => {
    expect(() => taobao.readNotice(Fields.parse(text, 'line'))).toThrow(reason);
  });
});

describe('A trade of Taobao', () => {
  it('becomes a whole order', () => {
    expect(tellOrder(trade({ buyer_open_uid: 'AAHwHVMUAAJ' }))).toEqual({
      orderNo: TID,
      status: 'paid',
      createdAt: new Date('2026-11-20T20:15:02+08:00'),
      paidAt: new Date('2026-11-20T20:15:30+08:00'),
      shippedAt: null,
      buyerId: 'AAHwHVMUAAJ',
      freightFen: 800,
      depositFen: 0,
      lines: [
        {
          lineNo: FIRST,
          itemId: '739001644954',
          skuId: '5275960415307',
          title: '沁州黄小米',
          quantity: 2,
          paidFen: 5_980,
          shippedAt: null,
        },
      ],
      modifiedAt: new Date('2026-11-20T20:15:31+08:00'),
    });
  });

  it.each([
    ['TRADE_NO_CREATE_PAY', 'created', false],
    ['WAIT_BUYER_PAY', 'created', false],
    ['PAY_PENDING', 'created', false],
    ['WAIT_PRE_AUTH_CONFIRM', 'created', false],
    ['WAIT_SELLER_SEND_GOODS', 'paid', true],
    ['PAID_FORBID_CONSIGN', 'paid', true],
    ['SELLER_CONSIGNED_PART', 'paid', true],
    ['WAIT_BUYER_CONFIRM_GOODS', 'shipped', true],
    ['TRADE_BUYER_SIGNED', 'shipped', true],
    ['TRADE_FINISHED', 'completed', true],
    ['TRADE_CLOSED', 'closed', true],
    ['TRADE_CLOSED_BY_TAOBAO', 'closed', false],
  ])('with the status %s is %s; paid: %s', (word, status, isPaid) => {
    const order = tellOrder(trade({ status: word }));
    expect([order.status, order.paidAt !== null]).toEqual([status, isPaid]);
  });

  it('keeps its several lines apart, each with its own dispatch', () => {
    const second = line({ oid: SECOND, num_iid: '2', sku_id: '', num: 1, divide_order_fee: '0.01', consign_time: '2026-11-21 08:00:00' });
    const order = tellOrder(trade({ status: 'SELLER_CONSIGNED_PART', consign_time: '2026-11-21 08:00:00' }, [line(), second]));
    expect(order.shippedAt).toBeNull();
    expect(order.lines.map(({ lineNo, skuId, paidFen, shippedAt }) => [lineNo, skuId, paidFen, shippedAt?.toISOString() ?? null])).toEqual([
      [FIRST, '5275960415307', 5_980, null],
      [SECOND, '', 1, '2026-11-21T00:00:00.000Z'],
    ]);
  });

  it('leaves out a line that was closed before payment, and keeps the lines of a trade that was closed as a whole', () => {
    const closed = line({ oid: SECOND, status: 'TRADE_CLOSED_BY_TAOBAO' });
    expect(tellOrder(trade({}, [line(), closed])).lines.map(({ lineNo }) => lineNo)).toEqual([FIRST]);
    expect(tellOrder(trade({ status: 'TRADE_CLOSED_BY_TAOBAO' }, [closed])).lines).toHaveLength(1);
  });

  it('counts what was paid for the goods: no freight, and no less after a refund', () => {
    const refunded = line({ payment: '0.00', refund_status: 'SUCCESS', status: 'TRADE_CLOSED' });
    expect(tellOrder(trade({ status: 'TRADE_CLOSED' }, [refunded])).lines[0]?.paidFen).toBe(5_980);
    const undivided = line({ divide_order_fee: undefined });
    expect(tellOrder(trade({}, [undivided])).lines[0]?.paidFen).toBe(5_980);
  });

  it('of a pre-sale is unpaid until the rest is paid, and says its deposit', () => {
    const steps = { status: 'WAIT_BUYER_PAY', step_trade_status: 'FRONT_PAID_FINAL_NOPAID', step_paid_fee: '10.00' };
    expect(tellOrder(trade(steps))).toMatchObject({ status: 'created', paidAt: null, depositFen: 1_000 });
    expect(tellOrder(trade({ step_trade_status: 'FRONT_PAID_FINAL_PAID', step_paid_fee: '59.80' })).depositFen).toBe(0);
  });

  it('may hold its lines as a plain list', () => {
    expect(tellOrder({ ...trade(), orders: [line()] }).lines).toHaveLength(1);
  });

  it.each([
    ['another trade', trade({ tid: '1' }), /trade\/tid is not the 3691234567890123456/],
    ['a new status', trade({ status: 'TRADE_ON_MARS' }), /trade\/status is not a status/],
    ['no lines', trade({}, []), /trade\/orders must hold at least one line/],
    ['no time of change', trade({ modified: '' }), /trade\/modified is required/],
    ['three decimals', trade({}, [line({ divide_order_fee: '1.005' })]), /order\/0\/divide_order_fee must be yuan/],
    ['a negative amount', trade({}, [line({ divide_order_fee: '-1.00' })]), /divide_order_fee must be yuan/],
    ['a discount beyond the price', trade({}, [line({ divide_order_fee: null, part_mjz_discount: '99' })]), /is more than total_fee/],
    ['a day that never was', trade({ created: '2026-02-30 10:00:00' }), /trade\/created must be yyyy/],
  ])('is refused with %s', (_what, order, reason) => {
    expect(() => tellOrder(order)).toThrow(BridgeFault);
    expect(() => tellOrder(order)).toThrow(reason);
  });
});

describe('A refund of Taobao', () => {
  const success = 'taobao_refund_RefundSuccess';
  const details = {
    refund_id: '150231974221958632',
    tid: TID,
    oid: FIRST,
    status: 'SUCCESS',
    refund_fee: '12.34',
    has_good_return: true,
    reason: '破损',
    desc: '张三丰说碗破了',
    modified: '2026-11-21 10:00:00',
  };

  it('is told by its details where they are there', () => {
    expect(tell(message('taobao_refund_RefundCreated', refundContent()), trade(), details).refund).toEqual({
      refundNo: '150231974221958632',
      lineNo: FIRST,
      amountFen: 1_234,
      freightFen: 0,
      kind: 'return',
      status: 'succeeded',
      succeededAt: new Date('2026-11-21T10:00:00+08:00'),
      reason: '破损',
      modifiedAt: new Date('2026-11-21T10:00:00+08:00'),
    });
  });

  it.each([
    ['WAIT_SELLER_AGREE', 'requested'],
    ['WAIT_BUYER_RETURN_GOODS', 'requested'],
    ['WAIT_SELLER_CONFIRM_GOODS', 'requested'],
    ['SELLER_REFUSE_BUYER', 'refused'],
    ['CLOSED', 'cancelled'],
    ['SUCCESS', 'succeeded'],
  ])('with the status %s is %s', (word, status) => {
    expect(tell(message(success, refundContent()), trade(), { ...details, status: word }).refund?.status).toBe(status);
  });

  it('comes with a message about the trade, too', () => {
    expect(tell(message('taobao_trade_TradePartlyRefund'), trade(), details).refund?.amountFen).toBe(1_234);
  });

  it('of everything holds the freight apart from the goods; what exceeds both is passed on for a person to see', () => {
    expect(tell(message(success, refundContent({ refund_fee: '67.80' }))).refund).toMatchObject({ amountFen: 5_980, freightFen: 800 });
    expect(tell(message(success, refundContent({ refund_fee: '62.00' }))).refund).toMatchObject({ amountFen: 5_980, freightFen: 220 });
    expect(tell(message(success, refundContent({ refund_fee: '70.00' }))).refund).toMatchObject({ amountFen: 6_200, freightFen: 800 });
  });

  it('that is an exchange moves no money', () => {
    expect(tell(message(success, refundContent({ bill_type: 'replace_bill' }))).refund).toMatchObject({ kind: 'exchange', amountFen: 0 });
    expect(tell(message(success, refundContent({ bill_type: 'return_bill' }))).refund).toMatchObject({ kind: 'return', amountFen: 2_000 });
  });

  it.each([
    [
      'of a line that the trade does not have',
      message(success, refundContent()),
      trade({}, [line({ oid: '5' })]),
      null,
      /oid is no line of the trade/,
    ],
    [
      'with a new topic and no details',
      message('taobao_refund_RefundDancing', refundContent()),
      trade(),
      null,
      /needs the details of the refund/,
    ],
    [
      'with the details of another',
      message(success, refundContent()),
      trade(),
      { ...details, refund_id: '7' },
      /refund_id is not the 150231974221958632/,
    ],
    ['with a new status', message(success, refundContent()), trade(), { ...details, status: 'DANCING' }, /refund\/status is not a status/],
  ])('%s is refused', (_what, text, order, said, reason) => {
    expect(() => tell(text, order, said)).toThrow(reason);
  });
});

describe('Details of Taobao', () => {
  it('are read beside the message, or as the platform answers them', () => {
    const found = taobao.findDetails(
      Fields.of({ trade_fullinfo_get_response: { trade: trade() }, refund_get_response: { refund: { refund_id: 9 } } }, 'details'),
    );
    expect([found?.order.id('tid'), found?.refund?.id('refund_id')]).toEqual([TID, '9']);
    expect(taobao.findDetails(Fields.of({ trade: trade() }, 'line'))?.refund).toBeNull();
    expect(taobao.findDetails(Fields.of({ refund: {} }, 'line'))).toBeNull();
  });
});
