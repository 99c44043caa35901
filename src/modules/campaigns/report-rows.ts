import { fenFromSql } from '../../kernel/money.js';
import type { DayRange } from '../../kernel/business-day.js';
import { CAMPAIGN_METRICS } from './campaign-metrics.js';
import type { FigurePart, FigureRow } from './campaign-figures.repository.js';
import type { ReportNumberDto, ReportRowDto } from './campaign-report.dto.js';
import type { Campaign } from './campaign.schema.js';

/** The rows of one table, the largest first, what has no key and the rest after the others. */
export function reportRows(rows: readonly FigureRow[], part: FigurePart, names: ReadonlyMap<string, string>): ReportRowDto[] {
  const own = rows.filter((row) => row.part === part);
  return [...own.filter(({ key }) => key !== ''), ...own.filter(({ key }) => key === '')].map((row) => {
    const { paidFen, refundedFen, netFen } = moneyOf(row);
    return {
      key: row.key === '' ? null : row.key,
      name: names.get(row.key) ?? (row.key === '' ? null : row.key),
      isRest: row.is_rest,
      sessions: Number(row.sessions),
      products: Number(row.products),
      paidFen,
      refundedFen,
      netFen,
      lines: Number(row.lines),
      quantity: Number(row.quantity),
    };
  });
}

export function moneyOf(row: Pick<FigureRow, 'paid_fen' | 'refunded_fen'>): { paidFen: number; refundedFen: number; netFen: number } {
  const paidFen = fenFromSql(row.paid_fen);
  const refundedFen = fenFromSql(row.refunded_fen);
  return { paidFen, refundedFen, netFen: paidFen - refundedFen };
}

/** The four numbers of the press, with what is beside them. Views rest on the sessions that have any. */
export function reportNumbers({ popularity, from, to }: Campaign, total: FigureRow, asOf: string): ReportNumberDto[] {
  const range: DayRange = { from, to };
  const { paidFen, refundedFen, netFen } = moneyOf(total);
  const number = (metric: string, value: number | null, sessions: number | null = null): ReportNumberDto => {
    const version = CAMPAIGN_METRICS.find(({ code }) => code === metric)?.version ?? 1;
    return { metric, version, value, sessions, range, asOf };
  };
  return [
    number('sessions_held', Number(total.sessions)),
    number('popularity', popularity),
    number('views', total.views === null ? null : Number(total.views), Number(total.counted_views)),
    number('gmv_paid', paidFen),
    number('refund_amt', refundedFen),
    number('net_paid', netFen),
    number('products_sold', Number(total.products)),
  ];
}
