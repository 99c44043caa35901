import { type DayRange, monthsTouched } from '../../kernel/business-day.js';
import type { Tx } from '../../platform/database/index.js';

const FROZEN_MONTHS = 'select count(*)::int as months from bulletin_coverage($1, $2::date, $3::date, $4) where is_frozen';

/**
 * Present only where the bulletins of all months of the range are frozen, of the division or of the one around it: 已结. The figures of a ranking go
 * on following the ledger; what changes after that is listed as revisions of the bulletin.
 */
export async function issuedOf(tx: Tx, divisionCode: string, range: DayRange, now: Date): Promise<{ issued?: true }> {
  if (divisionCode === '') return {};
  const [found] = await tx.query<{ months: number }>(FROZEN_MONTHS, [divisionCode, range.from, range.to, now]);
  return found?.months === monthsTouched(range) ? { issued: true } : {};
}
