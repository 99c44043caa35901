import { Injectable } from '@nestjs/common';
import { beijingIso } from '../../kernel/business-day.js';
import { fenFromSql } from '../../kernel/money.js';
import { Clock } from '../../platform/clock/index.js';
import { Database, type Principal, type Tx } from '../../platform/database/index.js';
import { RankingRepository, type RefundRow } from './ranking.repository.js';
import { requireArea, requireOrderedRange } from './ranking-scope.js';
import { seesOf, sellersOf } from './sellers.js';
import type { RefundGroup, RefundQuery } from './refund-query.js';
import type { RefundItemDto, RefundReportDto } from './refund-report.dto.js';

const WORDS: Readonly<Record<string, string>> = {
  breakage: '破损',
  quality: '质量',
  'not-as-described': '描述不符',
  delivery: '物流',
  price: '价格',
  'changed-mind': '不想要',
  other: '其他',
  unstated: '未说明',
  'before-dispatch': '发货前',
  'after-dispatch': '发货后',
};

/** Refunds of an area by what they were for, and the refund rate of the pay cohort, from rollups alone. */
@Injectable()
export class RefundReportService {
  constructor(
    private readonly database: Database,
    private readonly repository: RankingRepository,
    private readonly clock: Clock,
  ) {}

  report(principal: Principal, query: RefundQuery): Promise<RefundReportDto> {
    requireOrderedRange(query);
    return this.database.snapshot(principal, async (tx) => {
      const within = await requireArea(tx, this.repository, query.within);
      const { from, to, basis, refundView, by } = query;
      const [whole, ...rows] = await this.repository.refunds(tx, { ...query, range: { from, to }, within });
      const paidFen = fenFromSql(whole?.paid_fen ?? '0');
      const names = await this.names(tx, by, rows);
      const rate = (refundedFen: number, ofFen: number): number | null =>
        refundView === 'cohort' && ofFen > 0 ? refundedFen / ofFen : null;
      const items = rows.map((row): RefundItemDto => {
        const refundedFen = fenFromSql(row.refunded_fen);
        const ownPaidFen = row.paid_fen === null ? null : fenFromSql(row.paid_fen);
        const key = row.key ?? '';
        return {
          key,
          name: names.get(key) ?? WORDS[key] ?? key,
          refundedFen,
          refunds: fenFromSql(row.refunds),
          paidFen: ownPaidFen,
          rate: rate(refundedFen, ownPaidFen ?? (by === 'reason' || by === 'phase' ? paidFen : 0)),
        };
      });
      const refundedFen = fenFromSql(whole?.refunded_fen ?? '0');
      const totals = { paidFen, refundedFen, refunds: fenFromSql(whole?.refunds ?? '0'), rate: rate(refundedFen, paidFen) };
      const sellers = sellersOf(seesOf(principal), false);
      return { range: { from, to }, basis, refundView, by, ...sellers, asOf: beijingIso(this.clock.now()), ...totals, items };
    });
  }

  private async names(tx: Tx, by: RefundGroup, rows: readonly RefundRow[]): Promise<ReadonlyMap<string, string>> {
    if (by !== 'merchant' && by !== 'product') return new Map();
    const ids = rows.flatMap(({ key }) => (key === null || key === '' ? [] : [key]));
    return this.repository.names(tx, by === 'merchant' ? 'merchants' : 'products', ids);
  }
}
