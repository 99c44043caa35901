import { isDeeperThan, MAX_JSON_DEPTH, parseLosslessJson } from '../../kernel/lossless-json.js';

/**
 * Removes what names or reaches a buyer, before the first write. Works on field names, at any depth, so that fields we do not
 * know are covered too; a buyer's platform id becomes a keyed hash, which can tell repeats but not who.
 */
export function stripPersonalData(value: unknown, hashBuyer: (id: string) => string): unknown {
  if (typeof value === 'string') return stripText(value, hashBuyer);
  if (Array.isArray(value)) return value.map((item) => stripPersonalData(item, hashBuyer));
  if (typeof value !== 'object' || value === null) return value;
  const kept: [string, unknown][] = [];
  for (const [name, child] of Object.entries(value)) {
    const kind = kindOf(name);
    if (kind === 'harmless') kept.push([name, stripPersonalData(child, hashBuyer)]);
    if (kind === 'buyer-id' && (typeof child === 'string' || typeof child === 'number')) kept.push(['buyerHash', hashBuyer(String(child))]);
  }
  return Object.fromEntries(kept);
}

/** Bridges pass on a platform's own message as JSON inside a text. Such a text is rewritten only if something had to go. */
function stripText(text: string, hashBuyer: (id: string) => string): string {
  if (!/^\s*[[{]/.test(text)) return text;
  const inner = parsed(text);
  if (typeof inner !== 'object' || isDeeperThan(inner, MAX_JSON_DEPTH)) return text;
  const stripped = JSON.stringify(stripPersonalData(inner, hashBuyer));
  return stripped === JSON.stringify(inner) ? text : stripped;
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
  /phone|mobile|email|address|addr|idcard|identity|passport|realname|fullname|nick|username|openid|unionid|wechat|weixin|alipay|wangwang/,
  /^(shipping|billing|delivery|post|encryptpost|maskpost).*(name|info|detail|street|town)$|avatar|postcode|zipcode|^zip$/,
  /tel(no|num|number)?\d?$|^(name|street|qq|ip|mail|remarks?|memo|notes?|message|msg|comments?)$|(seller|merchant|order)(remark|memo|note)s?$/,
  /收件|收货|买家|客户|顾客|姓名|名字|手机|电话|联系|地址|身份证|邮箱|邮件|邮编|会员|用户|昵称|留言|备注|微信|支付宝|旺旺/,
  /shouhuo|shoujian|shouji|dianhua|dizhi|xingming|shenfenzheng/,
];

const REMEMBERED = new Map<string, Kind>();
const MAX_REMEMBERED = 2_000;

/** Messages repeat the same few names thousands of times a second. */
function kindOf(name: string): Kind {
  const known = REMEMBERED.get(name);
  if (known !== undefined) return known;
  if (REMEMBERED.size >= MAX_REMEMBERED) REMEMBERED.clear();
  const kind = judge(plainName(name));
  REMEMBERED.set(name, kind);
  return kind;
}

function judge(plain: string): Kind {
  if (BUYER_IDS.has(plain)) return 'buyer-id';
  return PERSONAL.some((pattern) => pattern.test(plain)) ? 'personal' : 'harmless';
}

function plainName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[_\-\s.]/g, '');
}
