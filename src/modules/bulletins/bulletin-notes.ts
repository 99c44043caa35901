import type { BulletinFiguresDto } from './bulletin-figures.dto.js';
import { chineseRange, englishRange } from './bulletin-days.js';

/** The notes under the table: what every figure means, so that nobody has to ask. */
export function bulletinNotesZh(figures: BulletinFiguresDto): string[] {
  const { basis, refundView, comparedRange, cumulativeComparedRange, lastMonthRange, members } = figures;
  return [
    '净成交＝成交金额－退款金额；成交金额为买家为商品实付的金额，不含运费和平台补贴。',
    basis === 'origin' ? '按产地口径：销售额计入产品来源地。' : '按主体口径：销售额计入经营主体所在地。',
    refundView === 'cash' ? '退款计入退款成功的日期。' : '退款计入原订单的付款日期。',
    `同比的上年同期：当月为${chineseRange(comparedRange)}，累计为${chineseRange(cumulativeComparedRange)}；上月为${chineseRange(lastMonthRange)}。`,
    '全口径为全部有销售的经营主体；可比口径为两期都在册或有销售、且至少一期有销售的经营主体。',
    '上年同期净成交不足1万元或不足5笔的，基数小，不列增速；上年同期为零的为新增；1月、2月单月因春节错月不可比。',
    ...(members.some(({ isZone }) => isZone) ? ['“其中”各行与其他行重叠，不重复计入合计，不排位次。'] : []),
    '分项合计与总数略有出入系四舍五入。',
  ];
}

export function bulletinNotesEn(figures: BulletinFiguresDto): string[] {
  const { basis, refundView, comparedRange, cumulativeComparedRange, lastMonthRange, members } = figures;
  return [
    'Net = paid − refunded; paid is what buyers paid for the goods, without freight and platform subsidy.',
    basis === 'origin' ? 'By origin: sales count where the product comes from.' : 'By merchant: sales count where the merchant is at home.',
    refundView === 'cash' ? 'Refunds count on the day they succeeded.' : 'Refunds count on the day the order was paid.',
    `Last year’s periods: ${englishRange(comparedRange)} for the month, ${englishRange(cumulativeComparedRange)} since January; the month before: ${englishRange(lastMonthRange)}.`,
    'Full scope: all merchants with sales. Comparable scope: merchants registered or with sales in both periods, with sales in one at least.',
    'No growth rate on a base below CNY 10,000 or 5 lines; “new” on a base of zero; January and February alone are not comparable.',
    ...(members.some(({ isZone }) => isZone) ? ['“Of which” rows overlap the others; they are not added and not ranked.'] : []),
    'Differences between totals and their parts are due to rounding.',
  ];
}
