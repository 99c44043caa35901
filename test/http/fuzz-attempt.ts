import { type Door, type DoorShop, resigned, type SoundPush } from './door-shops.js';
import { changedBytes, changedContent } from './fuzz-content.js';
import type { Dice } from './fuzz-dice.js';

/** One request, and what is certain about it before it is sent. */
export interface Attempt {
  readonly what: string;
  readonly push: SoundPush;
  readonly method: string;
  readonly address: string;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly payload: Buffer | undefined;
  /** `forged`: what was signed is not what is sent, so it must never succeed. `signed`: it is the platform's word, whatever it says, so it is never refused for good. */
  readonly kind: 'forged' | 'signed' | 'odd';
}

const SIGNATURE_HEADERS = new Set([
  ...[
    'webhook-signature',
    'webhook-id',
    'webhook-timestamp',
    'event-sign',
    'authorization',
    'x-shopify-hmac-sha256',
    'x-wc-webhook-signature',
  ],
  'app-id',
]);
const IS_HEX = /^[0-9a-f]+$/i;

let serial = 0;

export function attemptAt({ shopId, pushes }: DoorShop, dice: Dice): Attempt {
  serial += 1;
  const push = fresh(dice.pick(pushes), serial);
  return dice.pick(WAYS)(push, `/webhooks/${push.door}/${shopId}`, dice);
}

const MESSAGE_ID = /"(msg_id|eventId|tts_notification_id)":"([^"]*)"/g;

/** Under an id that was not used before: of a known one no more would be looked at than its hash. */
function fresh(push: SoundPush, number: number): SoundPush {
  if (push.method === 'GET') return push;
  const ids = ['webhook-id', 'x-shopify-event-id'].filter((name) => push.headers[name] !== undefined);
  const headers = { ...push.headers, ...Object.fromEntries(ids.map((name) => [name, `${push.headers[name]}-${number}`])) };
  const content = push.content.toString().replace(MESSAGE_ID, (_match, name: string, id: string) => `"${name}":"${id}-${number}"`);
  return resigned({ ...push, headers }, Buffer.from(content));
}

type Way = (push: SoundPush, address: string, dice: Dice) => Attempt;

const signedContent: Way = (push, address, dice) => {
  const content = changedContent(push.content, dice);
  return attempt('other content, signed', 'signed', resigned(push, content), address);
};

const forgedBody: Way = (push, address, dice) => {
  const body = changedBytes(push.body, dice);
  return attempt('bytes changed after signing', isSameWord(push, body) ? 'odd' : 'forged', { ...push, body }, address);
};

const otherHeaders: Way = (push, address, dice) => {
  const name = dice.pick(Object.keys(push.headers).length === 0 ? ['content-type'] : Object.keys(push.headers));
  const given = push.headers[name] ?? '';
  const change = dice.pick<() => string | string[] | undefined>([
    () => undefined,
    () => '',
    () => ' ',
    () => `${given}${given}`,
    () => `${given}, ${given}`,
    () => [given, given],
    () => given.slice(0, -1),
    () => 'x'.repeat(dice.pick([300, 5_000, 100_000])),
    () => changedBytes(Buffer.from(given), dice).toString('latin1'),
    () => given.toUpperCase(),
    () => `\u00ff\u0000${given}`,
    () => `v1,${given} v1a,${given}`,
  ])();
  const { [name]: _gone, ...others } = push.headers;
  const headers = change === undefined ? others : { ...others, [name]: change };
  const kind = SIGNATURE_HEADERS.has(name) && !isSameSignature(push.door, given, change) ? 'forged' : 'odd';
  return { ...attempt(`header ${name} changed`, kind, push, address), headers };
};

/** In capitals a hexadecimal signature is the same one; a bridge may send several of which one is right, without the `=` at the end. */
function isSameSignature(door: Door, given: string, change: string | string[] | undefined): boolean {
  if (change === undefined) return false;
  // Of a header that must be there once Node takes the first.
  if (Array.isArray(change)) return door === 'standard' || door === 'tiktok';
  if (IS_HEX.test(given)) return change.toLowerCase() === given.toLowerCase();
  return door === 'standard' ? given.startsWith('v1,') && change.includes(given.replace(/=$/, '')) : change === given;
}

