import type { Report, ReportArea, ReportIndicator, ReportShape } from '../api/reports.js';

/** A shape that is being changed. */
export type DraftShape = { -readonly [Field in keyof ReportShape]: ReportShape[Field] };
export type DraftArea = { -readonly [Field in keyof ReportArea]: ReportArea[Field] };
export type DraftIndicator = { -readonly [Field in keyof ReportIndicator]: ReportIndicator[Field] };

export function shapeOf(report: Report): DraftShape {
  const { title, year, firstMonth, lastMonth, paper, source, areas, indicators, footnotes } = report;
  return structuredClone({ title, year, firstMonth, lastMonth, paper, source, areas, indicators, footnotes });
}

export function moved<Item>(items: readonly Item[], from: number, by: -1 | 1): Item[] {
  const next = [...items];
  const to = from + by;
  const [item] = next.splice(from, 1);
  if (item === undefined || to < 0 || to >= items.length) return [...items];
  next.splice(to, 0, item);
  return next;
}

/** A key that no row or column has or will be mistaken for. */
export function freeKey(letter: string, taken: readonly { readonly key: string }[]): string {
  const numbers = taken.map(({ key }) => Number(new RegExp(`^${letter}(\\d+)$`).exec(key)?.[1] ?? 0));
  return `${letter}${Math.max(0, ...numbers) + 1}`;
}

export function newArea(taken: readonly ReportArea[]): DraftArea {
  return { key: freeKey('a', taken), name: '', kind: taken.length === 0 ? 'total' : 'member', divisionCode: null };
}

/** Like the one before it, which is most often what is wanted. */
export function newIndicator(taken: readonly ReportIndicator[]): DraftIndicator {
  const last = taken.at(-1);
  return {
    key: freeKey('r', taken),
    name: '',
    unit: last?.unit ?? '亿元',
    period: last?.period ?? '',
    levelDecimals: last?.levelDecimals ?? 1,
    rateDecimals: last?.rateDecimals ?? 1,
    indent: 0,
    isAdditive: true,
    footnotes: [],
    counted: null,
  };
}

export function footnotesOf(text: string): number[] {
  return [...text.matchAll(/\d+/g)].map(([number]) => Number(number)).filter((number) => number > 0);
}
