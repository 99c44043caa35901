import type { Language } from '../../kernel/domain-error.js';
import type { FigureState } from '../../kernel/figure-state.js';
import type { Basis, Comparison, Measure, RefundView, Subject } from './ranking-terms.js';

/** What a ranking is called in a file that leaves the house: the words of its page, and those of the file's own head. */
export interface RankingWords {
  readonly everywhere: string;
  readonly subjects: Readonly<Record<Subject, string>>;
  readonly members: Readonly<Record<Subject, string>>;
  readonly measures: Readonly<Record<Measure, string>>;
  readonly bases: Readonly<Record<Basis, string>>;
  readonly refundViews: Readonly<Record<RefundView, string>>;
  readonly comparisons: Readonly<Record<Comparison, string>>;
  readonly todaysMap: string;
  readonly growth: Readonly<Record<'new' | 'small-base' | 'not-comparable', string>>;
  readonly states: Readonly<Record<FigureState, string>>;
  readonly file: {
    readonly name: string;
    readonly range: string;
    readonly comparedRange: string;
    readonly asOf: string;
    readonly beijingTime: string;
    readonly state: string;
    readonly ownOnly: string;
    readonly zones: string;
    readonly rank: string;
    readonly previousRank: string;
    readonly code: string;
    readonly share: string;
    readonly growth: Readonly<Record<Comparison, string>>;
    readonly base: Readonly<Record<Comparison, string>>;
    readonly zone: string;
    readonly total: string;
    readonly unallocated: (member: string) => string;
    readonly withUnit: (measure: Measure, name: string) => string;
  };
}

const ZH: RankingWords = {
  everywhere: '全部地区',
  subjects: {
    cities: '各市',
    counties: '各县（市、区）',
    townships: '各乡镇（街道）',
    villages: '各村（社区）',
    merchants: '各经营主体',
    products: '各产品',
    categories: '各品类',
    platforms: '各平台',
    hosts: '各主播',
    'live-sessions': '各场直播',
    campaigns: '各活动',
  },
  members: {
    cities: '市',
    counties: '县（市、区）',
    townships: '乡镇（街道）',
    villages: '村（社区）',
    merchants: '经营主体',
    products: '产品',
    categories: '品类',
    platforms: '平台',
    hosts: '主播',
    'live-sessions': '直播场次',
    campaigns: '活动',
  },
  measures: { net: '净成交', paid: '成交', refunded: '退款', orders: '订单', lines: '子订单', quantity: '件数' },
  bases: { origin: '产地口径', merchant: '主体口径' },
  refundViews: { cash: '退款按退款日', cohort: '退款按付款日' },
  comparisons: { yoy: '与上年同期比', previous: '与上期比', none: '不比较' },
  todaysMap: '按今天的区划',
  growth: { new: '新增', 'small-base': '基数小，不列增速', 'not-comparable': '不可比' },
  states: { provisional: '实时', 'next-day': '次日', frozen: '已结' },
  file: {
    name: '排行',
    range: '统计期',
    comparedRange: '比较期',
    asOf: '截至',
    beijingTime: '（北京时间）',
    state: '数据状态',
    ownOnly: '只含本账号负责的经营主体',
    zones: '“其中”与所在县重叠，只列出，不计入合计。',
    rank: '名次',
    previousRank: '上期名次',
    code: '代码',
    share: '占比（%）',
    growth: { yoy: '同比（%）', previous: '环比（%）', none: '' },
    base: { yoy: '上年同期', previous: '上期', none: '' },
    zone: '其中',
    total: '合计',
    unallocated: (member) => `未归入${member}`,
    withUnit: (measure, name) => `${name}（${UNITS_ZH[measure]}）`,
  },
};

const UNITS_ZH: Readonly<Record<Measure, string>> = {
  ...{ net: '元', paid: '元', refunded: '元' },
  ...{ orders: '单', lines: '笔', quantity: '件' },
};

const EN: RankingWords = {
  everywhere: 'All areas',
  subjects: {
    cities: 'by city',
    counties: 'by county',
    townships: 'by township',
    villages: 'by village',
    merchants: 'by merchant',
    products: 'by product',
    categories: 'by category',
    platforms: 'by platform',
    hosts: 'by host',
    'live-sessions': 'by live session',
    campaigns: 'by campaign',
  },
  members: {
    cities: 'City',
    counties: 'County',
    townships: 'Township',
    villages: 'Village',
    merchants: 'Merchant',
    products: 'Product',
    categories: 'Category',
    platforms: 'Platform',
    hosts: 'Host',
    'live-sessions': 'Live session',
    campaigns: 'Campaign',
  },
  measures: { net: 'Net', paid: 'Paid', refunded: 'Refunded', orders: 'Orders', lines: 'Order lines', quantity: 'Items' },
  bases: { origin: 'by origin', merchant: 'by seller' },
  refundViews: { cash: 'refunds on refund day', cohort: 'refunds on pay day' },
  comparisons: { yoy: 'against last year', previous: 'against the period before', none: 'no comparison' },
  todaysMap: 'on today’s map',
  growth: { new: 'new', 'small-base': 'base too small', 'not-comparable': 'not comparable' },
  states: { provisional: 'provisional', 'next-day': 'next day', frozen: 'frozen' },
  file: {
    name: 'Ranking',
    range: 'Days',
    comparedRange: 'Compared with',
    asOf: 'As of',
    beijingTime: ' (Beijing time)',
    state: 'State of the figures',
    ownOnly: 'Only merchants that this account looks after',
    zones: '“Of which” areas overlap their county: listed, not added to the total.',
    rank: 'Rank',
    previousRank: 'Rank before',
    code: 'Code',
    share: 'Share (%)',
    growth: { yoy: 'Year on year (%)', previous: 'On period (%)', none: '' },
    base: { yoy: 'Last year', previous: 'Period before', none: '' },
    zone: 'Of which',
    total: 'Total',
    unallocated: (member) => `In no ${member.toLowerCase()}`,
    withUnit: (measure, name) => (['net', 'paid', 'refunded'].includes(measure) ? `${name} (yuan)` : name),
  },
};

export const RANKING_WORDS: Readonly<Record<Language, RankingWords>> = { zh: ZH, en: EN };