const oddHeaders: Way = (push, address, dice) => {
  const more = dice.pick<Record<string, string | string[]>>([
    ...['', 'text/html', 'application/json; charset=utf-16', 'multipart/form-data; boundary=x', '///', 'application/json;', '\u0000'].map(
      (type) => ({ 'content-type': type }),
    ),
    ...['gzip', 'br', 'deflate, gzip', 'identity', 'x'].map((encoding) => ({ 'content-encoding': encoding })),
    ...['0', '-1', '5', '99999999999', 'NaN', '1e3'].map((length) => ({ 'content-length': length })),
    ...['en', 'zh;q=9', ';;;,,,q=', 'x'.repeat(20_000)].map((language) => ({ 'accept-language': language })),
    { 'x-forwarded-for': '::ffff:1.2.3.4, "<>"' },
    { expect: '100-continue' },
    { cookie: 'cunbo_session=x; =; ;;' },
    Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`x-${index}`, 'y'.repeat(50)])),
  ]);
  return { ...attempt(`headers ${Object.keys(more)[0] ?? ''}`, 'odd', push, address), headers: { ...push.headers, ...more } };
};

const otherQuery: Way = (push, address, dice) => {
  const pairs = Object.entries(push.query);
  const [name, value] = pairs.length === 0 ? ['timestamp', '1'] : dice.pick(pairs);
  const sound = new URLSearchParams(push.query).toString();
  const query = dice.pick([
    `${sound}&${name}=${value}`,
    `${sound}&${name}=`,
    `${name}=${value}`,
    sound.replace(value, value.toUpperCase()),
    sound.replace(value, `${value}0`),
    sound.replace(`${name}=`, `${name}[]=`),
    `${sound}&__proto__=1&constructor=2`,
    `${sound}&%zz=%E4%B8&%00`,
    `${'a=1&'.repeat(2_000)}${sound}`,
    '',
  ]);
  return { ...attempt('another query', 'odd', push, address), address: `${address}?${query}` };
};

const otherMethod: Way = (push, address, dice) => {
  const method = dice.pick(['GET', 'HEAD', 'PUT', 'OPTIONS', 'DELETE', 'PATCH', 'TRACE']);
  return { ...attempt(`method ${method}`, method === 'GET' ? 'odd' : 'forged', push, address), method };
};

const otherAddress: Way = (push, address, dice) => {
  const other = dice.pick([
    ...[`${address}x`, `${address}/x`, address.slice(0, -1), address.toUpperCase(), address.replace('webhooks', 'webhooks/..')],
    ...[`${address}%00`, `${address.slice(0, -3)}%E4%B8`, `/webhooks/__proto__/constructor`, `/webhooks/${push.door}/`],
    `/webhooks/${push.door}/${'9'.repeat(3_000)}`,
  ]);
  return { ...attempt('another address', 'forged', push, address), address: other };
};

const asItIs: Way = (push, address) => attempt('a sound push', push.method === 'GET' ? 'odd' : 'signed', push, address);

/** What is behind the door is the larger part. */
const WAYS: readonly Way[] = [
  ...[signedContent, signedContent, signedContent, signedContent, signedContent, signedContent],
  ...[forgedBody, forgedBody, otherHeaders, oddHeaders, otherQuery, otherMethod, otherAddress, asItIs],
];

function attempt(what: string, kind: Attempt['kind'], push: SoundPush, address: string): Attempt {
  const query = new URLSearchParams(push.query).toString();
  const { method, headers, body } = push;
  return { what, kind, push, method, address: `${address}${query === '' ? '' : `?${query}`}`, headers, payload: body };
}

/** What is around the sealed text is not signed on 微信小店, nor are the blanks and quotes around it on 快手. */
function isSameWord({ door, body }: SoundPush, changed: Buffer): boolean {
  if (door === 'weixin') return encryptedIn(changed) === encryptedIn(body);
  if (door === 'kuaishou') return unquoted(changed) === unquoted(body) || changed.toString().replace(/\s/g, '') === '{"test":true}';
  return door === 'woocommerce' && /^webhook_id=\d+$/.test(changed.toString());
}

function encryptedIn(body: Buffer): unknown {
  try {
    return (JSON.parse(body.toString()) as { Encrypt?: unknown }).Encrypt;
  } catch {
    return null;
  }
}

function unquoted(body: Buffer): string {
  return body
    .toString('latin1')
    .trim()
    .replace(/^"(.*)"$/, '$1');
}
