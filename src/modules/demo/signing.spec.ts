import { Webhook } from 'standardwebhooks';
import { createWebhookSecret, signWebhook } from './signing.js';

describe('signing by Standard Webhooks', () => {
  it('gives the published signature for the published example', () => {
    const headers = signWebhook(
      'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
      'msg_p5jXN8AQM9LWM0D4loKWxJek',
      new Date(1_614_265_330_000),
      '{"test": 2432232314}',
    );
    expect(headers).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('is accepted by the reference library, Chinese text included', () => {
    const secret = createWebhookSecret();
    const body = JSON.stringify({ reason: '破损', title: '家用瓷碗套装 白瓷十只装' });
    const headers = { ...signWebhook(secret, 'msg_1', new Date(), body) };
    expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body));
  });

  it('is refused by the reference library when a byte of the body changed', () => {
    const secret = createWebhookSecret();
    const headers = { ...signWebhook(secret, 'msg_1', new Date(), '{"paidFen":1}') };
    expect(() => new Webhook(secret).verify('{"paidFen":2}', headers)).toThrow('No matching signature');
  });

  it('makes a different secret of 32 bytes each time', () => {
    const [first, second] = [createWebhookSecret(), createWebhookSecret()];
    expect(first).not.toBe(second);
    expect(Buffer.from(first.slice('whsec_'.length), 'base64')).toHaveLength(32);
  });
});
