import type { Language } from '../../kernel/domain-error.js';
import type { Cell, Column, Sheet } from '../../platform/spreadsheet/index.js';
import type { CampaignReportDto, ComparedDto, ReportRowDto } from './campaign-report.dto.js';
import { REPORT_WORDS, type ReportWords } from './report-words.js';

type Line = readonly Cell[];

const MONEY = ['gmv_paid', 'refund_amt', 'net_paid'];

/** The report card as one sheet: the numbers, then each table under its own name, with what it is, its days and when it was read above. */
export function reportSheet(report: CampaignReportDto, language: Language): Sheet {
  const words = REPORT_WORDS[language];
  return {
    name: words.name,
    preamble: preambleOf(report, words, language),
    columns: columnsOf(words),
    rows: [
      ...numberRows(report, language),
      ...tableRows(words.bases[report.basis], report.areas, words),
      ...tableRows(words.partners, report.partners, words),
      ...tableRows(words.merchants, report.merchants, words),
      ...report.comparisons.flatMap(({ kind, paid, net, comparedRange }) => {
        const title = `${words.comparisons[kind]} ${comparedRange === null ? '' : `${comparedRange.from} — ${comparedRange.to}`}`.trim();
        return [comparedRow(title, words.paid, paid, words), comparedRow(title, words.net, net, words)];
      }),
    ],
  };
}

function preambleOf(
  { campaign, range, asOf, sellers, comparisons }: CampaignReportDto,
  words: ReportWords,
  language: Language,
): string[][] {
  return [
    [`${campaign.name} · ${words.name}`],
    [words.days, range.from, range.to],
    [words.asOf, asOf],
    [words.definition],
    ...comparisons.map(({ kind, ruleZh, ruleEn }) => [words.comparisons[kind], language === 'zh' ? ruleZh : ruleEn]),
    ...(sellers === 'own' ? [[words.ownOnly]] : []),
  ];
}

function columnsOf(words: ReportWords): Column[] {
  return [
    { heading: words.part, kind: 'text' },
    { heading: words.code, kind: 'id' },
    { heading: words.what, kind: 'text' },
    { heading: words.sessions, kind: 'count' },
    { heading: words.products, kind: 'count' },
    { heading: words.paid, kind: 'yuan' },
    { heading: words.refunded, kind: 'yuan' },
    { heading: words.net, kind: 'yuan' },
    { heading: words.value, kind: 'count' },
    { heading: words.base, kind: 'yuan' },
    { heading: words.growth, kind: 'percent', width: 18 },
  ];
}

function numberRows({ numbers, metrics }: CampaignReportDto, language: Language): Line[] {
  return numbers.map(({ metric, value }) => {
    const definition = metrics.find(({ code }) => code === metric);
    const name = (language === 'zh' ? definition?.nameZh : definition?.nameEn) ?? metric;
    const isMoney = MONEY.includes(metric);
    const money = MONEY.map((code) => (code === metric ? value : null));
    return [REPORT_WORDS[language].total, metric, name, null, null, ...money, isMoney ? null : value, null, null];
  });
}

function tableRows(title: string, rows: readonly ReportRowDto[], words: ReportWords): Line[] {
  return rows.map(({ key, name, isRest, sessions, products, paidFen, refundedFen, netFen }) => {
    const called = name ?? (isRest ? words.rest : words.without);
    return [title, key ?? '', called, sessions, products, paidFen, refundedFen, netFen, null, null, null];
  });
}

function comparedRow(title: string, measure: string, compared: ComparedDto | null, words: ReportWords): Line {
  const isPaid = measure === words.paid;
  const value = compared?.value ?? null;
  return [
    title,
    '',
    measure,
    null,
    null,
    isPaid ? value : null,
    null,
    isPaid ? null : value,
    null,
    compared?.base ?? null,
    growthOf(compared, words),
  ];
}

function growthOf(compared: ComparedDto | null, words: ReportWords): Cell {
  const growth = compared?.growth ?? null;
  if (growth === null) return null;
  return growth.kind === 'rate' ? (growth.rate ?? null) : (words.growths[growth.kind] ?? growth.kind);
}
