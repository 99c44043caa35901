import type { ComparisonKind } from './campaign-report.dto.js';

interface Rule {
  readonly ruleZh: string;
  readonly ruleEn: string;
}

const ALL_SALES_ZH = '比的是参加活动的经营主体在这些日子的全部成交（直播内外都算），退款记回当初付款那天';
const ALL_SALES_EN = 'all that the merchants taking part sold on these days, in live sessions or not; refunds on the day of payment';

export const COMPARISON_RULES: Readonly<Record<ComparisonKind, Rule>> = {
  'baseline-weeks': {
    ruleZh: `基准是活动前四周里相同星期几的平均：活动的每一天，对前四周同一个星期几的日均成交。${ALL_SALES_ZH}。`,
    ruleEn: `The base is the mean of the same weekdays of the four weeks before: ${ALL_SALES_EN}.`,
  },
  'last-edition': {
    ruleZh: '与同一主办单位、同一系列的上一届比，比的是两届活动场次各自的成交；本届没有结束时，上一届只取同样多的天数。',
    ruleEn:
      'Against the edition before of the same series and organiser: what the sessions of each sold; while this one goes on, of as many days of that one.',
  },
  'lunar-year': {
    ruleZh: `与上一年离春节同样远的日子比（正月初一对正月初一）。${ALL_SALES_ZH}。`,
    ruleEn: `Against the days that lie as far from the lunar new year of the year before: ${ALL_SALES_EN}.`,
  },
};
