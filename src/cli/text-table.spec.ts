import { textTable } from './text-table.js';

it('is as wide as its widest cells, Chinese letters counting for two', () => {
  const table = textTable(
    ['name', 'fen'],
    [
      ['怀仁市', '1'],
      ['abc', '22'],
    ],
  );
  expect(table.split('\n')).toEqual(['name    fen', '------  ---', '怀仁市  1', 'abc     22']);
});

it('has its head when there are no rows', () => {
  expect(textTable(['a', 'bc'], [])).toBe('a  bc\n-  --');
});
