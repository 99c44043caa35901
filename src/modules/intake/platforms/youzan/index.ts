import type { PlatformAdapter, Push } from '../platform-adapter.js';
import { youzanApi } from './youzan-api.js';
import { youzanCredentials } from './youzan-credentials.js';
import { splitYouzan } from './youzan-envelope.js';
import { youzanFields } from './youzan-fields.js';
import { readYouzanMessage } from './youzan-messages.js';
import { isSignedByYouzan, youzanKeys, youzanSignature } from './youzan-signature.js';

/** 有赞: whole orders when they are made and paid, afterwards their numbers only. */
export const youzanAdapter: PlatformAdapter = {
  credentials: youzanCredentials,
  fields: youzanFields,
  accepted: { status: 200, contentType: 'application/json', body: '{"code":0,"msg":"success"}' },
  door(credentials) {
    const keys = youzanKeys(credentials);
    return { open: (push) => (isSignedByYouzan(push, keys) ? push.rawBody : null), split: splitYouzan };
  },
  testPush({ clientId = '', clientSecret = '' }, now) {
    const type = 'trade_TradePaid';
    const envelope = {
      client_id: clientId,
      type,
      test: true,
      msg_id: `test-${now.getTime()}`,
      msg: '',
      version: Math.floor(now.getTime() / 1_000),
    };
    const rawBody = Buffer.from(JSON.stringify(envelope));
    const headers = {
      'content-type': 'application/json',
      'event-type': type,
      'client-id': clientId,
      'event-sign': youzanSignature(clientId, rawBody, clientSecret),
    };
    return { method: 'POST', query: {}, headers, rawBody, receivedAt: now } satisfies Push;
  },
  read: readYouzanMessage,
  api: youzanApi,
};
