import type { Dice } from './fuzz-dice.js';

declare global {
  interface JSON {
    rawJSON(text: string): unknown;
    isRawJSON(value: unknown): boolean;
  }
}

type Json = unknown;

/** What no field expects; written as JSON text, because some of it JavaScript cannot hold. */
const ODD_TOKENS = [
  ...['null', 'true', 'false', '""', '0', '-1', '-0', '1.5', '1e400', '-1e400', '1e-400', '9007199254740993', '99999999999999999999999999'],
  ...[
    String.raw`"\u0000"`,
    String.raw`"a\u0000b"`,
    String.raw`"\ud800"`,
    String.raw`"\udc00x\ud800"`,
    String.raw`"\ufeff"`,
    String.raw`"\u202e"`,
  ],
  ...['"2026-13-45 99:99:99"', '"1970-01-01T00:00:00Z"', '"9999-12-31 23:59:59"', '"-29.90"', '"1e5"', '"29,90"', '" "', '"NaN"', '"0x10"'],
  ...[
    '[]',
    '{}',
    '[[]]',
    '[null]',
    '{"":""}',
    '{"__proto__":{"admin":true}}',
    '{"constructor":{"prototype":1}}',
    '{"toString":1,"length":-1}',
  ],
  ...['"{\\"a\\":1}"', '"[1,2"', '"%"', '"%E4%B8"', '"%7B%22a%22%3A1%7D"', '"<script>"', '"\'; drop table inbox_message; --"', '"🙂"'],
];
const LONG_TOKENS = [200, 201, 300, 2_001, 9_000, 70_000].map((length) => `"${'长'.repeat(length)}"`);
const DEEP_TOKENS = [12, 60, 61, 62, 63, 64, 65, 400, 2_000].map(nested);

function nested(depth: number): string {
  return `${'['.repeat(depth)}${']'.repeat(depth)}`;
}

/** Content that may be anything but is signed like everything else. */
export function changedContent(content: Buffer, dice: Dice): Buffer {
  const share = dice.below(10);
  if (share < 6) return changedJson(content, dice);
  if (share < 9) return changedBytes(content, dice);
  return oddContent(content, dice);
}

/** At least one byte is another, is gone, or has come. */
export function changedBytes(bytes: Buffer, dice: Dice): Buffer {
  const changed = BYTE_CHANGES[dice.below(BYTE_CHANGES.length)]?.(bytes, dice) ?? bytes;
  return changed.equals(bytes) ? Buffer.concat([bytes, Buffer.of(dice.below(256))]) : changed;
}

const BYTE_CHANGES: readonly ((bytes: Buffer, dice: Dice) => Buffer)[] = [
  (bytes, dice) => withByte(bytes, dice, (byte) => byte ^ (1 << dice.below(8))),
  (bytes, dice) => withByte(bytes, dice, () => dice.pick([0, 0x0a, 0x22, 0x2c, 0x5c, 0x7b, 0x7d, 0x80, 0xc0, 0xed, 0xff])),
  (bytes, dice) =>
    spliced(bytes, dice.below(bytes.length + 1), 0, Buffer.from(Array.from({ length: 1 + dice.below(4) }, () => dice.below(256)))),
  (bytes, dice) => spliced(bytes, dice.below(bytes.length + 1), 1 + dice.below(8), Buffer.alloc(0)),
  (bytes, dice) => bytes.subarray(0, dice.below(bytes.length + 1)),
  (bytes, dice) => bytes.subarray(dice.below(bytes.length + 1)),
  (bytes) => Buffer.concat([bytes, bytes]),
];

function withByte(bytes: Buffer, dice: Dice, change: (byte: number) => number): Buffer {
  const changed = Buffer.from(bytes);
  const at = dice.below(bytes.length);
  if (bytes.length > 0) changed[at] = change(changed[at] ?? 0);
  return changed;
}

