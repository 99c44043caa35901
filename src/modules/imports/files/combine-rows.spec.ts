import { combineRows } from './combine-rows.js';
import { readOrders } from './read-file.spec-support.js';
import type { Combined } from './told-order.js';

type Cells = Readonly<Record<string, string>>;

/** The one order of a file of these rows. */
async function orderOf(...rows: readonly Cells[]): Promise<Combined> {
  const orders = [...(await readOrders(fileOf(rows))).values()];
  expect(orders).toHaveLength(1);
  return orders[0]!;
}

function fileOf(rows: readonly Cells[]): string {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const line = (cells: readonly string[]): string => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
  return [line(names), ...rows.map((row) => line(names.map((name) => row[name] ?? '')))].join('\r\n');
}

const DOUYIN: Cells = {
  ...{ 主订单编号: '6920', 子订单编号: '6921', 商品ID: '36', 选购商品: '红山荞麦面', 商品数量: '1', 订单应付金额: '35.90', 运费: '6.00' },
  ...{ 支付方式: '微信', 订单提交时间: '2026-11-20 20:15:02', 支付完成时间: '2026-11-20 20:15:30', 订单状态: '已发货', 售后状态: '-' },
};

describe('抖店', () => {
  it('calls a line by its child order, and takes the freight out of what was paid', async () => {
    expect(await orderOf(DOUYIN, { ...DOUYIN, 子订单编号: '6922', 订单应付金额: '10.00', 运费: '0.00' })).toMatchObject({
      data: {
        ...{ orderNo: '6920', status: 'shipped', paidAt: '2026-11-20T12:15:30.000Z', freightFen: 600 },
        lines: [
          { lineNo: '6921', paidFen: 2_990 },
          { lineNo: '6922', paidFen: 1_000 },
        ],
      },
      saidAt: '2026-11-20T12:15:30.000Z',
    });
  });

  it('says 退款成功 without a sum: the payment counts, the refund is still to come, and a person is told', async () => {
    const order = await orderOf({ ...DOUYIN, 售后状态: '退款成功' });
    expect(order).toMatchObject({
      data: {
        lines: [{ lineNo: '6921', paidFen: 2_990 }],
        refunds: [{ refundNo: 'file:6921', lineNo: '6921', status: 'requested', amountFen: 0, succeededAt: null }],
      },
      flags: [{ code: 'refund-amount-unknown', lineNo: '6921', value: '退款成功' }],
    });
  });

  it('says 售后关闭 or 售后处理中 of what did not come back', async () => {
    for (const word of ['售后关闭', '售后处理中', '待商家处理'])
      expect(await orderOf({ ...DOUYIN, 售后状态: word })).toMatchObject({ flags: [], data: { refunds: [] } });
  });

  it('has been paid on delivery when it is completed, and not before', async () => {
    const onDelivery = { ...DOUYIN, 支付方式: '货到付款' };
    expect(await orderOf(onDelivery)).toMatchObject({ data: { status: 'shipped', paidAt: null } });
    const completed = { ...onDelivery, 订单状态: '已完成', 订单完成时间: '2026-11-25 09:00:00' };
    expect(await orderOf(completed)).toMatchObject({ data: { paidAt: '2026-11-25T01:00:00.000Z' } });
  });

  it('is closed when all of its children are', async () => {
    const closed = { ...DOUYIN, 子订单编号: '6922', 订单状态: '已关闭' };
    expect(await orderOf(DOUYIN, closed)).toMatchObject({ data: { status: 'shipped' } });
    expect(await orderOf(closed)).toMatchObject({ data: { status: 'closed', paidAt: '2026-11-20T12:15:30.000Z' } });
  });

  it('has a child twice where files were put together: its last row stands', async () => {
    expect(await orderOf(DOUYIN, { ...DOUYIN, 订单状态: '已完成' })).toMatchObject({
      data: { status: 'completed', lines: [{ lineNo: '6921', paidFen: 2_990 }] },
    });
  });

  it('by main order joins its children: the money is shared out to the fen, the number of pieces too', async () => {
    const order = await orderOf({
      ...DOUYIN,
      子订单编号: '\t6921;\t6922;6923',
      商品ID: '36;37;38',
      选购商品: '面;茶;酒',
      商品数量: '5',
      订单应付金额: '106.01',
    });
    expect(order).toMatchObject({
      data: {
        lines: [
          { lineNo: '6921', itemId: '36', title: '面', quantity: 2, paidFen: 3_334 },
          { lineNo: '6922', itemId: '37', title: '茶', quantity: 2, paidFen: 3_334 },
          { lineNo: '6923', itemId: '38', title: '酒', quantity: 1, paidFen: 3_333 },
        ],
      },
    });
  });

  it('refuses a joined number that a spreadsheet destroyed', async () => {
    expect(await orderOf({ ...DOUYIN, 子订单编号: '6921;6.92E+18' })).toMatchObject({
      refusals: [{ code: 'id-in-scientific-notation', column: '子订单编号' }],
    });
  });

  it.each([
    ['直播', 'live'],
    ['短视频', 'short-video'],
    ['商品卡', 'card'],
    ['其他', 'other'],
    ['数据将于第二天更新', ''],
    ['-', ''],
  ])('sold by %s was sold by %j', async (word, channel) => {
    expect(await orderOf({ ...DOUYIN, 流量体裁: word })).toMatchObject({ data: { channel } });
  });

  it('has a host, or 0 for none', async () => {
    expect(await orderOf({ ...DOUYIN, 达人ID: '7712345678901' })).toMatchObject({ data: { hostId: '7712345678901' } });
    expect(await orderOf({ ...DOUYIN, 达人ID: '0' })).toMatchObject({ data: { hostId: null } });
  });

  it('counts by its times where nobody knows its status, and says so', async () => {
    expect(await orderOf({ ...DOUYIN, 订单状态: '冻结' })).toMatchObject({
      data: { status: 'paid', paidAt: '2026-11-20T12:15:30.000Z' },
      flags: [{ code: 'status-unknown', value: '冻结' }],
    });
  });

  it('is paid at the time that any of its rows tells, and refused where none does', async () => {
    const untimed = { ...DOUYIN, 子订单编号: '6920', 支付完成时间: '-' };
    expect(await orderOf(untimed, DOUYIN)).toMatchObject({ data: { paidAt: '2026-11-20T12:15:30.000Z' } });
    expect(await orderOf(untimed)).toMatchObject({ refusals: [{ rowNo: 2, code: 'no-pay-time', column: '支付完成时间' }] });
  });

  it.each([
    [{ 订单应付金额: '-' }, 'no-paid-amount', '订单应付金额'],
    [{ 订单应付金额: '5.00' }, 'paid-less-than-freight', '订单应付金额'],
    [{ 订单应付金额: '-5.00' }, 'amount-negative', '订单应付金额'],
    [{ 订单应付金额: '三十' }, 'amount-unreadable', '订单应付金额'],
    [{ 商品ID: '' }, 'no-item', '商品ID'],
    [{ 子订单编号: '-' }, 'no-line-no', '子订单编号'],
    [{ 支付完成时间: '20点' }, 'time-unreadable', '支付完成时间'],
    [{ 商品数量: '两件' }, 'quantity-unreadable', '商品数量'],
  ])('with %j counts none of its order: %s in %s', async (wrong, code, column) => {
    const order = await orderOf({ ...DOUYIN, 子订单编号: '6920' }, { ...DOUYIN, ...wrong });
    expect(order).toEqual({ kind: 'refused', refusals: [{ rowNo: 3, code, column, value: expect.any(String) }] });
  });
});

