import type { Language } from '../../kernel/domain-error.js';
import type { Basis } from '../rankings/index.js';
import type { ComparisonKind } from './campaign-report.dto.js';

export interface ReportWords {
  readonly name: string;
  readonly days: string;
  readonly asOf: string;
  readonly definition: string;
  readonly ownOnly: string;
  readonly part: string;
  readonly code: string;
  readonly what: string;
  readonly sessions: string;
  readonly products: string;
  readonly paid: string;
  readonly refunded: string;
  readonly net: string;
  readonly value: string;
  readonly base: string;
  readonly growth: string;
  readonly total: string;
  readonly partners: string;
  readonly merchants: string;
  readonly rest: string;
  readonly without: string;
  readonly bases: Readonly<Record<Basis, string>>;
  readonly comparisons: Readonly<Record<ComparisonKind, string>>;
  readonly growths: Readonly<Record<string, string>>;
}

/** The words of a report card as a file. */
export const REPORT_WORDS: Readonly<Record<Language, ReportWords>> = {
  zh: {
    name: '活动成绩单',
    days: '活动日期',
    asOf: '截至（北京时间）',
    definition: '销售额为活动场次的成交，不论在哪一天付款；退款为这些订单至今退成功的金额；净成交＝成交−退款',
    ownOnly: '只含本账号负责的经营主体',
    part: '栏目',
    code: '代码',
    what: '名称',
    sessions: '场次',
    products: '产品数',
    paid: '成交（元）',
    refunded: '退款（元）',
    net: '净成交（元）',
    value: '数值',
    base: '基准（元）',
    growth: '增速',
    total: '合计',
    partners: '按帮扶单位',
    merchants: '按经营主体',
    rest: '其余（单列会显出个别主体）',
    without: '没有归入的',
    bases: { origin: '按产地县', merchant: '按主体所在县' },
    comparisons: { 'baseline-weeks': '比前四周', 'last-edition': '比上一届', 'lunar-year': '比上年同农历' },
    growths: { new: '新增', 'small-base': '基数小，不列增速', 'not-comparable': '不可比' },
  },
  en: {
    name: 'Campaign report card',
    days: 'Days',
    asOf: 'As of (Beijing time)',
    definition:
      'Sales are those of the sessions of the campaign, on whatever day paid; refunds those of these orders so far; net = paid − refunded',
    ownOnly: 'Only the merchants this account looks after',
    part: 'Part',
    code: 'Code',
    what: 'Name',
    sessions: 'Sessions',
    products: 'Products',
    paid: 'Paid (yuan)',
    refunded: 'Refunded (yuan)',
    net: 'Net (yuan)',
    value: 'Value',
    base: 'Base (yuan)',
    growth: 'Growth',
    total: 'Total',
    partners: 'By partner',
    merchants: 'By merchant',
    rest: 'The rest (each would tell of single merchants)',
    without: 'Without one',
    bases: { origin: 'By county of origin', merchant: 'By county of the merchant' },
    comparisons: {
      'baseline-weeks': 'Against the four weeks before',
      'last-edition': 'Against the edition before',
      'lunar-year': 'Against the lunar year before',
    },
    growths: { new: 'new', 'small-base': 'small base', 'not-comparable': 'not comparable' },
  },
};