function spliced(bytes: Buffer, at: number, gone: number, come: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, at), come, bytes.subarray(at + gone)]);
}

function oddContent(content: Buffer, dice: Dice): Buffer {
  const text = content.toString();
  return dice.pick<() => Buffer>([
    () => Buffer.alloc(0),
    () => Buffer.from(text, 'utf16le'),
    () => Buffer.concat([Buffer.of(0xff, 0xfe), Buffer.from(text, 'utf16le')]),
    () => Buffer.from(`\ufeff${text}`),
    () => Buffer.from(text, 'latin1'),
    () => Buffer.from(`[${text}]`),
    () => Buffer.from(`[${Array.from({ length: 60 }, () => text.replace(/^\[|\]$/g, '')).join()}]`),
    () => Buffer.from(`[${'0,'.repeat(3_000)}0]`),
    () => Buffer.from(dice.pick([...ODD_TOKENS, ...DEEP_TOKENS, ...LONG_TOKENS, nested(50_000)])),
    () => Buffer.from(JSON.stringify(JSON.parse(text), null, 2)),
    () => Buffer.from(text.replace(/[{,]/, (sign) => `${sign}"__proto__":{"status":4},`)),
    () => Buffer.from(text.replace(/("[\w]+":)/, '$1null,$1')),
    () => Buffer.from(Array.from({ length: dice.below(200) }, () => dice.below(256))),
  ])();
}

/** Some fields hold what they never should; also inside of JSON that is written as a text. */
function changedJson(content: Buffer, dice: Dice): Buffer {
  let changed: Json = parsed(content.toString());
  if (changed === undefined) return changedBytes(content, dice);
  for (let times = 1 + dice.below(3); times > 0; times -= 1) changed = changedSomewhere(changed, dice);
  return Buffer.from(JSON.stringify(changed) ?? '');
}

function changedSomewhere(value: Json, dice: Dice): Json {
  if (typeof value === 'string') return changedText(value, dice);
  if (typeof value !== 'object' || value === null || JSON.isRawJSON(value) || dice.chance(0.08)) return oddValue(dice);
  if (Array.isArray(value)) return changedList(value, dice);
  const fields = Object.entries(value as Record<string, Json>);
  if (fields.length === 0) return { odd: oddValue(dice) };
  const [name, child] = dice.pick<[string, Json]>(fields);
  if (dice.chance(0.1)) return Object.fromEntries(fields.filter(([other]) => other !== name));
  return Object.fromEntries([...fields, [dice.chance(0.05) ? 'extra\u0000\ud800' : name, changedSomewhere(child, dice)]]);
}

function changedList(list: readonly Json[], dice: Dice): Json {
  if (list.length === 0 || dice.chance(0.2)) return dice.pick([[...list, ...list], [], [...list, null], [oddValue(dice), ...list]]);
  const at = dice.below(list.length);
  return list.map((item, index) => (index === at ? changedSomewhere(item, dice) : item));
}

function changedText(text: string, dice: Dice): Json {
  if (dice.chance(0.2)) return oddValue(dice);
  const inner = parsed(text);
  if (typeof inner === 'object' && inner !== null) return JSON.stringify(changedSomewhere(inner, dice));
  const encoded = text.startsWith('%7B') ? parsed(decodeURIComponent(text)) : undefined;
  if (typeof encoded === 'object' && encoded !== null) return wellFormedUri(JSON.stringify(changedSomewhere(encoded, dice)));
  return dice.chance(0.5) ? oddValue(dice) : `${text}${dice.pick(['\0', '\ud800', ' ', '0', '%', '\n'])}`;
}

function wellFormedUri(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

function oddValue(dice: Dice): Json {
  const tokens = dice.chance(0.85) ? ODD_TOKENS : dice.pick([LONG_TOKENS, DEEP_TOKENS]);
  const token = dice.pick(tokens);
  return /^[[{]/.test(token) ? parsed(token) : JSON.rawJSON(token);
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
