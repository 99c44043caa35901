import { createHash } from 'node:crypto';
import { isEqualConstantTime } from '../../../../platform/crypto/index.js';
import type { Credentials } from '../../../shops/index.js';
import type { PlatformDoor, PushedMessage } from '../platform-adapter.js';
import { jsonObjectIn, memberOf, wordOf } from './json-object.js';
import { pushSignature } from './tiktok-signature.js';

const MAX_ID = 200;

/** The header `Authorization` is the signature and nothing else, no scheme before it. */
export function tiktokDoor({ appKey = '', appSecret = '', previousAppSecret = '' }: Credentials): PlatformDoor {
  const secrets = [appSecret, previousAppSecret].filter((secret) => secret !== '');
  return {
    open: ({ headers, rawBody }) => {
      const given = headers.authorization;
      if (typeof given !== 'string') return null;
      const expected = secrets.map((secret) => pushSignature(secret, appKey, rawBody));
      const verdicts = expected.map((right) => isEqualConstantTime(Buffer.from(right), Buffer.from(given)));
      return verdicts.includes(true) ? rawBody : null;
    },
    split: (content) => [messageIn(content)],
  };
}

/** A notification has an id that repeats keep; an older form without one is told apart by its bytes. */
function messageIn(content: Buffer): PushedMessage {
  const hash = `sha256:${createHash('sha256').update(content).digest('hex').slice(0, 32)}`;
  const body = jsonObjectIn(content);
  if (body === null) return { key: hash, body: null, externalShopId: null };
  return { key: idIn(body, 'tts_notification_id') ?? hash, body, externalShopId: idIn(body, 'shop_id') };
}

function idIn(body: object, name: string): string | null {
  const id = wordOf(memberOf(body, name));
  return id !== null && id !== '' && id.length <= MAX_ID ? id : null;
}
