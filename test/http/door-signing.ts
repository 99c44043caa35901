import { createCipheriv, createDecipheriv, createHash, createHmac, type Hash, type Hmac } from 'node:crypto';
import type { Door, SoundPush } from './door-shops.js';

/** How each platform signs, once more and over bytes: what is sent by the specs need not be text at all. */
type Credentials = Readonly<Record<string, string>>;
type Sealed = Pick<SoundPush, 'body' | 'headers' | 'query'>;

const IV_BYTES = 16;
const WEIXIN_BLOCK = 32;
const WEIXIN_HEAD = 20;

/** The request with this content instead of its own. */
export function sealed(push: Omit<SoundPush, 'content'>, credentials: Credentials, content: Buffer): Sealed {
  return SEALS[push.door](push, credentials, content);
}

export function unsealed(door: Door, { messageKey = '', encodingAesKey = '', appId = '' }: Credentials, body: Buffer): Buffer {
  if (door === 'kuaishou') return kuaishouCipher(messageKey, Buffer.from(body.toString(), 'base64'), createDecipheriv);
  if (door !== 'weixin' || body.length === 0) return body;
  const { Encrypt } = JSON.parse(body.toString()) as { Encrypt: string };
  const key = Buffer.from(`${encodingAesKey}=`, 'base64');
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, IV_BYTES)).setAutoPadding(false);
  const plain = Buffer.concat([decipher.update(Buffer.from(Encrypt, 'base64')), decipher.final()]);
  return plain.subarray(WEIXIN_HEAD, plain.length - (plain.at(-1) ?? 0) - appId.length);
}

const SEALS: Readonly<Record<Door, (push: Omit<SoundPush, 'content'>, credentials: Credentials, content: Buffer) => Sealed>> = {
  standard: (push, { secret = '' }, body) => {
    const { 'webhook-id': id = '', 'webhook-timestamp': timestamp = '' } = push.headers;
    const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
    const signature = digest(createHmac('sha256', key), [`${id}.${timestamp}.`, body], 'base64');
    return withHeaders(push, body, { 'webhook-signature': `v1,${signature}` });
  },
  douyin: (push, { appKey = '', appSecret = '' }, body) =>
    withHeaders(push, body, { 'app-id': appKey, 'event-sign': digest(createHash('md5'), [appKey, body, appSecret], 'hex') }),
  kuaishou: (push, { messageKey = '' }, content) =>
    withHeaders(push, Buffer.from(kuaishouCipher(messageKey, content, createCipheriv).toString('base64')), {}),
  weixin: sealForWeixin,
  tiktok: (push, { appKey = '', appSecret = '' }, body) =>
    withHeaders(push, body, { authorization: digest(createHmac('sha256', appSecret), [appKey, body], 'hex') }),
  shopify: (push, { secret = '' }, body) =>
    withHeaders(push, body, { 'x-shopify-hmac-sha256': digest(createHmac('sha256', secret), [body], 'base64') }),
  youzan: (push, { clientId = '', clientSecret = '' }, body) =>
    withHeaders(push, body, { 'client-id': clientId, 'event-sign': digest(createHash('md5'), [clientId, body, clientSecret], 'hex') }),
  woocommerce: (push, { secret = '' }, body) =>
    withHeaders(push, body, { 'x-wc-webhook-signature': digest(createHmac('sha256', secret), [body], 'base64') }),
};

function sealForWeixin(
  push: Omit<SoundPush, 'content'>,
  { token = '', encodingAesKey = '', appId = '' }: Credentials,
  content: Buffer,
): Sealed {
  const key = Buffer.from(`${encodingAesKey}=`, 'base64');
  const size = Buffer.alloc(4);
  size.writeUInt32BE(content.length);
  const plain = Buffer.concat([Buffer.alloc(IV_BYTES, 'r'), size, content, Buffer.from(appId)]);
  const padding = WEIXIN_BLOCK - (plain.length % WEIXIN_BLOCK);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, IV_BYTES)).setAutoPadding(false);
  const Encrypt = Buffer.concat([cipher.update(plain), cipher.update(Buffer.alloc(padding, padding)), cipher.final()]).toString('base64');
  const { timestamp = '', nonce = '' } = push.query;
  const signature = digest(createHash('sha1'), [[token, timestamp, nonce, Encrypt].sort().join('')], 'hex');
  const body = Buffer.from(JSON.stringify({ ToUserName: 'gh_a1b2c3d4e5f6', Encrypt }));
  return { body, headers: push.headers, query: { ...push.query, msg_signature: signature } };
}

function kuaishouCipher(messageKey: string, bytes: Buffer, create: typeof createCipheriv | typeof createDecipheriv): Buffer {
  const key = Buffer.from(messageKey, 'base64');
  const cipher = create(`aes-${key.length * 8}-cbc`, key, Buffer.alloc(IV_BYTES));
  return Buffer.concat([cipher.update(bytes), cipher.final()]);
}

function digest(hash: Hash | Hmac, parts: readonly (string | Buffer)[], encoding: 'hex' | 'base64'): string {
  for (const part of parts) hash.update(part);
  return hash.digest(encoding);
}

function withHeaders({ headers, query }: Omit<SoundPush, 'content'>, body: Buffer, signature: Record<string, string>): Sealed {
  return { body, headers: { ...headers, ...signature }, query };
}
