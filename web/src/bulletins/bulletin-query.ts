// Which bulletins are listed, kept whole in the address. What cannot be read is not filtered by.
import { BULLETIN_STATES, type BulletinFilter } from '../api/bulletins.js';

type Address = Readonly<Record<string, unknown>>;

export function parseBulletinFilter({ division, month, state }: Address): BulletinFilter {
  return {
    divisionCode: typeof division === 'string' && /^(\d{2}|\d{4}|\d{6}|\d{9})$/.test(division) ? division : null,
    month: typeof month === 'string' && /^20\d{2}-(0[1-9]|1[0-2])$/.test(month) ? month : null,
    state: BULLETIN_STATES.find((known) => known === state) ?? null,
  };
}

export function toBulletinAddress({ divisionCode, month, state }: BulletinFilter): Record<string, string> {
  return {
    ...(divisionCode === null ? {} : { division: divisionCode }),
    ...(month === null ? {} : { month }),
    ...(state === null ? {} : { state }),
  };
}
