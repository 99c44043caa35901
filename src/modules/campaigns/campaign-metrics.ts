import { METRIC_CATALOGUE } from '../session-facts/index.js';

export interface CampaignMetric {
  readonly code: string;
  readonly version: number;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly formulaZh: string;
  readonly formulaEn: string;
  readonly unitZh: string;
  readonly unitEn: string;
}

const OWN: readonly CampaignMetric[] = [
  {
    code: 'sessions_held',
    version: 1,
    nameZh: '场次',
    nameEn: 'Sessions held',
    formulaZh: '在活动期间开始的、属于本活动的直播场数；一场在一个活动里只数一次',
    formulaEn: 'Live sessions of the campaign that began on one of its days; each counts once',
    unitZh: '场',
    unitEn: 'sessions',
  },
  {
    code: 'popularity',
    version: 1,
    nameZh: '人气',
    nameEn: 'Popularity',
    formulaZh: '平台或媒体报告的热度，照录；不是人数，不参与任何比率',
    formulaEn: 'The heat a platform or the press reported, as it is; not people, and no ratio is made of it',
    unitZh: '人气值',
    unitEn: 'points',
  },
  {
    code: 'products_sold',
    version: 1,
    nameZh: '产品数',
    nameEn: 'Products sold',
    formulaZh: '活动场次中至少卖出一单的不同产品数；没有对应到产品的平台商品不数',
    formulaEn: 'Different products with a paid line in a session of the campaign; items mapped to no product are not counted',
    unitZh: '种',
    unitEn: 'products',
  },
];

const OF_SESSIONS = ['views', 'gmv_paid', 'refund_amt', 'net_paid'];

/** What the numbers of a report card are. The last four are those of the facts of live sessions, added over the sessions of the campaign. */
export const CAMPAIGN_METRICS: readonly CampaignMetric[] = [
  ...OWN,
  ...METRIC_CATALOGUE.filter(({ code }) => OF_SESSIONS.includes(code)).map(
    ({ code, version, nameZh, nameEn, formulaZh, formulaEn, unitZh, unitEn }) => ({
      code,
      version,
      nameZh,
      nameEn,
      formulaZh,
      formulaEn,
      unitZh,
      unitEn,
    }),
  ),
];