const DOUYIN_REFUND: Cells = {
  ...{ 售后单号: '71', 订单号: '6920', 商品单号: '6921', 售后类型: '仅退款', 售后状态: '同意退款，退款成功', 退款方式: '原路退款' },
  ...{ '退商品金额（元）': '10.00', '退运费金额（元）': '6.00', 售后申请时间: '2026-11-22 10:00:00', 售后完结时间: '2026-11-23 11:00:00' },
};

describe('An after-sale file', () => {
  it('calls a refund by its case, and by case and line where one case is of several', async () => {
    expect(await orderOf(DOUYIN_REFUND)).toEqual({
      kind: 'refunds',
      orderNo: '6920',
      saidAt: '2026-11-23T03:00:00.000Z',
      refunds: [
        {
          ...{ refundNo: '71', lineNo: '6921', amountFen: 1_000, freightFen: 600, quantity: null, kind: 'refund' },
          ...{ status: 'succeeded', succeededAt: '2026-11-23T03:00:00.000Z', reason: null },
        },
      ],
    });
    expect(await orderOf(DOUYIN_REFUND, { ...DOUYIN_REFUND, 商品单号: '6922' }, { ...DOUYIN_REFUND, 售后单号: '72' })).toMatchObject({
      refunds: [{ refundNo: '71:6921' }, { refundNo: '71:6922' }, { refundNo: '72' }],
    });
  });

  it.each([
    ['售后关闭', 'cancelled'],
    ['买家撤销申请', 'cancelled'],
    ['商家拒绝', 'refused'],
    ['退款失败', 'refused'],
    ['待商家处理', 'requested'],
    ['退款中', 'requested'],
    ['待退货完成', 'requested'],
    ['退货退款成功', 'succeeded'],
  ])('that says %s says %s', async (word, status) => {
    expect(await orderOf({ ...DOUYIN_REFUND, 售后状态: word })).toMatchObject({ refunds: [{ status }] });
  });

  it.each([
    ['换货', 'exchange', 0],
    ['补寄', 'resend', 0],
    ['退货退款', 'return', 1_000],
  ])('of %s moves goods, and money only where it is paid back', async (word, kind, amountFen) => {
    expect(await orderOf({ ...DOUYIN_REFUND, 售后类型: word })).toMatchObject({ refunds: [{ kind, amountFen }] });
  });

  it('with 无需退款 moves no money', async () => {
    expect(await orderOf({ ...DOUYIN_REFUND, 退款方式: '无需退款' })).toMatchObject({ refunds: [{ amountFen: 0, freightFen: 0 }] });
  });

  it.each([
    [{ '退商品金额（元）': '-' }, 'no-refund-amount'],
    [{ 售后完结时间: '-' }, 'no-refund-time'],
    [{ 售后单号: '-' }, 'no-refund-no'],
  ])('that succeeded with %j is refused: %s', async (wrong, code) => {
    expect(await orderOf({ ...DOUYIN_REFUND, ...wrong })).toMatchObject({ kind: 'refused', refusals: [{ rowNo: 2, code }] });
  });

  it('of 快手 is of the one line that its orders have', async () => {
    const row = {
      售后单号: '26',
      订单编号: '25',
      售后类型: '仅退款',
      售后状态: '售后成功',
      '退款金额（元）': '29.90',
      申请时间: '2026-04-16',
      完结时间: '2026-04-17',
    };
    expect(await orderOf(row)).toMatchObject({
      orderNo: '25',
      refunds: [{ refundNo: '26', lineNo: '1', amountFen: 2_990, status: 'succeeded' }],
    });
  });
});

