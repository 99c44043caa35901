import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { writeWorkbook } from '../../../../platform/spreadsheet/index.js';
import { openFile } from '../open-file.js';
import { inPieces, ROOM, unreadable } from '../read-file.spec-support.js';
import { inlineRow, workbookOf, workbookParts, zipOf, type ZipPart } from './zip.spec-support.js';

const ROWS = `<sheetData>${inlineRow(1, ['订单号', '支付时间', '商品名称', '数量', '实付金额'])}${inlineRow(2, ['SD-1', '2026-11-20', '小米', '1', '1'])}</sheetData>`;
const SOUND = workbookParts({ sheets: { 订单: ROWS } });
const COMPOUND = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(70_000)]);

function changed(name: string, change: (part: ZipPart) => ZipPart): Buffer {
  return zipOf(SOUND.map((part) => (part.name === name ? change(part) : part)));
}

it('The workbook that the others are made of is sound', async () => {
  expect(await unreadable(zipOf(SOUND))).toBeNull();
});

describe('A workbook of the old kind', () => {
  it('is told to be one', async () => {
    expect(await unreadable(COMPOUND)).toEqual({ code: 'old-xls', detail: '' });
  });

  it('is told from a new one behind a password, wherever in the file that shows', async () => {
    const protectedFile = Buffer.concat([
      COMPOUND,
      Buffer.alloc(1_048_576 - 8),
      Buffer.from('EncryptedPackage', 'utf16le'),
      Buffer.alloc(500),
    ]);
    expect(await unreadable(protectedFile)).toEqual({ code: 'password-protected', detail: '' });
  });
});

describe('An archive', () => {
  it('whose parts ask for a password is told to be one', async () => {
    const file = changed('xl/worksheets/sheet1.xml', (part) => ({ ...part, isEncrypted: true }));
    expect(await unreadable(file)).toMatchObject({ code: 'password-protected' });
  });

  it('that is no workbook is told to be none', async () => {
    expect(await unreadable(zipOf([{ name: '订单.csv', content: '订单号' }]))).toMatchObject({ code: 'not-a-workbook' });
  });

  it.each([
    ['more parts than workbooks have', zipOf(Array.from({ length: 2_001 }, (_, place) => ({ name: `p${place}`, content: '' })))],
    ['parts that lie inside of one another', zipOf([...SOUND, { name: 'xl/copy.xml', content: 'x'.repeat(500), overlaps: true }])],
    ['a part that shrank to nothing', zipOf([...SOUND, { name: 'xl/media/zero.bin', content: Buffer.alloc(2_000_000) }])],
  ])('with %s is refused before anything is unpacked', async (_name, file) => {
    expect(await unreadable(file)).toMatchObject({ code: 'too-large-unpacked' });
  });

  it('that comes to more than is allowed is refused', async () => {
    const rows = Array.from({ length: 2_000 }, (_, place) => inlineRow(place + 3, [`SD-${place * 7919}`, '2026-11-20', '小米', '1', '1']));
    const file = workbookOf({ sheets: { 订单: ROWS.replace('</sheetData>', `${rows.join('')}</sheetData>`) } });
    expect(await unreadable(file, 200_000)).toMatchObject({ code: 'too-large-unpacked' });
    expect(await unreadable(file, 2_000_000)).toBeNull();
  });

  it('that lies about what a part comes to is found out while it is unpacked', async () => {
    const rows = Array.from({ length: 5_000 }, (_, place) => inlineRow(place + 3, [`SD-${place}`, '2026-11-20', '小米', '1', '1']));
    const content = `<worksheet>${ROWS.replace('</sheetData>', `${rows.join('')}</sheetData>`)}</worksheet>`;
    const file = changed('xl/worksheets/sheet1.xml', (part) => ({ ...part, content, claimedBytes: 2_000 }));
    expect(await unreadable(file)).toMatchObject({ code: 'too-large-unpacked' });
  });

  it.each([
    ['in its middle', zipOf(SOUND).subarray(0, 900)],
    ['in its packed content', corrupted(zipOf(SOUND))],
    ['before its sheet', zipOf(SOUND.filter(({ name }) => name !== 'xl/worksheets/sheet1.xml'))],
    [
      'before the end of its sheet',
      changed('xl/worksheets/sheet1.xml', (part) => ({ ...part, content: String(part.content).slice(0, -15) })),
    ],
    ['short of what a part should come to', changed('xl/worksheets/sheet1.xml', (part) => ({ ...part, claimedBytes: 20_000 }))],
    [
      'by a text that is not there',
      workbookOf({ sheets: { 订单: ROWS.replace('<c t="inlineStr"><is><t>SD-1</t></is></c>', '<c t="s"><v>7</v></c>') } }),
    ],
    ['by a row of no number', workbookOf({ sheets: { 订单: ROWS.replace('<row r="2">', '<row r="-2">') } })],
  ])('that is broken %s is refused', async (_name, file) => {
    expect(await unreadable(file)).toMatchObject({ code: 'broken' });
  });
});

