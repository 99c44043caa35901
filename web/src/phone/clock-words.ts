import { beijingIso } from '../../../src/kernel/business-day.js';
import type { Language } from '../i18n/language.js';
import { formatInstant, todayInBeijing } from '../format/days.js';

/** `18:02` of today, `11月20日 18:02` or `20 November 18:02` otherwise. */
export function clockOf(iso: string, language: Language): string {
  const beijing = beijingIso(new Date(iso));
  return beijing.slice(0, 10) === todayInBeijing()
    ? beijing.slice(11, 16)
    : formatInstant(iso, language).replace(/^\d{4}年| \d{4}(?= )/, '');
}

/** For an input of `datetime-local`, in Beijing time whatever the phone's zone. */
export function fieldOf(instant: Date): string {
  return beijingIso(instant).slice(0, 16);
}

/** What such a field says; null: nothing readable. */
export function instantOf(field: string): string | null {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(field) ? `${field.slice(0, 16)}:00+08:00` : null;
}
