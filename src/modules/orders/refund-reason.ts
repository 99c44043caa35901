export const REFUND_REASON_CLASSES = [
  'breakage',
  'quality',
  'not-as-described',
  'delivery',
  'price',
  'changed-mind',
  'other',
  'unstated',
] as const;
export type RefundReasonClass = (typeof REFUND_REASON_CLASSES)[number];

/**
 * The words platforms and buyers use, by class. The first row that knows one decides: what broke on the way (“物流破损”) is breakage
 * and not delivery, and who no longer wants what came rotten tells of quality.
 */
const WORDS: readonly (readonly [RefundReasonClass, RegExp])[] = [
  ['breakage', /破|碎|裂|摔|[压碰撞磕挤砸损震]坏|损毁|磕碰|碰伤|挤压|压扁|缺口|缺角|变形|断了|折断|漏液|漏油|漏气|渗漏/],
  ['breakage', /\b(broken?|breakage|breaks?|crack(ed|s)?|shatter(ed)?|damaged?|crushed|smashed|dented|chipped|leak(s|ed|ing|age)?)\b/],
  [
    'not-as-described',
    /描述|不符|不一致|不一样|[发寄送拿][错漏]|错发|漏[发寄装]|少[发寄装]|[少漏缺]件|[少漏]货|少了|缺斤|短两|斤两|分量不足|重量不足|数量不[足对]|色差|图片不|实物不|货不对板|假货|假冒|仿冒|赝品/,
  ],
  [
    'not-as-described',
    /\b(not as described|misdescribed|(?<!ordered (the |a )?)wrong (item|product|goods|colou?r|size|variant)|(item|part|piece)s? missing|missing (item|part|piece)s?|incomplete|mismatch|different (from|than|to)|counterfeit|fake)\b/,
  ],
  [
    'quality',
    /质量|品质|变质|霉|腐|烂|馊|酸败|发臭|臭味|有虫|生虫|虫子|虫[眼蛀]|异味|过期|保质期|临期|不新鲜|坏果|坏[了掉]|污渍|瑕疵|做工|掉色|异物|杂质|三无/,
  ],
  [
    'quality',
    /\b(quality|defect(s|ive)?|faulty|spoil(ed|t)?|mou?ld(y)?|rotten|expired|smell(s|y)?|odou?r|insects?|worms?|stale|stains?)\b/,
  ],
  [
    'delivery',
    /物流|快递|配送|派送|送达|未收到|没(有)?收到|收不到|超时|丢[件失]|延[迟误]|发货太?[慢晚]|不发货|[迟晚].{0,4}发货|未按.{0,6}发货|虚假发货|缺货|无货|断货|空包/,
  ],
  [
    'delivery',
    /\b(deliver(y|ed)?|shipping|shipment|courier|parcel|late|delay(s|ed)?|not received|never (arrived|received|came)|lost|out of stock)\b/,
  ],
  ['price', /差价|价差|[价保]价|价保|降价|便宜|买贵|优惠|折扣|多付/],
  ['price', /\b(price|cheaper|discount|coupon|overcharged?|overpaid)\b/],
  [
    'changed-mind',
    /无理由|不想[要买]|不要了|不需要|用不[上着]|[拍买点下][错重]|[多误重][拍买]|重复(下单|购买)|不喜欢|不合适|不满意|改变主意|后悔|信息填?错|地址填?错|计划有变/,
  ],
  [
    'changed-mind',
    /\b(changed? (my |of |their )?mind|no longer (wants?|needs?|needed|wanted)|(do not|don'?t) (want|need|like)|unwanted|by (mistake|accident)|ordered (the |a )?wrong|duplicate|no reason|unsuitable|did(n'?t| not) like)\b/,
  ],
];

/** What is said not to be the case must not be taken for the reason. */
const DENIED = /(没有|并无|并未|不是|无|未|没)(出现|任何)?(破损|损坏|质量问题|物流问题)/g;

/** Never throws and never asks twice: a platform's own words, a buyer's, or none. */
export function refundReasonClass(reason: string | null): RefundReasonClass {
  const text = (reason ?? '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_]+/g, ' ')
    .trim();
  if (text === '') return 'unstated';
  const stated = text.replace(DENIED, '');
  return WORDS.find(([, words]) => words.test(stated))?.[0] ?? 'other';
}