describe('XML', () => {
  const BOMB = '<!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>';

  it.each(['xl/workbook.xml', 'xl/worksheets/sheet1.xml', 'xl/_rels/workbook.xml.rels', '_rels/.rels'])(
    'with entities of its own in %s is not read',
    async (name) => {
      const file = changed(name, (part) => ({
        ...part,
        content: `<?xml version="1.0"?>${BOMB}${String(part.content).replace(/^<\?xml[^>]*>/, '')}`,
      }));
      expect(await unreadable(file)).toMatchObject({ code: 'xml-entities' });
    },
  );

  it('that asks for a file of the machine is not read', async () => {
    const doctype = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>';
    const file = changed('xl/worksheets/sheet1.xml', (part) => ({ ...part, content: `${doctype}${String(part.content)}` }));
    expect(await unreadable(file)).toMatchObject({ code: 'xml-entities' });
  });

  it('with an entity that nobody defined is not read', async () => {
    expect(await unreadable(workbookOf({ sheets: { 订单: ROWS.replace('小米', '&xxe;') } }))).toMatchObject({ code: 'xml-entities' });
  });

  it('with a tag that does not end is not kept in memory', async () => {
    // Of changing letters, so that it does not shrink to what is refused for that alone.
    const endless = Array.from({ length: 600_000 }, (_, place) => (place * 2_654_435_761).toString(36)).join('');
    const file = changed('xl/worksheets/sheet1.xml', (part) => ({ ...part, content: `<worksheet a${endless}` }));
    expect(await unreadable(file)).toMatchObject({ code: 'broken', detail: 'XML 标记过长' });
  });

  it('with cells far to the right makes no room for what is not there', async () => {
    const wide = ROWS.replace('</row></sheetData>', '<c r="XFD2"><v>1</v></c></row></sheetData>');
    expect(await unreadable(workbookOf({ sheets: { 订单: wide } }))).toBeNull();
  });
});

describe('What was written to disk of a workbook', () => {
  const left = (): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith('cunbo-import-'));

  it('has no name there while it is read, and is closed when its rows end or nobody takes them', async () => {
    const before = left();
    const file = await writeWorkbook([
      {
        name: '订单',
        preamble: [],
        columns: ['订单号', '支付时间', '商品名称', '数量', '实付金额'].map((heading) => ({ heading, kind: 'text' })),
        rows: [],
      },
    ]);
    const opened = await openFile(inPieces(file), { fileName: 'orders.xlsx', maxUnpackedBytes: ROOM });
    expect(left()).toEqual(before);
    await opened.close();
    await opened.close();
    await expect(opened.rows[Symbol.asyncIterator]().next()).rejects.toThrow();
  });
});

/** A bit of the sheet's packed content flipped. */
function corrupted(file: Buffer): Buffer {
  const at = file.indexOf('xl/worksheets/sheet1.xml') + 60;
  const copy = Buffer.from(file);
  copy[at] = (copy[at] ?? 0) ^ 0xff;
  return copy;
}
