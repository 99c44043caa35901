import { refundReasonClass, type RefundReasonClass } from './refund-reason.js';

/** As 抖店, 淘宝, 快手, 微信小店, 拼多多, Shopify and buyers write them. */
const REASONS: Readonly<Record<RefundReasonClass, readonly (string | null)[]>> = {
  breakage: [
    '破损',
    '包装破损',
    '商品破损/污渍',
    '碎了两个',
    '杯口有裂纹',
    '快递压坏了',
    '收到时摔坏',
    '物流运输损坏',
    '瓶子漏液',
    '盖子磕碰',
    '碗边缺口',
    '不想要了，收到就是碎的',
    'Broken on arrival',
    'DAMAGED',
    'damaged_in_shipping',
    'the lid is cracked',
  ],
  quality: [
    '质量问题',
    '商品质量不好',
    '变质',
    '发霉了',
    '米里有虫',
    '有异味',
    '已过期',
    '临期',
    '坏果',
    '烂了一半',
    '釉面瑕疵',
    '掉色',
    '不想要了质量太差',
    '七天无理由（商品无破损）质量差',
    'DEFECTIVE',
    'poor quality',
    'mouldy',
    'rotten fruit',
    'expired',
  ],
  'not-as-described': [
    '与商品描述不符',
    '描述不符',
    '生产日期/保质期与商品描述不符',
    '发错货',
    '卖家错发',
    '少发',
    '少件',
    '少件/漏发',
    '漏发一袋',
    '色差大',
    '颜色与图片不一样',
    '货不对板',
    '斤两不足',
    '假冒品牌',
    'NOT_AS_DESCRIBED',
    'WRONG_ITEM',
    'missing parts',
    'different from the picture',
  ],
  delivery: [
    '快递一直未送达',
    '未按约定时间发货',
    '物流太慢',
    '未收到货',
    '没收到货',
    '超时未发货，不要了',
    '丢件',
    '快递丢失',
    '发货慢',
    '空包裹',
    '缺货',
    '虚假发货',
    'late delivery',
    'Not received',
    'never arrived',
    'courier lost it',
  ],
  price: ['退差价', '价保', '补价差', '降价了', '别家更便宜', '忘用优惠券', 'price difference', 'found it cheaper'],
  'changed-mind': [
    '七天无理由',
    '7天无理由退换货',
    '不想要了',
    '我不想买了',
    '拍错',
    '拍错/多拍/不喜欢',
    '多拍',
    '不喜欢',
    '误拍',
    '重复下单',
    '地址填错',
    '买多了不需要',
    '尺寸不合适',
    '无理由退货，没有破损',
    'changed my mind',
    'No longer needed',
    'ordered by mistake',
    'ordered the wrong size',
    'UNWANTED',
  ],
  other: ['其他', '协商一致退款', '未发货退款', '客服处理', 'OTHER', 'see ticket 17', '👍'],
  unstated: [null, '', '   ', '　', '\n'],
};

describe('The reason of a refund', () => {
  it.each(Object.entries(REASONS).flatMap(([expected, reasons]) => reasons.map((reason) => [reason, expected] as const)))(
    '%j is of class %s',
    (reason, expected) => {
      expect(refundReasonClass(reason)).toBe(expected);
    },
  );

  it('in full-width letters, in capitals and between blanks is the same', () => {
    expect([' 破损 ', 'ＢＲＯＫＥＮ', 'Broken', 'wrong_item', 'Wrong  Item'].map(refundReasonClass)).toEqual([
      'breakage',
      'breakage',
      'breakage',
      'not-as-described',
      'not-as-described',
    ]);
  });

  it('inside another word is none', () => {
    expect(['the plate arrived chocolate-coloured', 'unbreakable', 'translated'].map(refundReasonClass)).toEqual([
      'other',
      'other',
      'other',
    ]);
  });
});
