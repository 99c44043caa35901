import { sqlFile } from '../../platform/database/index.js';
import type { Basis } from './ranking-query.js';

const ASKED = sqlFile(import.meta.url, './sql/asked.sql');
const SOLD = sqlFile(import.meta.url, './sql/step-sold.sql');
const MOVED_PLACES = sqlFile(import.meta.url, './sql/moved-places.sql');
const PLACES: Readonly<Record<Basis, string>> = { origin: 'origin_code', merchant: 'merchant_division_code' };

// A column cannot be a parameter, and a CASE of two columns would reach no index.
const sold = (basis: Basis, step: string, ranges: string): string =>
  SOLD.replaceAll('{step}', step).replaceAll('{place}', PLACES[basis]).replaceAll('{ranges}', ranges);

/** Opens a ranking statement: what is asked for ($3 to $9), and what was sold then and there. A step nobody reads costs nothing. */
export const whatWasSold = (basis: Basis): string => ASKED + sold(basis, 'sold', 'prefix');

/** And what was sold at codes that have another one today, wherever they are. */
export const whatWasSoldElsewhere = (basis: Basis): string => MOVED_PLACES + sold(basis, 'sold_elsewhere', 'moved_place');
