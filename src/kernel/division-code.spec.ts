import { codeLength, DIVISION_LEVELS, isDivisionCode, levelOfCode, parentCode } from './division-code.js';

const PATH = ['14', '1406', '140681', '140681102', '140681102201'];

describe('A division code', () => {
  it('tells its level by its length', () => {
    expect(PATH.map(levelOfCode)).toEqual([...DIVISION_LEVELS]);
    expect(PATH.map((code) => code.length)).toEqual(DIVISION_LEVELS.map(codeLength));
  });

  it('holds the codes of everything it lies in', () => {
    expect(PATH.map(parentCode)).toEqual(['', ...PATH.slice(0, -1)]);
  });

  it.each([
    '',
    '1',
    '146',
    '14068',
    '1406811',
    '14068110220',
    '1406811022011',
    '14068a',
    '１４',
    ' 14',
    '14\n',
    '-4',
    null,
    140681,
    undefined,
  ])('is not %j', (code) => {
    expect(isDivisionCode(code)).toBe(false);
    if (typeof code === 'string') expect([levelOfCode(code), parentCode(code)]).toEqual([null, '']);
  });
});
