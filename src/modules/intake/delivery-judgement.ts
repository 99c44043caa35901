import { beijingIso } from '../../kernel/business-day.js';
import type { DeliveryCountsDto, DeliveryDto, DeliveryHourDto, SilenceDto } from './delivery.dto.js';
import type { DeliveryCounts, DeliveryHourRow, DeliveryRow } from './delivery-health.repository.js';
import type { MessageReasonDto } from './message.dto.js';
import { ASKABLE_PLATFORMS } from './platforms/index.js';

/** Below this many expected messages a silence may be chance: with five, none at all comes once in 150 times. */
const MIN_EXPECTED = 5;
const MIN_WEEKS = 2;

/** What the numbers of a shop's deliveries mean. */
export function healthOf(row: DeliveryRow, shopId: string): DeliveryDto {
  const counts = countsOf(row);
  const { accepted, repeated, conflicting, unreadable, refused, busy, quarantined } = counts;
  return {
    shopId,
    name: row.name,
    platform: row.platform,
    merchantId: row.merchant_id,
    lastMessageAt: isoOrNull(row.last_message_at),
    last24Hours: counts,
    duplicateRate: rate(repeated, accepted + repeated),
    failureRate: rate(conflicting + unreadable + refused + busy + quarantined, accepted + repeated + conflicting + refused + busy),
    lagMs:
      Number(row.lag_count) === 0
        ? null
        : { average: Math.round(Number(row.lag_sum_ms) / Number(row.lag_count)), longest: Number(row.lag_max_ms) },
    clockSkewMs: row.lag_min_ms !== null && Number(row.lag_min_ms) < 0 ? -Number(row.lag_min_ms) : null,
    silence: silenceOf(row),
    awaiting: row.awaiting,
    quarantined: row.open_quarantined,
    isAskable: ASKABLE_PLATFORMS.includes(row.platform),
    pull: row.is_pulled ? { succeededAt: isoOrNull(row.pulled_at), reason: reasonOf(row) } : null,
  };
}

export function hourOf(row: DeliveryHourRow): DeliveryHourDto {
  return { hour: beijingIso(row.hour), ...countsOf(row), lagMs: row.lag_ms === null ? null : Number(row.lag_ms) };
}

export function reasonOf({
  fault_code,
  fault_detail,
}: {
  fault_code: string | null;
  fault_detail: string | null;
}): MessageReasonDto | null {
  return fault_code === null ? null : { code: fault_code, detail: fault_detail ?? '' };
}

/** Against the shop's own rhythm: nobody expects a message at four in the morning from a shop that is live in the evening. */
export function silenceOf({ last_message_at, weeks, expected }: DeliveryRow): SilenceDto | null {
  if (last_message_at === null || weeks < MIN_WEEKS) return null;
  return { isSilent: expected >= MIN_EXPECTED, since: beijingIso(last_message_at), expected: Math.round(expected * 10) / 10 };
}

function countsOf(row: DeliveryCounts): DeliveryCountsDto {
  return {
    accepted: Number(row.accepted),
    repeated: Number(row.repeated),
    conflicting: Number(row.conflicting),
    unreadable: Number(row.unreadable),
    refused: Number(row.refused),
    busy: Number(row.busy),
    applied: Number(row.applied),
    ignored: Number(row.ignored),
    quarantined: Number(row.quarantined),
  };
}

function rate(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.min(1, part / whole);
}

function isoOrNull(instant: Date | null): string | null {
  return instant === null ? null : beijingIso(instant);
}
