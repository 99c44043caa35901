import { BASE_METRICS } from './base-metrics.js';
import { DERIVED_METRICS, type DerivedMetric } from './derived-metrics.js';
import { type Aggregation, type BaseMetric, type Described, type Text, UNITS } from './metric.js';
import type { MetricDto } from './metric.dto.js';

const AGGREGATIONS: Readonly<Record<Aggregation | DerivedMetric['rule'], Text>> = {
  sum: ['各场相加', 'Added over sessions'],
  max: ['各场取最大值，不相加', 'The greatest of the sessions, never added'],
  none: [
    '同一个人可能到过几场，不跨场相加，只给单场的数',
    'The same person may have come to several sessions: given for one session only, never added',
  ],
  difference: ['由各场之和相减', 'The difference of the sums'],
  ratio: [
    '分子、分母分别相加后再除，不取各场比值的平均；只计有分母的场次；分母为零或未知则为空',
    'From the summed numerators and denominators, never the mean of ratios; only sessions that have the denominator; null where it is zero or unknown',
  ],
};

/** The catalogue as it is published. The formula of a derived metric is written out from the one it is computed by. */
export const METRIC_CATALOGUE: readonly MetricDto[] = [
  ...Object.entries<BaseMetric>(BASE_METRICS).map(([code, metric]) => ({
    ...described(code, metric, metric.formula, metric.aggregation),
    source: metric.source,
    numerator: null,
    denominator: null,
  })),
  ...Object.entries<DerivedMetric>(DERIVED_METRICS).map(([code, metric]) => ({
    ...described(code, metric, [formula(metric, 0), formula(metric, 1)], metric.rule),
    source: 'derived' as const,
    numerator: metric.rule === 'ratio' ? metric.of[0] : null,
    denominator: metric.rule === 'ratio' ? metric.of[1] : null,
  })),
];

export const METRIC_CODES = METRIC_CATALOGUE.map(({ code }) => code);

function described(code: string, { version, name, unit, trap }: Described, [formulaZh, formulaEn]: Text, rule: keyof typeof AGGREGATIONS) {
  const [nameZh, nameEn] = name;
  const [unitZh, unitEn] = UNITS[unit];
  const [aggregationZh, aggregationEn] = AGGREGATIONS[rule];
  const [otherFormulasZh, otherFormulasEn] = trap ?? [null, null];
  const texts = { nameZh, nameEn, formulaZh, formulaEn, unitZh, unitEn, aggregationZh, aggregationEn, otherFormulasZh, otherFormulasEn };
  return { code, version, unit, aggregation: rule, ...texts };
}

function formula({ rule, of: [left, right], scale }: DerivedMetric, language: 0 | 1): string {
  const [first, second] = [BASE_METRICS[left].name[language], BASE_METRICS[right].name[language]];
  if (rule === 'difference') return `${first} − ${second}`;
  return `${first} ÷ ${second}${scale === undefined ? '' : ` × ${scale}`}`;
}
