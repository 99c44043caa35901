import type { Door } from './door-shops.js';

/** What must not be found anywhere. */
export const NEEDLES = {
  name: '欧阳针某',
  phone: '13987654321',
  address: '针尖胡同九号院',
  email: 'needle@example.com',
  idCard: '140602199901019999',
  wechat: 'wx_needle_01',
  openId: 'oNeedle-openid',
  nick: 'NeedleNick',
  buyer: 'B-NEEDLE-77',
  words: '请放在针眼门卫处',
  ip: '203.0.113.77',
} as const;

const { name, phone, address, email, idCard, wechat, openId, nick, buyer, words, ip } = NEEDLES;
const PERSON = { name, mobile: phone, tel: phone, detail_address: address, detail: address, town: address };

/** Fields of no platform in particular, with names that tell. */
const ANYWHERE = {
  buyer_nick: nick,
  buyerId: buyer,
  buyer: { id: buyer, nick, contacts: [{ tel: phone }] },
  receiver: PERSON,
  receiver_name: name,
  receiverMobile: phone,
  consignee: name,
  customer: { email, name },
  member_id: buyer,
  contactPhone: phone,
  id_card_no: idCard,
  realName: name,
  first_name: name,
  last_name: name,
  given_name: name,
  surname: name,
  family_name: name,
  wechatNo: wechat,
  remark: words,
  buyer_words: words,
  收件人: name,
  收货地址: { 省: '山西', 详细: address },
  手机号码: phone,
  买家留言: words,
  deliveries: [{ packages: [{ ShippingAddress: { line1: address }, Consignee_Tel: phone }] }],
  raw: JSON.stringify({ tid: 1, receiver: PERSON, info: JSON.stringify({ buyer_nick: nick }) }),
  raw_encoded: encodeURIComponent(JSON.stringify({ receiver: PERSON })),
  raw_cut: JSON.stringify({ tid: 1, receiver: PERSON, buyer_nick: nick }).slice(0, -3),
  raw_deep: `{"receiver":${JSON.stringify(PERSON)},"x":${'['.repeat(70)}${']'.repeat(70)}}`,
  by_phone: { [phone]: { times: 1 } },
  by_email: { [email]: 1 },
};

/** Where each platform's documentation names the buyer. */
const DOCUMENTED: Readonly<Record<Door, Readonly<Record<string, unknown>>>> = {
  standard: { buyerId: buyer },
  douyin: {
    receiver_msg: { name, tel: phone, addr: { province: { name: '山西' }, detail: address } },
    post_receiver: name,
    post_tel: phone,
    post_addr: { town: { name: address }, detail: address },
    encrypt_post_receiver: name,
    encrypt_post_tel: phone,
    mask_post_receiver: name,
    mask_post_tel: phone,
    mask_post_addr: { detail: address },
    buyer_words: words,
    seller_words: words,
    doudian_open_id: openId,
    open_address_id: address,
    user_id_info: { id_card_no: idCard, encrypt_id_card_no: idCard, id_card_name: name },
    encrypt_account_id: phone,
    user_nick_name: nick,
    evidence: [words],
  },
  kuaishou: {
    buyerOpenId: openId,
    buyerNick: nick,
    orderAddress: { consignee: name, mobile: phone, address, district: address, encryptedMobile: phone, desensitiseConsignee: name },
    customizedInfo: words,
    orderNote: [{ note: words }],
    refundDesc: words,
  },
  weixin: {
    FromUserName: openId,
    openid: openId,
    unionid: openId,
    delivery_info: { address_info: { user_name: name, tel_number: phone, detail_info: address, house_number: address } },
    address_under_review: { user_name: name },
    virtual_tel_number: phone,
    ext_info: { customer_notes: words, merchant_notes: words },
    desc: words,
    present_note: words,
  },
  tiktok: {
    user_id: buyer,
    buyer_email: email,
    buyer_nickname: nick,
    buyer_avatar: nick,
    buyer_message: words,
    recipient_address: {
      name,
      first_name: name,
      phone_number: phone,
      full_address: address,
      address_detail: address,
      address_line1: address,
    },
    cpf: idCard,
    cpf_name: name,
    tax_id: idCard,
    national_id: idCard,
    postal_code: address,
    district_info: [{ address_level: 'L3', address_name: address }],
    delivery_preferences: { drop_off_location: words },
    evidence_images: [{ url: words }],
    seller_note: words,
    handling_duration_text: words,
  },
  shopify: {
    email,
    contact_email: email,
    phone,
    browser_ip: ip,
    client_details: { browser_ip: ip, user_agent: nick },
    customer: { id: 9_207_734_471, email, first_name: name, last_name: nick, phone, default_address: { address1: address } },
    billing_address: { name, address1: address, phone, company: nick },
    shipping_address: { name, address1: address, phone },
    note: words,
    note_attributes: [{ name: 'gift', value: words }],
    payment_details: { credit_card_name: name },
    order_status_url: `https://cunbo.myshopify.com/orders/${openId}`,
    properties: [{ name: 'engraving', value: words }],
    receipt: { payer: email },
    source_url: `https://cunbo.myshopify.com/${openId}`,
    checkout_id: openId,
    device_id: openId,
  },
  youzan: {
    buyer_info: { yz_open_id: openId, buyer_phone: phone, fans_nickname: nick, outer_user_id: openId, buyer_id: buyer },
    address_info: { receiver_name: name, receiver_tel: phone, delivery_address: address, address_extra: JSON.stringify({ lon: address }) },
    remark_info: { buyer_message: words, trade_memo: words },
    invoice_info: { user_name: name, raise: nick },
    order_extra: { buyer_name: name, id_card_number: idCard, id_card_name: name, cashier_name: nick },
    self_fetch_info: { user_name: name, user_tel: phone },
    buyer_messages: [words],
    item_message: words,
    goods_message: JSON.stringify({ 备忘: words }),
    delivery_province: address,
    delivery_city: address,
    delivery_district: address,
    daogou_name: name,
    lat: address,
    lon: address,
    virtual_code: openId,
  },
  woocommerce: {
    billing: { first_name: name, last_name: nick, address_1: address, email, phone },
    shipping: { first_name: name, address_1: address, phone },
    customer_ip_address: ip,
    customer_user_agent: nick,
    customer_note: words,
    customer_id: 26,
    meta_data: [{ key: '_billing_wechat', value: wechat }],
    transaction_id: openId,
    order_key: openId,
  },
};

export function gossipOf(door: Door): Readonly<Record<string, unknown>> {
  return { ...ANYWHERE, ...DOCUMENTED[door] };
}

/** The same with this in every object, also in those that are written as a text. */
export function stuffed(value: unknown, gossip: Readonly<Record<string, unknown>>): unknown {
  if (typeof value === 'string') return stuffedText(value, gossip);
  if (Array.isArray(value)) return value.map((item) => stuffed(item, gossip));
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([field, child]) => [field, stuffed(child, gossip)]);
  // What the message itself says stands last: it must still be understood.
  return { ...gossip, ...Object.fromEntries(fields) };
}

function stuffedText(text: string, gossip: Readonly<Record<string, unknown>>): string {
  if (text.startsWith('{')) return JSON.stringify(stuffed(JSON.parse(text), gossip));
  return text.startsWith('%7B') ? encodeURIComponent(stuffedText(decodeURIComponent(text), gossip)) : text;
}
