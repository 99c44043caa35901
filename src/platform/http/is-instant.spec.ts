import { validateSync } from 'class-validator';
import { IsId } from './is-id.js';
import { IsBusinessDay, IsInstant } from './is-instant.js';

class Body {
  @IsInstant() time: unknown;
  @IsBusinessDay() day: unknown;
  @IsId() id: unknown;
}

/** Which of the fields are at fault with these values. */
function faults(values: Partial<Body>): string[] {
  const body = Object.assign(new Body(), { time: '2026-11-20T20:15:31+08:00', day: '2026-11-20', id: '17' }, values);
  return validateSync(body).map(({ property }) => property);
}

describe('A time in a body', () => {
  it.each(['2026-11-20T20:15+08:00', '2026-11-20T12:15:31.123456Z', '2014-12-31T16:00:00Z', '2099-12-31T23:59:59+08:00'])(
    'may be %s',
    (time) => {
      expect(faults({ time })).toEqual([]);
    },
  );

  it.each([
    '2026-11-20T20:15:31',
    '2026-11-20',
    '2026-02-30T00:00:00Z',
    '2014-12-31T15:59:59Z',
    '2100-01-01T00:00:00+08:00',
    '0000-01-01T00:00:00Z',
    1763769600000,
    null,
    ['2026-11-20T20:15:31Z'],
  ])('is not %j', (time) => {
    expect(faults({ time })).toEqual(['time']);
  });
});

describe('A day in a query', () => {
  it.each(['2026-02-29', '2014-12-31', '20261120', '2026-11-20T00:00:00Z', '', 20261120])('is not %j', (day) => {
    expect(faults({ day })).toEqual(['day']);
  });
});

describe('An id in a body', () => {
  it('is decimal text of up to 18 digits', () => {
    expect(faults({ id: '9'.repeat(18) })).toEqual([]);
  });

  it.each(['0', '017', '-1', '1.0', '1e3', '9'.repeat(19), '17\n', '', 17, { id: '17' }, ['17']])('is not %j', (id) => {
    expect(faults({ id })).toEqual(['id']);
  });
});
