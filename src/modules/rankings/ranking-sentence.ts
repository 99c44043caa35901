import { formatRange } from '../../kernel/day-words.js';
import type { DayRange } from '../../kernel/business-day.js';
import type { Language } from '../../kernel/domain-error.js';
import type { Basis, Comparison, DivisionMap, Measure, RefundView, Subject } from './ranking-terms.js';
import { RANKING_WORDS } from './ranking-words.js';

export interface Asked {
  readonly subject: Subject;
  /** By name; null: everywhere. */
  readonly area: string | null;
  readonly category: string | null;
  readonly platform: string | null;
  readonly range: DayRange;
  readonly measure: Measure;
  readonly basis: Basis;
  readonly refundView: RefundView;
  readonly compare: Comparison;
  readonly map: DivisionMap;
}

/** What a ranking shows, as the sentence its page begins with: the definition line of every file. */
export function rankingSentence(asked: Asked, language: Language): string {
  const words = RANKING_WORDS[language];
  return [
    asked.area ?? words.everywhere,
    words.subjects[asked.subject],
    formatRange(asked.range, language),
    words.measures[asked.measure],
    words.bases[asked.basis],
    words.refundViews[asked.refundView],
    words.comparisons[asked.compare],
    asked.category,
    asked.platform,
    asked.map === 'today' ? words.todaysMap : null,
  ]
    .filter((part) => part !== null)
    .join(' · ');
}
