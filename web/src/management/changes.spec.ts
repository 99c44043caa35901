import { zh } from '../i18n/zh.js';
import { changesOf, shownValue } from './changes.js';

const shown = (path: string, value: unknown) => shownValue(path, value, zh, 'zh');

describe('what an event of the audit trail changed', () => {
  it('is what differs', () => {
    const before = { id: 7, name: '王秀兰', division_code: '1406' };
    const after = { id: 7, name: '王秀兰', division_code: '140681' };
    expect(changesOf({ before, after })).toEqual([{ path: 'division_code', before: '1406', after: '140681' }]);
  });

  it('is looked for inside of what has parts', () => {
    const before = { lines: [{ lineNo: '1', paidFen: 5_980 }], flags: [] };
    const after = { lines: [{ lineNo: '1', paidFen: 6_000 }, { lineNo: '2' }], flags: ['late', 'large'] };
    expect(changesOf({ before, after })).toEqual([
      { path: 'lines/0/paidFen', before: 5_980, after: 6_000 },
      { path: 'flags', before: null, after: ['late', 'large'] },
      { path: 'lines/1/lineNo', before: undefined, after: '2' },
    ]);
  });

  it('is all that was filled in, of something new or gone', () => {
    const row = { id: 7, name: '大碗', note: null };
    expect(changesOf({ before: null, after: row })).toEqual([
      { path: 'id', before: undefined, after: 7 },
      { path: 'name', before: undefined, after: '大碗' },
    ]);
    expect(changesOf({ before: row, after: null })).toHaveLength(2);
  });

  it('is nothing, of a sign-in', () => {
    expect(changesOf({ before: null, after: null })).toEqual([]);
  });
});

describe('a value of the audit trail', () => {
  it('is an amount, a count or a name of something, as its field says', () => {
    expect(shown('paid_fen', 123_456)).toEqual({ text: '1,234.56', isFigure: true });
    expect(shown('lines/0/paidFen', 5_980)).toEqual({ text: '59.80', isFigure: true });
    expect(shown('orders', 12_345)).toEqual({ text: '12,345', isFigure: true });
    expect(shown('merchant_id', 12_345)).toEqual({ text: '12345', isFigure: true });
    expect(shown('rate', 7.25)).toEqual({ text: '7.25', isFigure: true });
  });

  it('is read like anything else on the page', () => {
    expect(shown('created_at', '2026-11-20T12:30:00+00:00').text).toBe('2026年11月20日 20:30');
    expect(shown('day', '2026-11-20').text).toBe('2026-11-20');
    expect(shown('is_disabled', true).text).toBe('是');
    expect(shown('role', 'bureau').text).toBe('商务局');
    expect(shown('note', null).text).toBe('—');
    expect(shown('permissions', ['figures.read']).text).toBe('["figures.read"]');
  });

  it('is not shown where it is a secret', () => {
    expect(shown('password_hash', 'changed').text).toBe('已更换（内容不记录）');
  });
});
