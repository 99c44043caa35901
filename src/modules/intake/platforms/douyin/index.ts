import type { Answer, PlatformAdapter, Push } from '../platform-adapter.js';
import type { Credentials } from '../../../shops/index.js';
import { douyinApi } from './douyin-api.js';
import { douyinCredentials } from './douyin-credentials.js';
import { splitDouyin } from './douyin-envelope.js';
import { douyinFields } from './douyin-fields.js';
import { readDouyinMessage } from './douyin-messages.js';
import { isSigned, keysOf, signatureOf } from './douyin-signature.js';

const ACCEPTED: Answer = { status: 200, contentType: 'application/json', body: '{"code":0,"msg":"success"}' };

/** 抖店: thin pushes, signed over the body; orders and their after-sales by the API. */
export const douyinAdapter: PlatformAdapter = {
  credentials: douyinCredentials,
  fields: douyinFields,
  accepted: ACCEPTED,
  door: (credentials) => {
    const keys = keysOf(credentials);
    return { open: (push) => (isSigned(push, keys) ? push.rawBody : null), split: splitDouyin };
  },
  testPush: probe,
  read: readDouyinMessage,
  api: douyinApi,
};

/** As the platform posts it when an address is saved. */
function probe(credentials: Credentials, now: Date): Push {
  const keys = keysOf(credentials);
  const rawBody = Buffer.from(JSON.stringify([{ tag: '0', msg_id: '0', data: now.toISOString() }]));
  const signature = signatureOf(keys, keys.secrets[0] ?? Buffer.alloc(0), rawBody).toString('hex');
  const headers = { 'content-type': 'application/json', 'app-id': keys.appKey.toString(), 'event-sign': signature };
  return { method: 'POST', query: {}, headers, rawBody, receivedAt: now };
}
