import type { GoodsName } from './demo-goods.js';
import { PLACES, type PlaceName } from './demo-places.js';

export type MerchantKind = 'cooperative' | 'company' | 'household' | 'collective';

/** One product of a sample merchant. Origin defaults to the merchant's home; `null` is a product whose origin nobody has entered. */
export interface Offer {
  readonly goods: GoodsName;
  readonly origin: string | null;
  /** False: the product exists, but the platform item it sells under has been mapped to nothing yet. */
  readonly mapped: boolean;
}

export interface MerchantSketch {
  readonly key: string;
  readonly name: string;
  /** How its sessions and hosts are called. */
  readonly shortName: string;
  readonly kind: MerchantKind;
  readonly divisionCode: string;
  /** Relative volume; the sum over all merchants is spread over the orders of a day. */
  readonly weight: number;
  readonly sessionsPerWeek: number;
  /** Last year's volume as a share of this year's: below 1 grows, above 1 shrinks, 0 is new this year. */
  readonly lastYearShare: number;
  readonly secondShop: 'taobao' | 'pinduoduo' | 'jd' | null;
  readonly offers: readonly Offer[];
}

type Exception = { readonly goods: GoodsName; readonly origin?: PlaceName | null; readonly mapped?: false };
type Extras = { readonly sessions?: number; readonly lastYear?: number; readonly second?: MerchantSketch['secondShop'] };

function merchant(
  kind: MerchantKind,
  place: PlaceName,
  name: string,
  shortName: string,
  weight: number,
  goods: readonly (GoodsName | Exception)[],
  extras: Extras = {},
): MerchantSketch {
  const { sessions = 2, lastYear = 0.72, second = null } = extras;
  const divisionCode = PLACES[place];
  const offers = goods.map((entry) => offerOf(typeof entry === 'string' ? { goods: entry } : entry, divisionCode));
  const volume = { weight, sessionsPerWeek: sessions, lastYearShare: lastYear, secondShop: second };
  return { key: `${place}-${shortName}`, name, shortName, kind, divisionCode, ...volume, offers };
}

function offerOf(entry: Exception, home: string): Offer {
  const origin = entry.origin === null ? null : entry.origin === undefined ? home : PLACES[entry.origin];
  return { goods: entry.goods, origin, mapped: entry.mapped ?? true };
}

/** Invented businesses in real villages; 示范 in every name keeps them from being taken for existing ones. */
const CERAMICS: readonly MerchantSketch[] = [
  merchant('company', 'nanjiabu', '怀仁市南家堡示范一号窑陶瓷有限公司', '南家堡一号窑', 110, ['bowls', 'plates', 'teaSet', 'riceJar'], {
    sessions: 4,
    second: 'taobao',
  }),
  merchant('company', 'nanjiabu', '怀仁市南家堡示范二号窑陶瓷有限公司', '南家堡二号窑', 40, ['bowls', 'riceJar', 'bottles'], {
    sessions: 3,
    lastYear: 0.65,
    second: 'pinduoduo',
  }),
  merchant('company', 'nanjiabu', '怀仁市南家堡示范三号窑陶瓷有限公司', '南家堡三号窑', 22, ['teaSet', 'mug'], { lastYear: 1.18 }),
  merchant('cooperative', 'nanjiabu', '怀仁市金沙滩镇南家堡日用瓷示范合作社', '南家堡日用瓷', 30, ['bowls', 'plates', 'mug'], {
    sessions: 3,
  }),
  merchant('collective', 'nanjiabu', '怀仁市南家堡村集体经济示范社', '南家堡村集体', 8, ['bowls', { goods: 'bottles', mapped: false }]),
  merchant('cooperative', 'jiuqi', '怀仁市金沙滩镇韭畦茶具示范合作社', '韭畦茶具', 14, ['teaSet', 'mug'], { lastYear: 0.6 }),
  merchant('cooperative', 'jinshatan', '怀仁市金沙滩村陶艺示范合作社', '金沙滩陶艺', 10, ['mug', 'teaSet'], { lastYear: 0 }),
  merchant('cooperative', 'wudao', '怀仁市何家堡乡悟道粗陶示范合作社', '悟道粗陶', 6, ['riceJar', 'bottles'], { lastYear: 0.78 }),
  merchant('household', 'hetou', '怀仁市河头乡示范餐具店', '河头餐具', 5, ['plates', 'bowls'], { lastYear: 1.25 }),
  merchant(
    'company',
    'huairenYunzhong',
    '怀仁市示范陶瓷选品有限公司',
    '怀仁选品',
    18,
    [
      { goods: 'bowls', origin: 'nanjiabu' },
      { goods: 'plates', origin: 'huairen' },
      { goods: 'mug', origin: null },
    ],
    { sessions: 3, second: 'jd' },
  ),
];

