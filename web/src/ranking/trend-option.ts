import type { EChartsCoreOption } from 'echarts/core';
import type { RevenueSeries } from '../api/client.js';
import { formatRange } from '../format/days.js';
import { formatFen, type MoneyUnit } from '../format/figures.js';
import type { Language } from '../i18n/use-language.js';
import type { Words } from '../i18n/zh.js';

const INK = '#1F2328';
const INK_SOFT = '#5B6169';
const RULE = '#E4DFD3';
const CELADON = '#2F6F62';
const CELADON_BAR = '#9CC4B8';
const CINNABAR = '#B5402B';

/** Paid rises, refunds hang below the line, net runs through: told apart by place and shape before colour. */
export function trendOption(trend: RevenueSeries, unit: MoneyUnit, words: Words, language: Language, isCalm: boolean): EChartsCoreOption {
  const { items } = trend;
  const { paid, refunded, net } = words.measures;
  const bar = { type: 'bar', stack: 'flow', barMaxWidth: 22, barCategoryGap: '35%' };
  return {
    animation: !isCalm,
    animationDuration: 300,
    animationDurationUpdate: 300,
    textStyle: { fontFamily: '"PingFang SC","Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei",sans-serif', color: INK },
    grid: { left: 8, right: 8, top: 36, bottom: 4, containLabel: true },
    legend: { top: 0, left: 0, itemWidth: 14, itemHeight: 9, itemGap: 20, textStyle: { color: INK_SOFT }, selectedMode: false },
    // Drawn on the canvas: a tooltip in HTML would need inline styles, which the content security policy refuses.
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      axisPointer: { type: 'shadow', shadowStyle: { color: 'rgba(47,111,98,.07)' } },
      backgroundColor: '#fff',
      borderColor: RULE,
      textStyle: { color: INK, fontSize: 13 },
      formatter: (points: readonly { readonly dataIndex: number }[]): string => {
        const item = items[points[0]?.dataIndex ?? -1];
        if (item === undefined) return '';
        const line = (name: string, fen: number): string => `${name}  ${formatFen(fen, 'yuan')} ${words.units.yuan}`;
        return [formatRange(item, language), line(net, item.netFen), line(paid, item.paidFen), line(refunded, item.refundedFen)].join('\n');
      },
    },
    xAxis: {
      type: 'category',
      data: items.map(({ from }) => from),
      axisTick: { show: false },
      axisLine: { onZero: true, lineStyle: { color: INK_SOFT } },
      axisLabel: { color: INK_SOFT, hideOverlap: true, formatter: (day: string) => axisDay(day, trend.by) },
    },
    yAxis: {
      type: 'value',
      splitLine: { lineStyle: { color: RULE } },
      axisLabel: { color: INK_SOFT, formatter: (fen: number) => formatFen(fen, unit).replace(/\.0+$/, '') },
    },
    series: [
      { ...bar, name: paid, data: items.map(({ paidFen }) => paidFen), itemStyle: { color: CELADON_BAR } },
      { ...bar, name: refunded, data: items.map(({ refundedFen }) => -refundedFen), itemStyle: { color: CINNABAR } },
      {
        type: 'line',
        name: net,
        data: items.map(({ netFen }) => netFen),
        symbol: 'circle',
        symbolSize: items.length > 45 ? 0 : 5,
        lineStyle: { color: CELADON, width: 2 },
        itemStyle: { color: CELADON },
      },
    ],
  };
}

function axisDay(day: string, by: RevenueSeries['by']): string {
  return by === 'month' ? day.slice(0, 7) : day.slice(5);
}
