import { decodeCursor, InputError } from '../../platform/http/index.js';

/** Lists of bulletins go on after a month and an id, newest first. */
export function placeOf(cursor: string | undefined): [month: string, id: string] | null {
  const key = decodeCursor(cursor, 2);
  if (key === null) return null;
  const [month = '', id = ''] = key.map(String);
  if (!/^\d{4}-\d{2}$/.test(month) || !/^\d{1,18}$/.test(id)) throw new InputError('input.cursor');
  return [month, id];
}