const GRAIN: readonly MerchantSketch[] = [
  merchant(
    'cooperative',
    'fenghuangcheng',
    '朔州市平鲁区红山荞麦示范合作社',
    '红山荞麦',
    60,
    ['buckwheatRice', 'buckwheatNoodles', 'buckwheatTea'],
    {
      sessions: 4,
      lastYear: 0.62,
      second: 'taobao',
    },
  ),
  merchant('cooperative', 'shuangnian', '朔州市平鲁区双碾荞麦示范合作社', '双碾荞麦', 12, ['buckwheatRice', 'buckwheatNoodles'], {
    lastYear: 0.8,
  }),
  merchant('household', 'xishuijie', '朔州市平鲁区西水界示范杂粮户', '西水界杂粮', 6, [
    'buckwheatRice',
    { goods: 'oatFlour', origin: 'pinglu' },
  ]),
  merchant('collective', 'xiangyangbu', '朔州市平鲁区向阳堡村集体经济示范社', '向阳堡莜面', 5, ['oatFlour'], { lastYear: 1.1 }),
  merchant(
    'company',
    'jingping',
    '朔州市平鲁区示范杂粮加工有限公司',
    '平鲁杂粮',
    20,
    [
      { goods: 'buckwheatNoodles', origin: 'fenghuangcheng' },
      { goods: 'buckwheatTea', origin: 'pinglu' },
      { goods: 'oatmeal', origin: 'youyu' },
    ],
    { sessions: 3, second: 'jd' },
  ),
  merchant('cooperative', 'shahukou', '右玉县右卫镇示范燕麦合作社', '杀虎口燕麦', 12, ['oatmeal', 'oatFlour'], { lastYear: 0.66 }),
  merchant('company', 'weiyuan', '右玉县威远示范油坊有限公司', '威远油坊', 9, ['flaxOil', { goods: 'oatFlour', origin: 'shahukou' }]),
  merchant('cooperative', 'tanshan', '沁县沁州黄镇檀山小米示范合作社', '檀山小米', 45, ['millet'], {
    sessions: 3,
    lastYear: 0.75,
    second: 'pinduoduo',
  }),
  merchant('household', 'cecun', '沁县册村镇示范小米户', '册村小米', 6, ['millet'], { lastYear: 0 }),
];

const HERBS: readonly MerchantSketch[] = [
  merchant('cooperative', 'shangWujing', '平顺县上五井潞党参示范合作社', '上五井党参', 95, ['dangshen', 'dangshenSlices', 'forsythiaTea'], {
    sessions: 4,
    lastYear: 0.68,
    second: 'taobao',
  }),
  merchant('cooperative', 'zhongWujing', '平顺县中五井潞党参示范合作社', '中五井党参', 30, ['dangshen', 'dangshenSlices'], {
    sessions: 3,
    lastYear: 0.64,
  }),
  merchant('cooperative', 'xiaWujing', '平顺县下五井药材花椒示范合作社', '下五井', 18, [
    'pepper',
    'forsythiaTea',
    { goods: 'dangshen', mapped: false },
  ]),
  merchant('cooperative', 'longzhen', '平顺县龙溪镇马铃薯示范合作社', '龙溪马铃薯', 7, ['potatoes'], { lastYear: 1.2 }),
  merchant('household', 'yuejiazhai', '平顺县岳家寨示范花椒户', '岳家寨花椒', 12, ['pepper', 'walnuts'], { lastYear: 0.7 }),
  merchant('collective', 'xigou', '平顺县西沟村集体经济示范社', '西沟', 9, ['walnuts', { goods: 'forsythiaTea', origin: 'pingshun' }]),
  merchant('cooperative', 'guaner', '浑源县官儿乡黄芪示范合作社', '官儿黄芪', 15, ['astragalus'], { lastYear: 0.74 }),
  merchant('household', 'hongquan', '浑源县千佛岭乡示范黄芪户', '红泉黄芪', 5, ['astragalus'], { lastYear: 0.6 }),
];

const ORCHARD: readonly MerchantSketch[] = [
  merchant('cooperative', 'ciyao', '交城县天宁镇磁窑骏枣示范合作社', '磁窑骏枣', 20, ['junJujube', 'jujubeWalnut'], {
    sessions: 3,
    lastYear: 0.7,
  }),
  merchant('household', 'tianjiashan', '交城县田家山示范红枣户', '田家山红枣', 4, ['junJujube', 'walnuts']),
  merchant('collective', 'yezehe', '交城县野则河村集体经济示范社', '野则河核桃', 5, ['walnuts', { goods: 'jujubeWalnut', origin: null }]),
  merchant('cooperative', 'yaocun', '稷山县姚村板枣示范合作社', '姚村板枣', 22, ['flatJujube', 'jujubeWalnut'], {
    sessions: 3,
    lastYear: 0.66,
    second: 'pinduoduo',
  }),
  merchant('household', 'taoliang', '稷山县陶梁示范板枣户', '陶梁板枣', 7, ['flatJujube'], { lastYear: 0.8 }),
  merchant('company', 'huayu', '稷山县化峪示范枣业有限公司', '化峪枣业', 9, ['jujubeWalnut', { goods: 'flatJujube', mapped: false }]),
  merchant('cooperative', 'tunli', '永济市虞乡镇屯里柿饼示范合作社', '屯里柿饼', 8, ['persimmon'], { lastYear: 0.76 }),
  merchant('household', 'changgan', '永济市栲栳镇示范果品户', '长杆果品', 6, ['persimmon', { goods: 'apples', origin: 'zhangdian' }], {
    lastYear: 1.15,
  }),
  merchant('cooperative', 'zhangdian', '平陆县张店苹果示范合作社', '张店苹果', 16, ['apples'], { sessions: 3, lastYear: 0.69 }),
  merchant('household', 'hongchi', '平陆县洪池示范苹果户', '洪池苹果', 6, ['apples']),
  merchant('collective', 'sangwan', '孝义市桑湾村集体经济示范社', '桑湾核桃', 10, ['walnuts', 'jujubeWalnut'], { lastYear: 0.63 }),
  merchant('cooperative', 'xixinzhuang', '孝义市西辛庄核桃示范合作社', '西辛庄核桃', 7, ['walnuts'], { lastYear: 0.78 }),
  merchant('company', 'yangfang', '清徐县孟封镇示范醋业有限公司', '杨房陈醋', 28, ['vinegar'], { sessions: 3, second: 'jd' }),
];

export const MERCHANT_SKETCHES: readonly MerchantSketch[] = [...CERAMICS, ...GRAIN, ...HERBS, ...ORCHARD];
