import type { BusinessDay, DayRange } from './business-day.js';

/** 实时 while the days are still running, 次日 from the day after on, 已结 once a bulletin has been issued of them. */
export const FIGURE_STATES = ['provisional', 'next-day', 'frozen'] as const;
export type FigureState = (typeof FIGURE_STATES)[number];

/** How firm figures of a range are that were read on a day. `isIssued`: the bulletins of its months are frozen. */
export function figureStateOf(range: DayRange, readOn: BusinessDay, isIssued = false): FigureState {
  if (isIssued) return 'frozen';
  return range.to < readOn ? 'next-day' : 'provisional';
}
