import { RankingError } from './ranking.errors.js';
import { SUBJECTS, type Subject } from './ranking-query.js';

const MEMBER_LEVELS: Partial<Record<Subject, string>> = { cities: 'city', counties: 'county', townships: 'township', villages: 'village' };
const COARSE_TO_FINE = ['all', 'province', 'city', 'county', 'zone', 'township', 'village'];

export function memberLevelOf(subject: Subject): string | null {
  return MEMBER_LEVELS[subject] ?? null;
}

/** Counties inside a village are not a ranking. A zone stands at the level of counties. */
export function isInside(memberLevel: string | null, withinLevel: string): boolean {
  return memberLevel === null || rankOf(memberLevel) >= rankOf(withinLevel);
}

export function requireFinerThan(memberLevel: string | null, withinLevel: string): void {
  if (isInside(memberLevel, withinLevel)) return;
  throw new RankingError('ranking.unsupported-filter', { why: `${memberLevel} ⊄ ${withinLevel}` }, '/within');
}

function rankOf(level: string): number {
  return COARSE_TO_FINE.indexOf(level === 'zone' ? 'county' : level);
}

export function requireSubject(text: string): Subject {
  const subject = SUBJECTS.find((known) => known === text);
  if (subject === undefined) throw new RankingError('ranking.unknown-subject', { subject: text.slice(0, 40), known: SUBJECTS.join(', ') });
  return subject;
}
