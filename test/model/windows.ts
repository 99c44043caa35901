import { addDays, dayOf, daysBetween } from './calendar.js';
import type { CunboDriver } from './driver.js';
import { WINDOW_DAYS } from './histories.js';
import { fieldOf, listField } from './json-fields.js';

const FIRST_DAY = '2015-01-01';
const LAST_DAY = '2099-12-31';

/**
 * First days of windows that do not overlap, those worth most first: with a 29 February, then with a turn of the month or year,
 * then the other past ones. Days to come serve only when the past is used up.
 */
export function listWindows(today: string): string[] {
  const windows: string[] = [];
  for (let day = FIRST_DAY; lastDayOf(day) <= LAST_DAY; day = addDays(day, WINDOW_DAYS)) windows.push(day);
  const worthOf = (day: string) => (lastDayOf(day) >= today ? 3 : hasDay(day, '-02-29') ? 0 : hasDay(day, '-01') ? 1 : 2);
  return windows
    .map((day) => ({ day, worth: worthOf(day) }))
    .sort((a, b) => a.worth - b.worth)
    .map(({ day }) => day);
}

function lastDayOf(firstDay: string): string {
  return addDays(firstDay, WINDOW_DAYS - 1);
}

function hasDay(firstDay: string, ending: string): boolean {
  return daysBetween(addDays(firstDay, 1), lastDayOf(firstDay)).some((day) => day.endsWith(ending));
}

/** Hands out windows on which the database holds nothing yet: two histories on one window would be added up. */
export function freshWindows(driver: CunboDriver): () => Promise<string> {
  const windows = listWindows(dayOf(new Date().toISOString()));
  return async () => {
    for (let firstDay = windows.shift(); firstDay !== undefined; firstDay = windows.shift()) {
      if (await isUntouched(firstDay, driver)) return firstDay;
    }
    throw new Error('Every window is used up: start with an empty database');
  };
}

async function isUntouched(firstDay: string, driver: CunboDriver): Promise<boolean> {
  const query = new URLSearchParams({ from: firstDay, to: lastDayOf(firstDay), compare: 'none' });
  const { body } = await driver.request('GET', `/api/v1/rankings/merchants?${query.toString()}`);
  return listField(body, 'items').length === 0 && fieldOf(fieldOf(body, 'total'), 'lines') === 0;
}
