import fc from 'fast-check';
import { yuanFromFen } from '../../../kernel/money.js';
import { countOf, fenOf, isId, isScientific, timeOf, UNREADABLE } from './cell-values.js';

describe('An amount', () => {
  it.each([
    ['29.90', 2_990],
    ['29.9', 2_990],
    ['29', 2_900],
    ['0', 0],
    ['0.00', 0],
    ['1,299.00', 129_900],
    ['1，299.00', 129_900],
    ['¥29.90', 2_990],
    ['￥ 29.90', 2_990],
    ['67.80元', 6_780],
    ['２９．９０', 2_990],
    ['29.9000', 2_990],
    ['29.', 2_900],
    ['-5.00', -500],
    ['9999999999999.99', 999_999_999_999_999],
  ])('%j is %d fen', (text, fen) => {
    expect(fenOf(text)).toBe(fen);
  });

  it.each(['29.905', '二十元', '29.90.1', '1e3', '.5', '10-20', '99999999999999.00', '29,90元/件'])('%j is none', (text) => {
    expect(fenOf(text)).toBe(UNREADABLE);
  });

  it.each(['', '无退款申请', '-'])('%j says nothing', (text) => {
    expect(fenOf(text)).toBeNull();
  });

  it('is the fen that it was written of, whatever they are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999_999_999 }), (fen) => {
        expect(fenOf(yuanFromFen(fen))).toBe(fen);
      }),
    );
  });
});

describe('A time', () => {
  it.each([
    ['2026-11-20 20:15:30', '2026-11-20T12:15:30.000Z'],
    ['2026/11/20 20:15:30', '2026-11-20T12:15:30.000Z'],
    ['2026-11-20T20:15:30', '2026-11-20T12:15:30.000Z'],
    ['2026/6/6 13:41', '2026-06-06T05:41:00.000Z'],
    ['2026-6-6 3:04:05', '2026-06-05T19:04:05.000Z'],
    ['2026/04/20', '2026-04-19T16:00:00.000Z'],
    ['2026年11月20日', '2026-11-19T16:00:00.000Z'],
    ['2026.11.20 08:00', '2026-11-20T00:00:00.000Z'],
    ['2026-11-20 20:15:30.123', '2026-11-20T12:15:30.000Z'],
    ['２０２６－１１－２０', '2026-11-19T16:00:00.000Z'],
    ['46346.84409722222', '2026-11-20T12:15:30.000Z'],
    ['2028-02-29 00:00:00', '2028-02-28T16:00:00.000Z'],
  ])('%j is Beijing time: %s', (text, instant) => {
    const time = timeOf(text);
    expect(typeof time === 'number' ? new Date(time).toISOString() : time).toBe(instant);
  });

  it.each([
    '昨天',
    '2026-02-30 00:00:00',
    '2026/2/29',
    '2026-13-01 00:00:00',
    '2026-11-20 24:00:00',
    '2014-12-31 23:59:59',
    '2100-01-01 00:00:00',
    '20261120',
    '11/20/2026',
  ])('%j is none', (text) => {
    expect(timeOf(text)).toBe(UNREADABLE);
  });

  it.each(['', '1970-01-01 08:00:00', '0000-00-00 00:00:00'])('%j is not yet', (text) => {
    expect(timeOf(text)).toBeNull();
  });
});

it.each([
  ['2', 2],
  ['2.00', 2],
  ['1,000', 1_000],
  ['３件', 3],
  ['', null],
  ['1.5', UNREADABLE],
  ['一', UNREADABLE],
  ['-1', UNREADABLE],
])('The number of pieces %j is %j', (text, count) => {
  expect(countOf(text)).toBe(count);
});

it.each(['6.92E+18', '6.92015200263012E+18', '6.9e18', '7E+18'])('%j was a number before a spreadsheet had it', (text) => {
  expect(isScientific(text)).toBe(true);
});

it.each(['6920152002630123456', 'E20261120201500000000001', '260606-339507978990001', '1E', 'E12'])('%j is a number as it is', (text) => {
  expect([isScientific(text), isId(text)]).toEqual([false, true]);
});

it.each(['12 34', 'x'.repeat(65), '12\n34'])('%j is no number of anything', (text) => {
  expect(isId(text)).toBe(false);
});
