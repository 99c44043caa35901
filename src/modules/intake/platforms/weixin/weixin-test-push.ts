import { randomBytes, randomInt } from 'node:crypto';
import type { Credentials } from '../../../shops/index.js';
import type { Push } from '../platform-adapter.js';
import { encryptWeixin, weixinAesKey } from './weixin-cipher.js';
import { TEST_EVENT } from './weixin-messages.js';
import { weixinSignature } from './weixin-signature.js';

/** What the console sends to try the way. */
export function weixinTestPush(credentials: Credentials, now: Date): Push {
  const seconds = Math.floor(now.getTime() / 1_000);
  const message = { ToUserName: 'gh_test', FromUserName: '', CreateTime: seconds, MsgType: 'event', Event: TEST_EVENT, debug_str: 'cunbo' };
  return weixinPush(credentials, JSON.stringify(message), now);
}

/** A message as the platform sends it: encrypted, and signed with the current token. */
export function weixinPush(credentials: Credentials, message: string, now: Date): Push {
  const { appId = '', token = '', encodingAesKey = '' } = credentials;
  const timestamp = String(Math.floor(now.getTime() / 1_000));
  const nonce = String(randomInt(1_000_000_000));
  const encrypted = encryptWeixin(weixinAesKey(encodingAesKey), Buffer.from(appId), Buffer.from(message), randomBytes(16));
  return {
    method: 'POST',
    query: {
      signature: weixinSignature([token, timestamp, nonce]),
      timestamp,
      nonce,
      encrypt_type: 'aes',
      msg_signature: weixinSignature([token, timestamp, nonce, encrypted]),
    },
    headers: { 'content-type': 'application/json' },
    rawBody: Buffer.from(JSON.stringify({ ToUserName: 'gh_test', Encrypt: encrypted })),
    receivedAt: now,
  };
}
