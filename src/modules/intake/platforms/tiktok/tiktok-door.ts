import { isEqualConstantTime } from '../../../../platform/crypto/index.js';
import type { Credentials } from '../../../shops/index.js';
import type { PlatformDoor, PushedMessage } from '../platform-adapter.js';
import { hashKey, idOf, jsonObjectIn, unreadableMessage } from '../pushed-json.js';
import { pushSignature } from './tiktok-signature.js';

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
  const body = jsonObjectIn(content);
  if (body === null) return unreadableMessage(content);
  return { key: idOf(body.tts_notification_id) ?? hashKey(content), body, externalShopId: idOf(body.shop_id) };
}
