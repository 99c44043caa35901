import { beijingIso } from '../../kernel/business-day.js';
import type { HeadCell, PrintDocument, TableBlock, TableCell } from '../../platform/documents/index.js';
import type { ShownIndicator, ShownTable, ShownValue } from './report-figures.js';
import { periodOf, type ReportArea, type ReportTable } from './report-table.js';

const KEPT_COLUMNS = 3;
const ZONE_MARK = '其中：';

/** The table as a document: what is printed is what is handed over as a spreadsheet. */
export function reportDocument(table: ReportTable, shown: ShownTable, asOf: Date): PrintDocument {
  const source = table.source === '' ? [] : [`数据来源：${table.source}`];
  return {
    title: `${periodOf(table)}${table.title}`,
    paper: table.paper,
    orientation: 'landscape',
    asOf,
    prefersOnePage: true,
    blocks: [
      { kind: 'heading', level: 1, text: table.title },
      { kind: 'paragraph', size: 'small', align: 'center', text: `（${periodOf(table)}）` },
      tableBlock(shown),
      ...(shown.notes.length === 0 ? [] : [{ kind: 'footnotes', items: shown.notes } as const]),
      {
        kind: 'paragraph',
        size: 'small',
        tone: 'quiet',
        text: [...source, `数据截至${inChinese(asOf)}`].join('　　'),
      },
    ],
  };
}

function inChinese(instant: Date): string {
  const [year = '', month = '', day = ''] = beijingIso(instant).slice(0, 10).split('-');
  return `${year}年${Number(month)}月${Number(day)}日`;
}

function areaHeading({ kind, name }: ReportArea): string {
  return kind === 'zone' ? `${ZONE_MARK}\n${name}` : name;
}

function tableBlock(shown: ShownTable): TableBlock {
  const pairs = shown.areas.flatMap(({ kind }) => [
    { align: 'right', startsGroup: true, bold: kind === 'total' } as const,
    { align: 'right', bold: kind === 'total' } as const,
  ]);
  const residual = shown.residualName === null ? [] : [{ align: 'right', startsGroup: true } as const];
  return {
    kind: 'table',
    keptColumns: KEPT_COLUMNS,
    columns: [
      { align: 'left', characters: nameWidth(shown) },
      {
        align: 'center',
        characters: widest(
          shown.indicators.map(({ unit }) => unit),
          3,
          5,
        ),
      },
      {
        align: 'center',
        characters: widest(
          shown.indicators.map(({ period }) => period),
          3,
          5,
        ),
      },
      ...pairs,
      ...residual,
    ],
    head: head(shown),
    rows: shown.indicators.map((indicator) => ({ cells: rowCells(indicator, shown.residualName !== null) })),
  };
}

function head({ areas, residualName }: ShownTable): HeadCell[][] {
  const texts = ['指标', '单位', '期间'].map((text) => ({ text, rowSpan: 2 }));
  const residual = residualName === null ? [] : [{ text: residualName.replace('／', '／\n') }];
  return [
    [...texts, ...areas.map((area) => ({ text: areaHeading(area), columnSpan: 2 })), ...residual],
    [...areas.flatMap(() => [{ text: '累计\n完成' }, { text: '同比\n增长(%)' }]), ...residual.map(() => ({ text: '累计\n完成' }))],
  ];
}

function rowCells(indicator: ShownIndicator, hasResidual: boolean): TableCell[] {
  const { name, marks, unit, period, indent, levelDecimals, rateDecimals, check, residualText } = indicator;
  const isLeft = check.state === 'residual' && check.residual !== null;
  const residual: TableCell[] = hasResidual
    ? [{ text: residualText, figure: isLeft ? { decimal: check.residual ?? '0', decimals: levelDecimals } : zeroFigure(residualText) }]
    : [];
  return [
    { text: `${name}${marks}`, indent },
    { text: unit },
    { text: period },
    ...indicator.cells.flatMap(({ level, rate }) => [figureCell(level, levelDecimals), figureCell(rate, rateDecimals)]),
    ...residual,
  ];
}

function zeroFigure(text: string): TableCell['figure'] {
  return text === '0' ? { decimal: '0', decimals: 0 } : undefined;
}

function figureCell({ text, decimal }: ShownValue, decimals: number): TableCell {
  return { text, figure: decimal === null ? undefined : { decimal, decimals } };
}

function nameWidth({ indicators }: ShownTable): number {
  return widest(
    indicators.map(({ name, marks, indent }) => `${'　'.repeat(indent)}${name}${marks}`),
    6,
    13,
  );
}

/** In characters of full width, and a little air. */
function widest(texts: readonly string[], least: number, most: number): number {
  const widths = texts.map((text) => [...text].reduce((sum, character) => sum + (character.charCodeAt(0) > 0x2e7f ? 1 : 0.6), 0));
  return Math.min(most, Math.max(least, ...widths)) + 0.6;
}
