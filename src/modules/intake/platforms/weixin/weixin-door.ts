import type { Credentials } from '../../../shops/index.js';
import type { Answer, PlatformDoor, Push, PushedMessage } from '../platform-adapter.js';
import { contentHash, jsonObjectIn, memberOf, unreadableMessage } from '../pushed-json.js';
import { decryptWeixin, weixinAesKey } from './weixin-cipher.js';
import { isSignedByAny } from './weixin-signature.js';

// The signature of a handshake does not cover what is echoed: without `<` no browser could take it for a page.
const ECHO = /^[!-;=-~]{1,256}$/;
const MAX_KEY_PART = 64;

/** Safe mode: the signature covers the encrypted text, which holds the message and the app's id. Nothing is believed but what was in it. */
export function weixinDoor(credentials: Credentials): PlatformDoor {
  const tokens = [credentials.token, credentials.previousToken].filter(isGiven);
  const keys = [credentials.encodingAesKey, credentials.previousEncodingAesKey].filter(isGiven).map(weixinAesKey);
  const appId = Buffer.from(credentials.appId ?? '');
  return {
    greet: (push) => handshake(tokens, push),
    open: ({ query, rawBody }) => {
      const encrypted = memberOf(jsonObjectIn(rawBody), 'Encrypt');
      if (typeof encrypted !== 'string') return null;
      if (!isSignedByAny(tokens, [query.timestamp, query.nonce, encrypted], query.msg_signature)) return null;
      // The second key is tried only on what carries a right signature, so that no one can measure keys from outside.
      return keys.map((key) => decryptWeixin(key, appId, encrypted)).find((message) => message !== null) ?? null;
    },
    split: (content) => [messageIn(content)],
  };
}

function handshake(tokens: readonly string[], { method, query }: Push): Answer | null {
  const { echostr, timestamp, nonce, signature } = query;
  if (method !== 'GET' || echostr === undefined || !ECHO.test(echostr)) return null;
  return isSignedByAny(tokens, [timestamp, nonce], signature) ? { status: 200, contentType: 'text/plain', body: echostr } : null;
}

/**
 * Shop events have no id of their own and times of whole seconds: the bytes tell them apart, the rest of the key is for people.
 * A retry carries the same text. No shop is named: an app serves one shop, and the app's id was checked by decrypting.
 */
function messageIn(content: Buffer): PushedMessage {
  const body = jsonObjectIn(content);
  if (body === null) return unreadableMessage(content);
  const aftersale = memberOf(body, 'finder_shop_aftersale_status_update');
  const subject = [
    memberOf(memberOf(body, 'order_info'), 'order_id'),
    memberOf(aftersale, 'after_sale_order_id'),
    memberOf(aftersale, 'status'),
  ];
  const parts = [memberOf(body, 'ToUserName'), memberOf(body, 'Event'), ...subject, memberOf(body, 'CreateTime')].filter(isKeyPart);
  return { key: [...parts, contentHash(content, 32)].join(':'), body, externalShopId: null };
}

function isKeyPart(part: unknown): part is string | number {
  return typeof part === 'number' || (typeof part === 'string' && part !== '' && part.length <= MAX_KEY_PART);
}

function isGiven(value: string | undefined): value is string {
  return value !== undefined && value !== '';
}
