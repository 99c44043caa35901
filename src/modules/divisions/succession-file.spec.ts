import { parseSuccessions } from './succession-file.js';

const HEADER = 'code\tsuccessor_code\tkind\tvalid_from\tis_main\tnote';
const read = (...rows: string[]) => parseSuccessions([HEADER, ...rows, ''].join('\n'), 'changes.tsv');
const MERGED = '970102101\t970102100\tmerged\t2001-05-01\ttrue\t撤乡并镇';

it('reads lines with or without a note, and lines that take back', () => {
  expect(read(MERGED, '', '970102102\t970102103\trenamed\t2020-02-29\t是', '970102104').lines).toEqual([
    {
      line: 2,
      code: '970102101',
      succession: {
        code: '970102101',
        successorCode: '970102100',
        kind: 'merged',
        validFrom: '2001-05-01',
        isMain: true,
        note: '撤乡并镇',
      },
    },
    {
      line: 4,
      code: '970102102',
      succession: { code: '970102102', successorCode: '970102103', kind: 'renamed', validFrom: '2020-02-29', isMain: true, note: '' },
    },
    { line: 5, code: '970102104', succession: null },
  ]);
});

it('reads what a spreadsheet writes: byte order mark, carriage returns, trailing tabs', () => {
  const { lines } = parseSuccessions(`\uFEFF${HEADER}\r\n970102101\t970102100\tmerged\t2001-05-01\tTRUE\t\r\n970102102\t\t\t\t\t\r\n`, 'x');
  expect(lines).toMatchObject([
    { line: 2, succession: { isMain: true } },
    { line: 3, succession: null },
  ]);
});

it('reads a split with one main part', () => {
  const { lines } = read('9701\t9702\tsplit\t2020-01-01\tfalse', '9701\t9703\tsplit\t2020-01-01\ttrue');
  expect(lines.map(({ succession }) => succession?.isMain)).toEqual([false, true]);
});

it('wants the names of the columns first', () => {
  expect(() => parseSuccessions(`${MERGED}\n`, 'x')).toThrow(expect.objectContaining({ code: 'divisions.succession-header' }) as Error);
});

it.each<[string, string, object, string[]]>([
  ['a code of seven digits', 'field', { line: 2, column: 'code', value: '9701021' }, ['9701021\t970102\tmoved\t2020-01-01\ttrue']],
  ['no successor', 'field', { line: 2, column: 'successor_code' }, ['970102\t\tmoved\t2020-01-01\ttrue']],
  ['itself as successor', 'field', { column: 'successor_code' }, ['970102\t970102\tmoved\t2020-01-01\ttrue']],
  ['an unknown kind', 'field', { line: 3, column: 'kind', value: 'gone' }, [MERGED, '970102\t970103\tgone\t2020-01-01\ttrue']],
  ['a day that is not', 'field', { column: 'valid_from', value: '2021-02-29' }, ['970102\t970103\tmoved\t2021-02-29\ttrue']],
  ['neither true nor false', 'field', { column: 'is_main', value: 'ja' }, ['970102\t970103\tmoved\t2020-01-01\tja']],
  ['a merger that is not main', 'field', { column: 'is_main', value: 'false' }, ['970102\t970103\tmerged\t2020-01-01\tfalse']],
  ['too few columns', 'columns', { line: 2, actual: 3 }, ['970102\t970103\tmoved']],
  ['too many columns', 'columns', { line: 2, actual: 7 }, [`${MERGED}\tx`]],
  ['a line twice', 'repeated', { line: 3, earlier: 2, code: '970102101' }, [MERGED, MERGED]],
  ['two successors without a split', 'repeated', { line: 3 }, [MERGED, '970102101\t970102\tmerged\t2001-05-01\ttrue']],
  ['a code both changed and taken back', 'repeated', { line: 3 }, [MERGED, '970102101']],
  ['a part of a split twice', 'repeated', { line: 3 }, ['9701\t9702\tsplit\t2020-01-01\ttrue', '9701\t9702\tsplit\t2020-01-01\tfalse']],
  ['a split of one part', 'split', { line: 2, parts: 1, mains: 1 }, ['9701\t9702\tsplit\t2020-01-01\ttrue']],
  [
    'a split without main part',
    'split',
    { line: 2, parts: 2, mains: 0 },
    ['9701\t9702\tsplit\t2020-01-01\tfalse', '9701\t9703\tsplit\t2020-01-01\tfalse'],
  ],
  ['a split with two main parts', 'split', { mains: 2 }, ['9701\t9702\tsplit\t2020-01-01\ttrue', '9701\t9703\tsplit\t2020-01-01\ttrue']],
  ['a split on two days', 'split', { mains: 1 }, ['9701\t9702\tsplit\t2020-01-01\ttrue', '9701\t9703\tsplit\t2020-01-02\tfalse']],
])('refuses %s and names the line', (_what, code, details, rows) => {
  const refusal = { code: `divisions.succession-${code}`, details: expect.objectContaining({ file: 'changes.tsv', ...details }) as object };
  expect(() => read(...rows)).toThrow(expect.objectContaining(refusal) as Error);
});
