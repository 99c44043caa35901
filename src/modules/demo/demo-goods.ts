/**
 * What the sample merchants sell: real kinds of local products at invented prices. The refund rates are invented too, but shaped
 * as the trade knows them: ceramics break on the way and come back some days later, food rarely does.
 * GI marks only where the sources name one: 红山荞麦 for 平鲁; 潞党参, 大红袍花椒, 连翘 and 马铃薯 for 平顺.
 */
export interface Goods {
  readonly name: string;
  readonly category: string;
  readonly isAgricultural: boolean;
  readonly giMark: string | null;
  /** Title and price of each SKU. */
  readonly variants: readonly [Variant, ...Variant[]];
  readonly refundRate: number;
  readonly refundReasons: readonly [string, ...string[]];
  readonly season: SeasonName;
}

export type Variant = readonly [title: string, priceFen: number];
export type SeasonName = 'even' | 'harvest' | 'winter';

const BREAKAGE: readonly [string, ...string[]] = ['破损', '破损', '破损', '釉面瑕疵', '七天无理由'];
const TASTE: readonly [string, ...string[]] = ['七天无理由', '少件', '包装破损'];
const FRESH: readonly [string, ...string[]] = ['坏果', '坏果', '少件', '七天无理由'];

type Variants = Goods['variants'];

function ceramics(kind: string, name: string, refundRate: number, ...variants: Variants): Goods {
  return {
    name,
    category: `ceramics.${kind}`,
    isAgricultural: false,
    giMark: null,
    variants,
    refundRate,
    refundReasons: BREAKAGE,
    season: 'even',
  };
}

function crop(name: string, category: string, season: SeasonName, refundRate: number, ...variants: Variants): Goods {
  const refundReasons = category.startsWith('fruit') ? FRESH : TASTE;
  return { name, category, isAgricultural: true, giMark: null, variants, refundRate, refundReasons, season };
}

function withGiMark(giMark: string, goods: Goods): Goods {
  return { ...goods, giMark };
}

export const GOODS = {
  bowls: ceramics('tableware', '家用瓷碗套装', 0.09, ['白瓷十只装', 5980], ['釉下彩十只装', 7980], ['微波适用六只装', 4280]),
  plates: ceramics('tableware', '家用瓷盘套装', 0.1, ['六只装', 4680], ['鱼盘两只装', 3290]),
  teaSet: ceramics('tea-ware', '粗陶茶具套装', 0.12, ['一壶四杯', 12800], ['一壶六杯礼盒', 19800]),
  riceJar: ceramics('jar', '带盖陶瓷米缸', 0.15, ['5 公斤', 8900], ['10 公斤', 12900]),
  mug: ceramics('tableware', '手绘马克杯', 0.06, ['单只', 2990], ['对杯', 5590]),
  bottles: ceramics('bottle', '陶瓷酒瓶', 0.05, ['500 毫升六只装', 7200]),
  buckwheatRice: withGiMark('红山荞麦', crop('红山荞麦米', 'grain.buckwheat', 'harvest', 0.025, ['2.5 公斤', 3990], ['5 公斤', 7380])),
  buckwheatNoodles: withGiMark('红山荞麦', crop('红山荞麦挂面', 'grain.buckwheat', 'even', 0.02, ['五把装', 2680], ['十把装', 4980])),
  buckwheatTea: withGiMark('红山荞麦', crop('红山荞麦茶', 'grain.buckwheat', 'winter', 0.03, ['250 克', 2580], ['500 克', 4580])),
  oatFlour: crop('莜面粉', 'grain.oat', 'winter', 0.02, ['2.5 公斤', 2980], ['5 公斤', 5480]),
  oatmeal: crop('燕麦片', 'grain.oat', 'even', 0.025, ['1 公斤', 2590], ['2.5 公斤', 5690]),
  millet: crop('沁县小米', 'grain.millet', 'harvest', 0.02, ['2.5 公斤', 3880], ['5 公斤', 6980]),
  dangshen: withGiMark('潞党参', crop('潞党参', 'herb.lu-dangshen', 'winter', 0.04, ['250 克', 9800], ['500 克礼盒', 18800])),
  dangshenSlices: withGiMark('潞党参', crop('潞党参切片', 'herb.lu-dangshen', 'winter', 0.035, ['100 克', 4990], ['200 克', 8980])),
  forsythiaTea: withGiMark('连翘', crop('连翘叶茶', 'herb.forsythia', 'even', 0.03, ['100 克', 5800], ['200 克礼盒', 10800])),
  astragalus: crop('黄芪片', 'herb.astragalus', 'winter', 0.04, ['250 克', 6980], ['500 克', 12800]),
  pepper: withGiMark('大红袍花椒', crop('大红袍花椒', 'spice.pepper', 'harvest', 0.02, ['150 克', 2680], ['500 克', 7480])),
  potatoes: withGiMark('马铃薯', crop('平顺马铃薯', 'vegetable.potato', 'harvest', 0.05, ['5 公斤', 2990], ['10 公斤', 5290])),
  junJujube: crop('交城骏枣', 'fruit.jujube', 'harvest', 0.04, ['1 公斤', 3980], ['2.5 公斤', 8980]),
  flatJujube: crop('稷山板枣', 'fruit.jujube', 'harvest', 0.035, ['1 公斤', 3680], ['2.5 公斤', 8380]),
  jujubeWalnut: crop('枣夹核桃', 'processed.snack', 'winter', 0.03, ['500 克', 2990], ['1 公斤', 5480]),
  apples: crop('平陆苹果', 'fruit.apple', 'harvest', 0.06, ['5 公斤', 4980], ['礼盒 12 枚', 6880]),
  persimmon: crop('柿饼', 'processed.dried-fruit', 'winter', 0.04, ['1 公斤', 3280], ['礼盒 2 公斤', 7280]),
  walnuts: crop('薄皮核桃', 'nut.walnut', 'harvest', 0.03, ['1 公斤', 3580], ['2.5 公斤', 7980]),
  vinegar: crop('老陈醋', 'condiment.vinegar', 'even', 0.05, ['2 升', 3980], ['五年陈 1 升', 6800]),
  flaxOil: crop('胡麻油', 'oil.flax', 'even', 0.04, ['2.5 升', 6980], ['5 升', 12900]),
} as const satisfies Record<string, Goods>;

export type GoodsName = keyof typeof GOODS;
