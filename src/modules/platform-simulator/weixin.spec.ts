import { parseLosslessJson } from '../../kernel/lossless-json.js';
import { PlatformSimulator } from './platform-simulator.js';
import { weixinSeal, weixinSignature } from './weixin-seal.js';

const NOON = new Date('2026-11-20T12:00:00+08:00');
const CREDENTIALS = {
  appId: 'wxb11529c136998cb6',
  token: 'AAAAA',
  encodingAesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
  appSecret: '0123456789abcdef0123456789abcdef',
};

describe('signatures and encryption of 微信小店', () => {
  it('match the published vectors', () => {
    expect(weixinSignature('AAAAA', '1714036504', '1514711492')).toBe('f464b24fc39322e44b38aa78f5edd27bd1441696');
    expect(weixinSignature('AAAAA', '1714037059', '486452656')).toBe('899cf89e464efb63f54ddac96b0a0a235f53aa78');
    const sealed = 'ELGduP2YcVatjqIS+eZbp80MNLoAUWvzzyJxgGzxZO/5sAvd070Bs6qrLARC9nVHm48Y4hyRbtzve1L32tmxSQ==';
    expect(weixinSignature('AAAAA', '1713424427', '415670741', sealed)).toBe('1b9339964ed2e271e7c7b6ff2b0ef902fc94dea1');
    expect(weixinSignature('token', '1714112445', '415670741', 'EncryptValue')).toBe('03de89c50e642c93033dd7f4ef86a8356e80e345');
  });

  it('seals the message of the public test as it must', () => {
    const sealed = weixinSeal(CREDENTIALS.encodingAesKey, CREDENTIALS.appId, '我是中文abcd123', 'aaaabbbbccccdddd');
    expect(sealed).toBe('jn1L23DB+6ELqJ+6bruv21Y6MD7KeIfP82D6gU39rmkgczbWwt5+3bnyg5K55bgVtVzd832WzZGMhkP72vVOfg==');
  });
});

describe('a simulated shop on 微信小店', () => {
  const simulator = new PlatformSimulator();
  const shop = simulator.openShop({ platform: 'weixin', credentials: CREDENTIALS, externalShopId: 'gh_0123456789ab' });
  const line = { itemId: '10000123', skuId: '20000456', title: '沁州黄小米', quantity: 2, paidFen: 5_480 };
  const { orderNo } = shop.createOrder({ at: NOON, roomId: 'liveRoom77', hostId: 'sphFinder1', freightFen: 500, lines: [line] });

  beforeAll(async () => {
    shop.pay(orderNo, NOON);
    await simulator.start();
  });
  afterAll(() => simulator.stop());

  async function ask(path: string, params: object, token = shop.tokens.accessToken) {
    const url = `${simulator.baseUrl('weixin')}${path}?access_token=${token}`;
    const response = await fetch(url, { method: 'POST', body: JSON.stringify(params) });
    return parseLosslessJson(await response.text());
  }

  it('takes back nothing but the echo of its handshake', () => {
    const probe = shop.probe(NOON);
    expect(probe.method).toBe('GET');
    expect(probe.query.signature).toBe(weixinSignature('AAAAA', probe.query.timestamp!, probe.query.nonce!));
  });

  it('seals each message by itself and signs the sealed text', () => {
    const pushes = shop.takePushes(10);
    expect(pushes).toHaveLength(3);
    for (const { query, body } of pushes) {
      const { Encrypt: sealed } = JSON.parse(body.toString()) as { Encrypt: string };
      expect(query.msg_signature).toBe(weixinSignature('AAAAA', query.timestamp!, query.nonce!, sealed));
    }
  });

  it('shows the order with its room, and where the parcel goes', async () => {
    const order = { order_id: orderNo, status: 20, order_detail: { ext_info: { live_id: 'liveRoom77', order_scene: 2 } } };
    expect(await ask('/channels/ec/order/get', { order_id: orderNo })).toMatchObject({ errcode: 0, order });
  });

  it('pages through refunds by key', async () => {
    for (let count = 0; count < 11; count += 1) shop.refundAtOnce(orderNo, 0, 10, { at: NOON });
    const second = NOON.getTime() / 1_000;
    const stretch = { begin_update_time: second, end_update_time: second };
    const first = (await ask('/channels/ec/aftersale/getaftersalelist', stretch)) as {
      next_key: string;
      after_sale_order_id_list: string[];
    };
    expect(first.after_sale_order_id_list).toHaveLength(10);
    const last = await ask('/channels/ec/aftersale/getaftersalelist', { ...stretch, next_key: first.next_key });
    expect(last).toMatchObject({ has_more: false, after_sale_order_id_list: [shop.getOrder(orderNo).refunds[10]!.refundNo] });
  });

  it('gives a new token once the old one is spent', async () => {
    const old = shop.tokens.accessToken;
    const secret = { grant_type: 'client_credential', appid: CREDENTIALS.appId, secret: CREDENTIALS.appSecret };
    expect(await ask('/cgi-bin/stable_token', secret)).toEqual({ access_token: old, expires_in: 7_200 });
    shop.expireTokens();
    expect(await ask('/channels/ec/order/get', { order_id: orderNo }, old)).toMatchObject({ errcode: 42_001 });
    await ask('/cgi-bin/stable_token', secret);
    expect(shop.tokens.accessToken).not.toBe(old);
    expect(await ask('/channels/ec/order/get', { order_id: '1' })).toMatchObject({ errcode: 10_020_050 });
    expect(await ask('/cgi-bin/stable_token', { ...secret, secret: 'wrong' })).toMatchObject({ errcode: 40_125 });
  });
});
