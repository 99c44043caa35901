import { isDeeperThan, MAX_JSON_DEPTH, parseLosslessJson } from '../../kernel/lossless-json.js';

/** Names that a platform, or a person who looked at its messages, calls personal; beside those that are so wherever they occur. */
export interface PersonalFields {
  readonly personal: readonly string[];
  readonly buyerIds: readonly string[];
}

const NO_MORE: PersonalFields = { personal: [], buyerIds: [] };

/**
 * Removes what names or reaches a buyer, before the first write. Works on field names, at any depth, so that fields we do not
 * know are covered too; a buyer's platform id becomes a keyed hash, which can tell repeats but not who.
 */
export function stripPersonalData(value: unknown, hashBuyer: HashBuyer, fields: PersonalFields = NO_MORE): unknown {
  if (typeof value === 'string') return stripText(value, hashBuyer, fields);
  if (typeof value !== 'object' || value === null) return value;
  return Array.isArray(value) ? stripList(value, hashBuyer, fields) : stripFields(value, hashBuyer, fields);
}

type HashBuyer = (id: string) => string;

/** What holds nothing personal is answered as it is: most of a message need not be put together again. */
function stripList(list: readonly unknown[], hashBuyer: HashBuyer, fields: PersonalFields): readonly unknown[] {
  let kept: unknown[] | null = null;
  for (const [place, item] of list.entries()) {
    const stripped = stripPersonalData(item, hashBuyer, fields);
    if (stripped !== item) kept ??= list.slice(0, place);
    kept?.push(stripped);
  }
  return kept ?? list;
}

function stripFields(value: object, hashBuyer: HashBuyer, fields: PersonalFields): object {
  const entries: Field[] = Object.entries(value);
  let kept: Field[] | null = null;
  for (const [place, field] of entries.entries()) {
    const stripped = stripField(field, hashBuyer, fields);
    if (stripped !== field) kept ??= entries.slice(0, place);
    if (stripped !== null) kept?.push(stripped);
  }
  return kept === null ? value : Object.fromEntries(kept);
}

type Field = [name: string, value: unknown];

/** Nothing and nought stand for nobody, and nobody is no buyer who keeps coming back. */
function isBuyerId(value: unknown): boolean {
  return (typeof value === 'string' || typeof value === 'number') && !['', '0'].includes(String(value).trim());
}

/** The same field where nothing had to go, null where all of it had to. */
function stripField(field: Field, hashBuyer: HashBuyer, fields: PersonalFields): Field | null {
  const [name, value] = field;
  const kind = kindOf(name, fields);
  if (kind === 'buyer-id') return isBuyerId(value) ? ['buyerHash', hashBuyer(String(value))] : null;
  if (kind === 'personal') return null;
  const stripped = stripPersonalData(value, hashBuyer, fields);
  return stripped === value ? field : [name, stripped];
}

// A name in quotes behind a brace; what a title begins with is none.
const OBJECT = /^\s*\[*\s*\{\s*["']/;

/**
 * Platforms and bridges write objects as JSON inside a text, some percent-encoded. Such a text is rewritten only if something had to go; one
 * that cannot be looked through (cut off, endlessly deep) is not kept.
 */
function stripText(text: string, hashBuyer: HashBuyer, fields: PersonalFields): string {
  if (beginsWithLetterOrDigit(text)) return text;
  const written = /^\s*%(7B|5B)/i.test(text) ? percentDecoded(text) : text;
  if (!/^\s*[[{]/.test(written)) return text;
  const inner = parsed(written);
  if (inner === undefined) return OBJECT.test(written) ? '' : text;
  if (isDeeperThan(inner, MAX_JSON_DEPTH)) return written.includes('{') ? '' : text;
  const stripped = stripPersonalData(inner, hashBuyer, fields);
  return stripped === inner ? text : JSON.stringify(stripped);
}

/** As most texts do, so that they are told without a pattern. */
function beginsWithLetterOrDigit(text: string): boolean {
  const first = text.charCodeAt(0);
  return (first >= 0x30 && first <= 0x39) || (first >= 0x41 && first <= 0x5a) || (first >= 0x61 && first <= 0x7a);
}

/** As far as it is encoded: one that is cut off inside of a letter is cut off before it. */
function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text.replace(/%([0-7][0-9a-f])/gi, (_match, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  }
}

function parsed(text: string): unknown {
  try {
    return parseLosslessJson(text);
  } catch {
    return undefined;
  }
}

type Kind = 'harmless' | 'personal' | 'buyer-id';

const BUYER_IDS = new Set(['buyerid', 'buyeropenid', 'buyeruid', 'buyeropenuid']);

// A sender must not be able to pass a value off as our own hash: `buyerHash` names a buyer like every other `buyer…`.
const PERSONAL = [
  /buyer|purchaser|customer|consignee|receiver|recipient|addressee|payer|contact|shipto|billto|^(user|member|client|guest)/,
  /phone|mobile|email|address|addr|idcard|identity|passport|realname|fullname|(first|last|given|family)name|surname|nick|username|openid|unionid|wechat|weixin|alipay|wangwang/,
  /^(shipping|billing|delivery|post|encryptpost|maskpost).*(name|info|detail|street|town)$|avatar|postcode|zipcode|^zip$/,
  /tel(no|num|number)?\d?$|^(name|street|qq|ip|mail|remarks?|memo|notes?|message|msg|comments?)$|(seller|merchant|order)(remark|memo|note)s?$/,
  /收件|收货|买家|客户|顾客|姓名|名字|手机|电话|联系|地址|身份证|邮箱|邮件|邮编|会员|用户|昵称|留言|备注|微信|支付宝|旺旺/,
  // An object whose names are what it tells of: by number or by address.
  /^(0086|86|\+86)?1[3-9]\d{9}$|@/,
  /shouhuo|shoujian|shouji|dianhua|dizhi|xingming|shenfenzheng/,
];

const MAX_REMEMBERED = 2_000;
const REMEMBERED = new WeakMap<PersonalFields, Map<string, Kind>>();

/** Messages repeat the same few names thousands of times a second. */
function kindOf(name: string, fields: PersonalFields): Kind {
  const remembered = REMEMBERED.get(fields) ?? new Map<string, Kind>();
  REMEMBERED.set(fields, remembered);
  const known = remembered.get(name);
  if (known !== undefined) return known;
  if (remembered.size >= MAX_REMEMBERED) remembered.clear();
  const kind = judge(plainName(name), fields);
  remembered.set(name, kind);
  return kind;
}

function judge(plain: string, { personal, buyerIds }: PersonalFields): Kind {
  if (BUYER_IDS.has(plain) || buyerIds.some((name) => plainName(name) === plain)) return 'buyer-id';
  return PERSONAL.some((pattern) => pattern.test(plain)) || personal.some((name) => plainName(name) === plain) ? 'personal' : 'harmless';
}

/** How names are compared: platforms write the same one in several ways. */
export function plainName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[_\-\s.]/g, '');
}
