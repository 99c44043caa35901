import { stripPersonalData } from './personal-data.js';

const strip = (value: unknown): unknown => stripPersonalData(value, (id) => `hash of ${id}`);

const PERSONAL = [
  ...['buyerName', 'buyer_nick', 'buyerPhone', 'buyer_memo', 'buyerMessage', 'buyer', 'Buyer-Address', 'receiver', 'receiver_name'],
  ...['receiverMobile', 'receiver_province', 'recipient', 'recipientTel', 'consignee', 'consignee_tel', 'customer', 'customerEmail'],
  ...[
    'customer_id',
    'contact',
    'contactPhone',
    'payer',
    'payerAccount',
    'userId',
    'user_name',
    'memberId',
    'client_ip',
    'shipTo',
    'bill_to',
  ],
  ...['shippingAddress', 'shipping_name', 'billing_address', 'deliveryInfo', 'phone', 'phone_number', 'phone2', 'mobile', 'mobilePhone'],
  ...['tel', 'telNo', 'tel_1', 'telephone', 'post_tel', 'encrypt_post_tel', 'encrypt_post_receiver', 'mask_post_addr', 'homeAddress'],
  ...[
    'address',
    'address1',
    'fullAddress',
    'detail_addr',
    'street',
    'zip',
    'zip_code',
    'postcode',
    'email',
    'e-mail',
    'idCard',
    'id_card_no',
  ],
  ...['identityNo', 'passport', 'realName', 'full.name', 'name', 'nick', 'nickname', 'openid', 'open_id', 'unionId', 'wechat', 'wx_nick'],
  ...[
    'alipayAccount',
    'avatarUrl',
    'qq',
    'first_name',
    'lastName',
    'given_name',
    'surname',
    'FamilyName',
    'remark',
    'seller_memo',
    'note',
    'ＰＨＯＮＥ',
    'buyerHash',
    'buyer_hash',
    'BUYERHASH',
  ],
  ...[
    '收件人',
    '收件人姓名',
    '收货地址',
    '详细地址',
    '手机号码',
    '联系电话',
    '联系方式',
    '买家昵称',
    '买家留言',
    '会员名',
    '客户姓名',
    '身份证号',
  ],
  ...['邮箱', '电子邮件', '微信号', '支付宝账号', '备注', '邮编', 'shouhuoren', 'shoujihao', 'xingming'],
];

const CANONICAL = [
  ...['type', 'timestamp', 'data', 'orderNo', 'version', 'status', 'createdAt', 'paidAt', 'shippedAt', 'roomId', 'hostId', 'channel'],
  ...['freightFen', 'currency', 'lines', 'lineNo', 'itemId', 'skuId', 'title', 'quantity', 'paidFen', 'lot', 'isGift'],
  ...['refunds', 'refundNo', 'amountFen', 'succeededAt', 'reason'],
  ...['itemName', 'shopName', 'hostName', 'platformSubsidyFen', 'logisticsCompany', 'deliveryTime', 'sentBy', '商品名称', '店铺'],
];

describe('What names or reaches a buyer', () => {
  it.each(PERSONAL)('goes: %s', (name) => {
    expect(strip({ [name]: '张三' })).toEqual({});
    expect(strip({ data: [{ deep: { [name]: { first: '张三' } } }] })).toEqual({ data: [{ deep: {} }] });
  });

  it.each(CANONICAL)('is not told by %s', (name) => {
    expect(strip({ [name]: 'x' })).toEqual({ [name]: 'x' });
  });

  it.each(['buyerId', 'buyer_id', 'BuyerID', 'buyer_open_id', 'buyerOpenUid'])('remains as a hash of %s', (name) => {
    expect(strip({ [name]: '6001' })).toEqual({ buyerHash: 'hash of 6001' });
    expect(strip({ [name]: 6001 })).toEqual({ buyerHash: 'hash of 6001' });
    for (const value of [null, true, {}, ['6001'], { id: '6001' }]) expect(strip({ [name]: value })).toEqual({});
  });

  it('goes from JSON inside a text, too', () => {
    const raw = JSON.stringify({
      tid: '1',
      receiver: { name: '张三' },
      pay: [{ mobile: '138' }],
      deeper: JSON.stringify({ phone: '138' }),
    });
    expect(strip({ raw })).toEqual({ raw: JSON.stringify({ tid: '1', pay: [{}], deeper: '{}' }) });
  });

  it.each(['[新品] 茶具', '{', '{ "a": 1 }', ' [1, 2]', '[12345678901234567890]', `${'['.repeat(200)}${']'.repeat(200)}`])(
    'leaves a text without it as it is: %s',
    (title) => {
      expect(strip({ title })).toEqual({ title });
    },
  );

  it('goes from JSON that is percent-encoded inside a text', () => {
    const encoded = (value: object) => encodeURIComponent(JSON.stringify(value));
    expect(strip({ raw: encoded({ tid: '1', receiver: { name: '张三' } }) })).toEqual({ raw: '{"tid":"1"}' });
    expect(strip({ raw: encoded({ tid: '1' }), rate: '%7' })).toEqual({ raw: encoded({ tid: '1' }), rate: '%7' });
  });

  it.each([
    ['cut off', '{"tid":1,"receiver":{"name":"张三'],
    ['in a list, cut off', '[{"receiver":"张三"},'],
    ['written as no JSON is', "{'receiver': '张三'}"],
    ['followed by more', '{"a":1}{"receiver":"张三"}'],
    ['endlessly deep', `{"receiver":"张三","x":${'['.repeat(70)}${']'.repeat(70)}}`],
    ['encoded and cut off', encodeURIComponent('{"receiver":"张三"').slice(0, -4)],
    ['encoded and cut off inside a letter', encodeURIComponent('{"receiver":"张').slice(0, -2)],
  ])('goes with the whole text where that cannot be looked through: an object %s', (_what, text) => {
    expect(strip({ raw: text })).toEqual({ raw: '' });
  });

  it.each(['13987654321', '+8613987654321', '8613987654321', 'needle@example.com'])('goes with what is listed under it: %s', (name) => {
    expect(strip({ orders: { [name]: 1, '7420000000000000001': 2, '139876543210': 3 } })).toEqual({
      orders: { '7420000000000000001': 2, '139876543210': 3 },
    });
  });

  it('leaves everything else as it is', () => {
    const rest = { n: 1, t: true, nothing: null, list: [1, 'x', [null]], '': 'empty name' };
    expect(strip(rest)).toEqual(rest);
  });

  it('cannot be put back through a prototype', () => {
    const stripped = strip(JSON.parse('{"data":{"__proto__":{"buyerHash":"00"}}}')) as { data: { buyerHash?: string } };
    expect(stripped.data.buyerHash).toBeUndefined();
  });
});

it.each(['', ' ', '0', 0])('makes no buyer of %j, which stands for nobody', (id) => {
  expect(strip({ buyerId: id, orderNo: '1' })).toEqual({ orderNo: '1' });
});
