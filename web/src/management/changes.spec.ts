import { changesOf, shownValue } from './changes.js';

const WORDS = { none: '—', yes: '是', no: '否' };
const shown = (field: string, value: unknown) => shownValue(field, value, WORDS, 'zh');

describe('what an event of the audit trail changed', () => {
  it('is the fields that differ', () => {
    const before = { id: 7, name: '王秀兰', division_code: '1406' };
    const after = { id: 7, name: '王秀兰', division_code: '140681' };
    expect(changesOf({ before, after, changedFields: ['division_code'] })).toEqual([
      { field: 'division_code', before: '1406', after: '140681' },
    ]);
  });

  it('is all that was filled in, of something new or gone', () => {
    const row = { id: 7, name: '大碗', note: null, alias: '' };
    expect(changesOf({ before: null, after: row, changedFields: [] })).toEqual([
      { field: 'id', before: undefined, after: 7 },
      { field: 'name', before: undefined, after: '大碗' },
    ]);
    expect(changesOf({ before: row, after: null, changedFields: [] })).toHaveLength(2);
  });

  it('is nothing, of a sign-in', () => {
    expect(changesOf({ before: null, after: null, changedFields: [] })).toEqual([]);
  });
});

describe('a value of the audit trail', () => {
  it('is an amount, a count or a name of something, as its field says', () => {
    expect(shown('paid_fen', 123_456)).toEqual({ text: '1,234.56', isFigure: true });
    expect(shown('orders', 12_345)).toEqual({ text: '12,345', isFigure: true });
    expect(shown('merchant_id', 12_345)).toEqual({ text: '12345', isFigure: true });
    expect(shown('rate', 7.25)).toEqual({ text: '7.25', isFigure: true });
  });

  it('is read like anything else on the page', () => {
    expect(shown('created_at', '2026-11-20T12:30:00+00:00').text).toBe('2026年11月20日 20:30');
    expect(shown('day', '2026-11-20').text).toBe('2026-11-20');
    expect(shown('is_disabled', true).text).toBe('是');
    expect(shown('note', null).text).toBe('—');
    expect(shown('permissions', ['figures.read']).text).toBe('["figures.read"]');
  });
});
