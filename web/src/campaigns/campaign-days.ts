import { lengthInDays } from '../../../src/kernel/business-day.js';
import type { CampaignState } from '../api/campaigns.js';
import type { CampaignsWords } from '../i18n/campaigns-zh.js';
import type { BusinessDay, DayRange } from '../format/days.js';

const MAX_DAYS = 366;

export function stateOf({ from, to }: DayRange, today: BusinessDay): CampaignState {
  if (today < from) return 'upcoming';
  return today > to ? 'ended' : 'running';
}

/** How far it has come. */
export function stateInWords(range: DayRange, today: BusinessDay, { stateLeft }: CampaignsWords): string {
  const state = stateOf(range, today);
  if (state === 'upcoming') return stateLeft.upcoming(lengthInDays({ from: today, to: range.from }) - 1);
  if (state === 'running') return stateLeft.running(lengthInDays({ from: range.from, to: today }), lengthInDays(range));
  return stateLeft.ended(lengthInDays(range));
}

export function areSoundDays({ from, to }: DayRange): boolean {
  return from !== '' && from <= to && lengthInDays({ from, to }) <= MAX_DAYS;
}
