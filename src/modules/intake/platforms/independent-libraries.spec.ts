import { createHmac, randomBytes } from 'node:crypto';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import '@shopify/shopify-api/adapters/node';
import { ApiVersion, shopifyApi } from '@shopify/shopify-api';
import { decrypt, encrypt, getSignature } from '@wecom/crypto';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import { Webhook as SvixWebhook } from 'svix';
import type { Push } from './platform-adapter.js';
import { shopifyAdapter } from './shopify/index.js';
import { standardAdapter } from './standard/index.js';
import { weixinAdapter } from './weixin/index.js';

/** Libraries of the platforms' own people, or of others who implement the same rules: they know nothing of our code. */
const NOW = new Date('2026-11-20T12:15:30Z');

function push(headers: Record<string, string>, rawBody: Buffer, query: Record<string, string> = {}): Push {
  return { method: 'POST', query, headers, rawBody, receivedAt: NOW };
}

describe('Standard Webhooks', () => {
  const secret = `whsec_${Buffer.alloc(32, 9).toString('base64')}`;
  const door = standardAdapter.door({ secret });
  const body = '{"type":"order.changed","note":"沁州黄小米 𠮷"}';

  it('signed by the npm library of the standard, and by that of Svix under its own names, is authentic here', () => {
    const timestamp = String(NOW.getTime() / 1_000);
    const signature = new StandardWebhook(secret).sign('msg_1', NOW, body);
    expect(
      door.open(push({ 'webhook-id': 'msg_1', 'webhook-timestamp': timestamp, 'webhook-signature': signature }, Buffer.from(body))),
    ).not.toBeNull();
    const bySvix = new SvixWebhook(secret).sign('msg_1', NOW, body);
    const named = { 'svix-id': 'msg_1', 'svix-timestamp': timestamp, 'svix-signature': bySvix };
    expect(door.open(push(named, Buffer.from(body)))).not.toBeNull();
    expect(door.open(push(named, Buffer.from(body.replace('小米', '大米'))))).toBeNull();
  });

  it('signed here, as a test message is, is accepted by both libraries', () => {
    const test = standardAdapter.testPush({ secret }, new Date());
    const headers = test!.headers as Record<string, string>;
    expect(new StandardWebhook(secret).verify(test!.rawBody.toString(), headers)).toMatchObject({ type: 'cunbo.test' });
    const verify = (body: string) => () => void new SvixWebhook(secret).verify(body, headers);
    expect(verify(test!.rawBody.toString())).not.toThrow();
    expect(verify(`${test!.rawBody.toString()} `)).toThrow();
  });
});

describe('微信小店', () => {
  const encodingAesKey = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
  const credentials = { appId: 'wxb11529c136998cb6', token: 'AAAAAtoken', encodingAesKey };
  const door = weixinAdapter.door(credentials);
  const message = JSON.stringify({
    ToUserName: 'gh_1',
    CreateTime: 1763640930,
    MsgType: 'event',
    Event: 'channels_ec_order_pay',
    order_info: { order_id: '3705115058471208928' },
  });

  function sealed(appId: string, key = encodingAesKey): Push {
    const Encrypt = encrypt(key, message, appId, randomBytes(16));
    const msgSignature = getSignature(credentials.token, '1763640930', '415670741', Encrypt);
    const query = { timestamp: '1763640930', nonce: '415670741', msg_signature: msgSignature, encrypt_type: 'aes' };
    return push({}, Buffer.from(JSON.stringify({ ToUserName: 'gh_1', Encrypt })), query);
  }

  it('encrypted and signed by the npm library of WeCom opens here', () => {
    expect(door.open(sealed(credentials.appId))?.toString()).toBe(message);
  });

  it('for another app, or by another key, does not', () => {
    expect(door.open(sealed('wx0000000000000000'))).toBeNull();
    expect(door.open(sealed(credentials.appId, 'ZZcdefghijklmnopqrstuvwxyz0123456789ABCDEFG'))).toBeNull();
  });

  it('encrypted here, as a test message is, opens by that library', () => {
    const test = weixinAdapter.testPush(credentials, NOW);
    const { Encrypt } = JSON.parse(test!.rawBody.toString()) as { Encrypt: string };
    expect(decrypt(encodingAesKey, Encrypt).id).toBe(credentials.appId);
    expect(getSignature(credentials.token, test!.query.timestamp!, test!.query.nonce!, Encrypt)).toBe(test!.query.msg_signature);
  });
});

describe('Shopify', () => {
  const secret = 'shpss_0123456789abcdef0123456789abcdef';
  const api = shopifyApi({
    apiSecretKey: secret,
    apiKey: 'key',
    apiVersion: ApiVersion.January26,
    isEmbeddedApp: false,
    hostName: 'cunbo.example',
    scopes: [],
    logger: { level: 0 },
  });

  async function isValidThere({ headers, rawBody }: Push): Promise<boolean> {
    const rawRequest = new IncomingMessage(new Socket());
    rawRequest.method = 'POST';
    Object.assign(rawRequest.headers, headers);
    for (const [name, value] of Object.entries(headers)) rawRequest.rawHeaders.push(name, String(value));
    const { valid } = await api.webhooks.validate({ rawBody: rawBody.toString(), rawRequest, rawResponse: new ServerResponse(rawRequest) });
    return valid;
  }

  it('signed here, as a test message is, is valid to its own library', async () => {
    const test = shopifyAdapter.testPush({ secret }, NOW);
    const named = {
      'x-shopify-api-version': '2026-01',
      'x-shopify-shop-domain': 'a.myshopify.com',
      'x-shopify-webhook-id': '1',
      'x-shopify-topic': 'orders/paid',
    };
    const signed: Push = { ...test!, headers: { ...named, ...test!.headers } };
    expect(await isValidThere(signed)).toBe(true);
    expect(await isValidThere({ ...signed, rawBody: Buffer.concat([signed.rawBody, Buffer.from(' ')]) })).toBe(false);
  });

  it('is judged alike on both sides, whoever signs', async () => {
    const door = shopifyAdapter.door({ secret });
    const rawBody = Buffer.from('{"id":820982911946154508,"name":"沁州黄小米"}');
    for (const key of [secret, 'shpss_another0123456789abcdef01234567']) {
      const headers = {
        'x-shopify-hmac-sha256': createHmac('sha256', key).update(rawBody).digest('base64'),
        'x-shopify-topic': 'orders/paid',
        'x-shopify-shop-domain': 'a.myshopify.com',
        'x-shopify-api-version': '2026-01',
        'x-shopify-webhook-id': 'b54557e4-bdd9-4b37-8a5f-bf7d70bcd043',
        'x-shopify-event-id': 'e1',
      };
      expect(door.open(push(headers, rawBody)) !== null).toBe(await isValidThere(push(headers, rawBody)));
    }
  });
});
