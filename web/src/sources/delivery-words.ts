import type { Delivery } from '../api/intake.js';
import { formatInstant } from '../format/days.js';
import { formatDuration } from '../format/durations.js';
import type { Language } from '../i18n/use-language.js';
import type { Words } from '../i18n/zh.js';
import { reasonInWords } from './source-words.js';

type Sources = Words['sources'];

/** What a person should look at, in sentences; empty when all is well. */
export function warningsOf({ silence, pull }: Delivery, words: Sources, language: Language): readonly string[] {
  const { silent, pullProblem } = words.deliveries;
  const warnings: string[] = [];
  if (silence?.isSilent === true) {
    warnings.push(silent(Math.round(silence.expected), formatInstant(silence.since, language)));
  }
  if (pull !== null && pull.reason !== null) warnings.push(pullProblem(reasonInWords(pull.reason.code, words)));
  return warnings;
}

export function lagInWords({ lagMs }: Pick<Delivery, 'lagMs'>, language: Language): string {
  if (lagMs === null) return '—';
  return `${formatDuration(lagMs.average, language)} / ${formatDuration(lagMs.longest, language)}`;
}

/** Silent shops first, then those with most that is not counted. */
export function byNeed(one: Delivery, other: Delivery): number {
  const silent = (delivery: Delivery): number => (delivery.silence?.isSilent === true ? 0 : 1);
  return silent(one) - silent(other) || other.quarantined - one.quarantined || other.awaiting - one.awaiting;
}
