import { Webhook } from 'standardwebhooks';
import { signedHeaders, signingKeyOf } from './standard-webhooks.js';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

function keyOf(secret: string): Buffer {
  const key = signingKeyOf(secret);
  if (key === null) throw new Error(`${secret} is no secret`);
  return key;
}

describe('The signature of an event', () => {
  it('is the published one for the published example', () => {
    const event = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', body: '{"test": 2432232314}' };
    expect(signedHeaders(keyOf(SECRET), event, new Date(1_614_265_330_999))).toEqual({
      'webhook-id': event.id,
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('satisfies the library of the standard, in Chinese too', () => {
    const event = { id: 'tmc-1-a', body: '{"title":"沁州黄小米"}' };
    expect(new Webhook(SECRET).verify(event.body, signedHeaders(keyOf(SECRET), event, new Date()))).toEqual({ title: '沁州黄小米' });
  });

  it.each(['', 'whsec_', 'whsec_c2hvcnQ=', SECRET.slice(6), `${SECRET}!`, `whsec_${'A'.repeat(100)}`])('is not made with %j', (secret) => {
    expect(signingKeyOf(secret)).toBeNull();
  });
});
