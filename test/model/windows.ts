import { addDays, dayOf } from './calendar.js';
import type { CunboDriver } from './driver.js';
import { fieldOf, listField } from './json-fields.js';

/** Every day on which a history books something lies in so many days. */
export const WINDOW_DAYS = 6;

const FIRST_MONTH = '2015-01';
const LAST_MONTH = '2099-11';
/** In a month's middle: over the edges of its thirds (1–10, 11–20, 21–end), and at its beginning. */
const STARTS_IN_MONTH = ['08', '18', '01'];
const DAYS_BEFORE_TURN = 4;

/** Where one history takes place. The months it touches are its own alone, so ranges wider than the window still hold nothing else. */
export interface Window {
  readonly firstDay: string;
  readonly lastDay: string;
  /** First and last day of its months. */
  readonly monthsFrom: string;
  readonly monthsTo: string;
}

/** Those worth most first: with a 29 February, then over the turn of a month or year, then the others. Days to come serve last. */
export function listWindows(today: string): Window[] {
  const windows: Window[] = [];
  for (let month = FIRST_MONTH, turn = 0; month <= LAST_MONTH; turn += 1) {
    const window = windowIn(month, turn);
    windows.push(window);
    month = monthOf(addDays(window.monthsTo, 1));
  }
  const worthOf = ({ monthsFrom, monthsTo }: Window) =>
    monthsTo >= today ? 3 : monthOf(monthsFrom) === monthOf(monthsTo) ? 2 : hasLeapDay(monthsFrom) ? 0 : 1;
  return windows
    .map((window) => ({ window, worth: worthOf(window) }))
    .sort((a, b) => a.worth - b.worth)
    .map(({ window }) => window);
}

/** Every fourth one goes over the end of its month, and those of all leap days do. */
function windowIn(month: string, turn: number): Window {
  const start = STARTS_IN_MONTH[turn % (STARTS_IN_MONTH.length + 1)];
  const nextMonth = monthOf(addDays(lastDayOf(month), 1));
  const isOverTurn = hasLeapDay(`${month}-01`) || (start === undefined && !hasLeapDay(`${nextMonth}-01`));
  const firstDay = isOverTurn ? addDays(lastDayOf(month), 1 - DAYS_BEFORE_TURN) : `${month}-${start ?? '01'}`;
  const lastDay = addDays(firstDay, WINDOW_DAYS - 1);
  return { firstDay, lastDay, monthsFrom: `${month}-01`, monthsTo: lastDayOf(monthOf(lastDay)) };
}

function monthOf(day: string): string {
  return day.slice(0, 7);
}

function lastDayOf(month: string): string {
  return addDays(`${monthOf(addDays(`${month}-01`, 31))}-01`, -1);
}

/** Whether the day's month has a 29 February. */
function hasLeapDay(day: string): boolean {
  return lastDayOf(monthOf(day)).endsWith('-02-29');
}

/** Hands out windows on which the database holds nothing yet: two histories on one window would be added up. */
export function freshWindows(driver: CunboDriver): () => Promise<Window> {
  const windows = listWindows(dayOf(new Date().toISOString()));
  return async () => {
    for (let window = windows.shift(); window !== undefined; window = windows.shift()) {
      if (await isUntouched(window, driver)) return window;
    }
    throw new Error('Every window is used up: start with an empty database');
  };
}

async function isUntouched({ monthsFrom, monthsTo }: Window, driver: CunboDriver): Promise<boolean> {
  const query = new URLSearchParams({ from: monthsFrom, to: monthsTo, compare: 'none' });
  const { body } = await driver.request('GET', `/api/v1/rankings/merchants?${query.toString()}`);
  return listField(body, 'items').length === 0 && fieldOf(fieldOf(body, 'total'), 'lines') === 0;
}
