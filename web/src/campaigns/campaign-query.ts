// Which campaigns are shown, kept whole in the address. Parsing never fails: what cannot be read is not filtered by.
import { CAMPAIGN_KINDS, CAMPAIGN_STATES, type CampaignFilter, type CampaignKind, type CampaignState } from '../api/campaigns.js';
import { addDays, type DayRange, isBusinessDay } from '../format/days.js';

export interface CampaignQuery {
  /** `YYYY-MM`. */
  readonly month: string | null;
  readonly kind: CampaignKind | null;
  readonly state: CampaignState | null;
  readonly within: string | null;
}

type Address = Readonly<Record<string, unknown>>;

export function parseCampaignQuery({ month, kind, state, within }: Address): CampaignQuery {
  return {
    month: typeof month === 'string' && isMonth(month) ? month : null,
    kind: CAMPAIGN_KINDS.find((known) => known === kind) ?? null,
    state: CAMPAIGN_STATES.find((known) => known === state) ?? null,
    within: typeof within === 'string' && /^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$/.test(within) ? within : null,
  };
}

export function toCampaignAddress(query: CampaignQuery): Record<string, string> {
  return Object.fromEntries(Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== null));
}

export function filterOf({ month, ...others }: CampaignQuery): CampaignFilter {
  const range = month === null ? null : daysOfMonth(month);
  return { ...others, from: range?.from ?? null, to: range?.to ?? null };
}

export function isMonth(text: string): boolean {
  return isBusinessDay(`${text}-01`);
}

export function daysOfMonth(month: string): DayRange {
  const next = addDays(`${month}-01`, 31).slice(0, 7);
  return { from: `${month}-01`, to: addDays(`${next}-01`, -1) };
}