const WEIXIN: Cells = {
  ...{
    订单号: '3705',
    订单下单时间: '2026-11-20 20:00:00',
    支付时间: '2026-11-20 20:00:10',
    订单状态: '已完成',
    订单实际支付金额: '106.00',
  },
  ...{ 订单运费: '6.00', '商品编码(平台)': '1', 商品名称: '茶具', 商品属性: '一壶四杯', '商品价格(单件)': '30.00', 商品数量: '1' },
};

describe('微信小店', () => {
  it('repeats the money of an order in each of its lines: it counts once, shared out by price and number', async () => {
    const order = await orderOf(WEIXIN, { ...WEIXIN, '商品编码(平台)': '2', '商品价格(单件)': '35.00', 商品数量: '2' });
    expect(order).toMatchObject({ data: { freightFen: 600, lines: [{ paidFen: 3_000 }, { paidFen: 7_000, quantity: 2 }] } });
  });

  it('counts what each line cost, where the file says so', async () => {
    const row = { ...WEIXIN, '商品实际价格(总共)': '80.00' };
    expect(await orderOf(row, { ...row, '商品编码(平台)': '2', '商品实际价格(总共)': '20.00' })).toMatchObject({
      data: { lines: [{ paidFen: 8_000 }, { paidFen: 2_000 }] },
    });
  });

  it('says what came back of a line; beyond its goods that is freight, and beyond both it is refused', async () => {
    const row = { ...WEIXIN, '商品实际价格(总共)': '80.00', 商品售后: '退款完成' };
    expect(await orderOf({ ...row, 商品已退款金额: '30.00' })).toMatchObject({ data: { refunds: [{ amountFen: 3_000, freightFen: 0 }] } });
    expect(await orderOf({ ...row, 商品已退款金额: '83.00' })).toMatchObject({
      data: { refunds: [{ amountFen: 8_000, freightFen: 300 }] },
    });
    expect(await orderOf({ ...row, 商品已退款金额: '86.01' })).toMatchObject({
      kind: 'refused',
      refusals: [{ code: 'refund-exceeds-paid' }],
    });
  });

  it('says 退款完成 without a sum only where the column of sums was left out', async () => {
    const row = { ...WEIXIN, '商品实际价格(总共)': '80.00', 商品售后: '退款完成' };
    expect(await orderOf(row)).toMatchObject({ flags: [{ code: 'refund-amount-unknown' }] });
    expect(await orderOf({ ...row, 商品已退款金额: '0.00' })).toMatchObject({ flags: [], data: { refunds: [] } });
  });

  it('has no numbers of lines: the item and its sort stand for them, the same in every file', async () => {
    const row = { ...WEIXIN, '商品实际价格(总共)': '10.00' };
    const gift = { ...row, '商品实际价格(总共)': '0.00' };
    const first = await orderOf(gift, row, { ...row, 商品属性: '一壶六杯' });
    const second = await orderOf(row, { ...row, 商品属性: '一壶六杯' }, gift);
    const numbers = (order: Combined): string[] =>
      order.kind === 'order' ? order.data.lines.map(({ lineNo, paidFen }) => `${lineNo} ${paidFen}`) : [];
    expect(numbers(first)).toEqual(numbers(second));
    expect(numbers(first)).toEqual([
      expect.stringMatching(/^1:\w{10} 1000$/),
      expect.stringMatching(/^1:\w{10} 1000$/),
      expect.stringMatching(/^1:\w{10}:2 0$/),
    ]);
  });
});

