import fc from 'fast-check';
import { csvRows } from './csv-rows.js';
import type { TableRow } from './file-row.js';

async function read(text: string, size = text.length || 1, delimiter = ','): Promise<TableRow[]> {
  const rows: TableRow[] = [];
  for await (const batch of csvRows(() => pieces(text, size), delimiter)) rows.push(...batch);
  return rows;
}

async function* pieces(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

const cells = async (text: string): Promise<(readonly string[])[]> => (await read(text)).map((row) => row.cells);

describe('Separated values', () => {
  it('end their rows with a line feed, with or without a carriage return, or with the file', async () => {
    expect(await cells('a,b\r\nc,d\ne,f')).toEqual([
      ['a', 'b'],
      ['c', 'd'],
      ['e', 'f'],
    ]);
  });

  it('may hold separators, line ends and quotation marks between quotation marks', async () => {
    expect(await cells('"a,1","b\r\n2","c ""3"""\r\nd,e,f')).toEqual([
      ['a,1', 'b\r\n2', 'c "3"'],
      ['d', 'e', 'f'],
    ]);
  });

  it('have quotation marks of their own inside of a cell that begins with none', async () => {
    expect(await cells('="123",5" 碗,"x"y\r\n"",b')).toEqual([
      ['="123"', '5" 碗', '"x"y'],
      ['', 'b'],
    ]);
  });

  it('count rows as a spreadsheet shows them: blank ones too, and one with line ends once', async () => {
    expect((await read('标题\r\n\r\n"a\nb",c\r\nd,e\r\n')).map(({ rowNo }) => rowNo)).toEqual([1, 3, 4]);
  });

  it('end with an empty cell where the last separator stands', async () => {
    expect(await cells('a,\n"b",\n"c",""')).toEqual([
      ['a', ''],
      ['b', ''],
      ['c', ''],
    ]);
  });

  it('are refused where a quotation mark never closes, before it swallows the rest', async () => {
    await expect(read('a,b\n"c,d\n')).rejects.toThrow('第 2 行');
    await expect(read(`a,"b\n${'x,y\n'.repeat(100_000)}`, 65_536)).rejects.toThrow('第 1 行');
  });

  it('are the same however they come in pieces', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '碗', '"', ',', '\n', '\r', '\t', ' '), maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 9 }),
        async (rows, size) => {
          const text = rows.map((row) => row.map((each) => `"${each.replaceAll('"', '""')}"`).join(',')).join('\r\n');
          expect((await read(text, size)).map((row) => row.cells)).toEqual(rows);
        },
      ),
    );
  });
});
