import { beijingIso } from '../../kernel/business-day.js';
import { fenFromSql } from '../../kernel/money.js';
import type { PendingPullDto, PlatformTotalDto, ReconciledDayDto } from './reconciliation.dto.js';
import type { DayRow } from './reconciliation.repository.js';

export function reconciledDay(row: DayRow): ReconciledDayDto {
  const counted = { paidFen: fenFromSql(row.counted_fen), orders: row.counted_orders };
  const platform = platformTotal(row);
  const comparableFen = counted.paidFen - fenFromSql(row.unpriced_counted_fen);
  return {
    day: row.day,
    counted,
    platform,
    differenceFen: platform === null ? null : comparableFen - platform.paidFen,
    differenceOrders: platform === null ? null : counted.orders - platform.orders,
    pull: pendingPull(row),
  };
}

function platformTotal(row: DayRow): PlatformTotalDto | null {
  const { source, recorded_at: recordedAt, recorded_by: recordedBy } = row;
  if (source === null || recordedAt === null || recordedBy === null) return null;
  return {
    paidFen: fenFromSql(row.platform_fen),
    orders: fenFromSql(row.platform_orders),
    source,
    note: row.note,
    ordersWithoutAmount: row.unpriced,
    recordedAt: beijingIso(recordedAt),
    recordedBy,
  };
}

function pendingPull({ is_wanted, due_at, attempts, fault_code: code, fault_detail: detail }: DayRow): PendingPullDto | null {
  if (!is_wanted) return null;
  const reason = code === null ? null : { code, detail: detail ?? '' };
  return { dueAt: due_at === null ? null : beijingIso(due_at), attempts: attempts ?? 0, reason };
}