const PINDUODUO: Cells = {
  ...{
    商品: '红山荞麦面',
    订单号: '260606-339507978990001',
    订单状态: '已发货，待收货',
    '邮费(元)': '6.00\t',
    '用户实付金额(元)': '35.90\t',
  },
  ...{ '商品数量(件)': '1\t', 支付时间: '2026/6/6 13:41', 商品id: '50', 样式ID: '60', 售后状态: '无售后或售后取消' },
};

describe('拼多多', () => {
  it.each([
    ['待付款', 'created', null, 0],
    ['待发货', 'paid', '2026-06-06T05:41:00.000Z', 0],
    ['已发货，待收货', 'shipped', '2026-06-06T05:41:00.000Z', 0],
    ['已收货', 'shipped', '2026-06-06T05:41:00.000Z', 0],
    ['已取消', 'closed', null, 0],
    ['未发货，退款成功', 'closed', '2026-06-06T05:41:00.000Z', 2_990],
    ['已发货,退款成功', 'closed', '2026-06-06T05:41:00.000Z', 2_990],
    ['已签收，退款成功', 'closed', '2026-06-06T05:41:00.000Z', 2_990],
    ['未成交，退款成功', 'closed', null, 0],
  ])('that is %s is %s, paid at %s, with %d fen back', async (word, status, paidAt, backFen) => {
    const order = await orderOf({ ...PINDUODUO, 订单状态: word });
    expect(order).toMatchObject({ data: { status, paidAt, lines: [{ lineNo: '1', itemId: '50', skuId: '60', paidFen: 2_990 }] } });
    expect(order.kind === 'order' && order.data.refunds.reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(backFen);
  });

  it('gives all of it back with 退款成功, the freight too, and says that this is assumed', async () => {
    expect(await orderOf({ ...PINDUODUO, 订单状态: '未发货，退款成功' })).toMatchObject({
      data: { refunds: [{ refundNo: 'file:1', amountFen: 2_990, freightFen: 600, status: 'succeeded' }] },
      flags: [{ code: 'refund-assumed-whole', lineNo: '1' }],
    });
  });

  it('gives an unknown part back with 部分退款成功', async () => {
    expect(await orderOf({ ...PINDUODUO, 售后状态: '部分退款成功' })).toMatchObject({ flags: [{ code: 'refund-amount-unknown' }] });
  });

  it('has its day in its number, where the file has no time', async () => {
    expect(await orderOf({ ...PINDUODUO, 支付时间: '\t' })).toMatchObject({ data: { paidAt: '2026-06-05T16:00:00.000Z' } });
  });

  it('calls the time of payment by other names', async () => {
    const { 支付时间: paid = '', ...row } = PINDUODUO;
    for (const name of ['拼单成功时间', '订单成交时间'])
      expect(await orderOf({ ...row, [name]: paid })).toMatchObject({ data: { paidAt: '2026-06-06T05:41:00.000Z' } });
  });

  it('stands twice with the same goods as its last row, and is refused with different ones', async () => {
    expect(await orderOf(PINDUODUO, { ...PINDUODUO, 订单状态: '已收货' })).toMatchObject({ data: { lines: [{ paidFen: 2_990 }] } });
    expect(await orderOf(PINDUODUO, { ...PINDUODUO, 商品id: '51' })).toMatchObject({
      refusals: [{ rowNo: 3, code: 'order-stands-twice' }],
    });
  });
});

const TAOBAO: Cells = {
  ...{
    订单编号: '="3691"',
    买家应付货款: '169.00',
    买家应付邮费: '0.00',
    买家实付金额: '169.00元',
    退款金额: '无退款申请',
    订单状态: '交易成功',
  },
  ...{ 买家下单时间: '2026-11-20 20:15:02', 买家付款时间: '2026-11-20 20:15:30', 商品标题: '沁州黄小米', 数量: '1' },
};

describe('淘宝', () => {
  it.each([
    ['0.00', '169.00', 16_900, 16_900, 'what is called paid is what is left'],
    ['129.00', '40.00', 16_900, 4_000, 'what is called paid is what is left of a part'],
    ['169.00', '40.00', 16_900, 4_000, 'with the refund it were more than was due'],
    ['169.00', '169.00', 16_900, 16_900, 'with the refund it were twice what was due'],
    ['169.00', '无退款申请', 16_900, 0, 'nothing came back'],
  ])('paid %s beside %s back was paid %d, and %d came back: %s', async (paid, back, paidFen, backFen) => {
    const order = await orderOf({ ...TAOBAO, 买家实付金额: paid, 退款金额: back });
    expect(order).toMatchObject({ data: { lines: [{ lineNo: '3691', itemId: '名称:沁州黄小米', paidFen }] } });
    expect(order.kind === 'order' && order.data.refunds.map(({ refundNo, amountFen }) => [refundNo, amountFen])).toEqual(
      backFen === 0 ? [] : [['file:3691', backFen]],
    );
  });

  it.each([
    ['等待买家付款', 'created'],
    ['买家已付款，等待卖家发货', 'paid'],
    ['买家已付款,等待卖家发货', 'paid'],
    ['卖家已发货，等待买家确认', 'shipped'],
    ['交易成功', 'completed'],
    ['交易关闭', 'closed'],
  ])('that says %s is %s', async (word, status) => {
    expect(await orderOf({ ...TAOBAO, 订单状态: word })).toMatchObject({ data: { status } });
  });

  it('closed before payment counts nothing', async () => {
    expect(await orderOf({ ...TAOBAO, 订单状态: '交易关闭', 买家付款时间: '' })).toMatchObject({
      data: { status: 'closed', paidAt: null },
    });
  });

  it('by line has sums beside refunds that have not succeeded, which count as paid', async () => {
    const row = {
      ...{
        子订单编号: '="36911"',
        主订单编号: '="3691"',
        商品标题: '小米',
        购买数量: '1',
        订单状态: '交易成功',
        买家应付货款: '99.00',
        买家实付金额: '99.00',
      },
      ...{ 退款金额: '50.00', 订单付款时间: '2026-11-20 20:15:30', 商品ID: '700' },
    };
    expect(await orderOf({ ...row, 退款状态: '退款关闭' })).toMatchObject({
      data: { lines: [{ lineNo: '36911', itemId: '700', paidFen: 9_900 }], refunds: [] },
    });
    expect(await orderOf({ ...row, 退款状态: '退款成功' })).toMatchObject({
      data: { lines: [{ paidFen: 9_900 }], refunds: [{ amountFen: 5_000 }] },
    });
  });
});

describe('京东', () => {
  const row = {
    ...{
      订单号: '3000',
      商品ID: '1',
      商品名称: '大碗',
      订购数量: '1',
      支付方式: '在线支付',
      下单时间: '2026-11-20 20:15:02',
      京东价: '30.00',
    },
    ...{ 订单金额: '100.00', 运费金额: '0.00', 订单状态: '完成', 付款确认时间: '2026-11-20 20:15:30' },
  };

  it('repeats the money of an order in each of its lines: it counts once, shared out by price and number', async () => {
    expect(await orderOf(row, { ...row, 商品ID: '2', 京东价: '35.00', 订购数量: '2' })).toMatchObject({
      data: {
        lines: [
          { lineNo: '1', paidFen: 3_000 },
          { lineNo: '2', paidFen: 7_000 },
        ],
      },
    });
  });

  it('counts what the buyer had to pay after every discount, where the file says so', async () => {
    expect(await orderOf({ ...row, 应付金额: '80.00', 余额支付: '16.00', 运费金额: '6.00' })).toMatchObject({
      data: { freightFen: 600, lines: [{ paidFen: 9_000 }] },
    });
  });
});

describe('有赞', () => {
  const row = {
    订单号: 'E1',
    订单状态: '交易成功',
    买家付款时间: '2026-11-20 20:15:30',
    全部商品名称: '荞麦面',
    订单实付金额: '35.90',
    运费: '6.00',
  };

  it('names all goods of an order in one cell: they are one line', async () => {
    expect(await orderOf({ ...row, 已退款金额: '10.00' })).toMatchObject({
      data: {
        status: 'completed',
        freightFen: 600,
        lines: [{ lineNo: '1', paidFen: 2_990 }],
        refunds: [{ refundNo: 'file:1', amountFen: 1_000 }],
      },
    });
  });
});

describe('快手', () => {
  const row = {
    ...{
      订单号: '2536',
      订单创建时间: '2026-04-15 10:20:00',
      订单支付时间: '2026-04-15 10:20:30',
      订单状态: '交易成功',
      实付款: '35.90',
      快递费: '6.00',
    },
    ...{ 成交数量: '1', 商品ID: '21', 商品名称: '党参', 订单载体: '直播间', 售后状态: '-' },
  };

  it('has one line in an order, called 1 as in its own messages', async () => {
    expect(await orderOf(row)).toMatchObject({
      data: { channel: 'live', freightFen: 600, lines: [{ lineNo: '1', itemId: '21', paidFen: 2_990 }] },
    });
  });

  it('is not paid before it is', async () => {
    expect(await orderOf({ ...row, 订单状态: '待付款', 订单支付时间: '-' })).toMatchObject({ data: { status: 'created', paidAt: null } });
  });
});

describe('Our own template', () => {
  const row = { 订单号: 'SD-1', 支付时间: '2026/11/20', 商品名称: '小米', 数量: '1', '实付金额(元)': '29.90' };

  it('has lines by their number, else by their goods; a number stands once, goods may stand again', async () => {
    const numbers = (order: Combined): string[] => (order.kind === 'order' ? order.data.lines.map(({ lineNo }) => lineNo) : []);
    expect(numbers(await orderOf(row, row))).toEqual(['名称:小米', '名称:小米:2']);
    expect(numbers(await orderOf({ ...row, 子订单号: '7' }, { ...row, 子订单号: '7' }))).toEqual(['7']);
  });

  it('books a refund on the day it says, else on the last day that it says', async () => {
    expect(await orderOf({ ...row, '退款金额(元)': '9.90', 退款时间: '2026/11/22' })).toMatchObject({
      data: { refunds: [{ amountFen: 990, succeededAt: '2026-11-21T16:00:00.000Z' }] },
    });
    expect(await orderOf({ ...row, '退款金额(元)': '9.90' })).toMatchObject({
      data: { refunds: [{ succeededAt: '2026-11-19T16:00:00.000Z' }] },
    });
  });

  it('refuses more back than was paid', async () => {
    expect(await orderOf({ ...row, '退款金额(元)': '29.91' })).toMatchObject({ refusals: [{ code: 'refund-exceeds-paid' }] });
  });

  it('needs to say what was sold, when and for how much', async () => {
    expect(await orderOf({ ...row, 商品名称: '' })).toMatchObject({ refusals: [{ code: 'no-item' }] });
    expect(await orderOf({ ...row, 支付时间: '' })).toMatchObject({ refusals: [{ code: 'no-pay-time' }] });
    expect(await orderOf({ ...row, '实付金额(元)': '' })).toMatchObject({ refusals: [{ code: 'no-paid-amount' }] });
  });
});

it('Rows that cannot be read are told all at once', () => {
  const refusal = { code: 'time-unreadable', column: '支付时间', value: '昨天' } as const;
  const rows = [2, 3].map((rowNo) => ({ rowNo, orderNo: 'SD-1', cells: {}, refusal }));
  expect(combineRows('cunbo-orders', rows)).toEqual({
    kind: 'refused',
    refusals: [
      { rowNo: 2, ...refusal },
      { rowNo: 3, ...refusal },
    ],
  });
});
