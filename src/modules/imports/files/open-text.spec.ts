import { Readable } from 'node:stream';
import { openFile } from './open-file.js';
import { inPieces, readFile, readOrders, ROOM, unreadable } from './read-file.spec-support.js';
import { LOOKED_AT } from './text-table.js';

const HEADER = '订单号,支付时间,商品名称,数量,实付金额(元)';
const ROW = 'SD-0001,2026-11-20 20:15:30,沁州黄小米,1,29.90';

/** As many rows as it takes to go beyond what is looked at before the first is read. */
const LONG = `${HEADER}\n${`${ROW}\n`.repeat(Math.ceil(LOOKED_AT / Buffer.byteLength(ROW)) + 100)}`;

describe('The encoding of a file', () => {
  it.each([
    ['UTF-8', Buffer.from(`${HEADER}\n${ROW}`), 'utf-8'],
    ['UTF-8 with its mark', Buffer.from(`\uFEFF${HEADER}\n${ROW}`), 'utf-8'],
    ['UTF-16 with its mark', Buffer.from(`\uFEFF${HEADER}\n${ROW}`, 'utf16le'), 'utf-16le'],
    ['UTF-16 without a mark', Buffer.from(`${HEADER}\n${ROW}`, 'utf16le'), 'utf-16le'],
    ['UTF-16 the other way round', Buffer.from(`\uFEFF${HEADER}\n${ROW}`, 'utf16le').swap16(), 'utf-16be'],
    ['UTF-16 the other way round, without a mark', Buffer.from(`${HEADER}\n${ROW}`, 'utf16le').swap16(), 'utf-16be'],
  ])('is found: %s', async (_name, bytes, encoding) => {
    const { head, rows } = await readFile(bytes);
    expect(head.encoding).toBe(encoding);
    expect(rows.map(({ orderNo, cells }) => [orderNo, cells.商品名称])).toEqual([['SD-0001', '沁州黄小米']]);
  });

  it('is not guessed anew where a later byte is none of it: the file is refused, and no row is gibberish', async () => {
    const gbk = Buffer.from([0xb7, 0xe5, 0xd6, 0xdd]);
    const bytes = Buffer.concat([Buffer.from(LONG), Buffer.from('SD-0002,2026-11-20,'), gbk, Buffer.from(',1,1\n')]);
    expect(await unreadable(bytes)).toEqual({ code: 'broken-text', detail: expect.stringMatching(/^第 \d{5} 行之后$/) });
  });

  it('is said to be broken where the first bytes show it', async () => {
    const bytes = Buffer.concat([Buffer.from(`${HEADER}\n${ROW}`), Buffer.from([0xff, 0x2c, 0x0a])]);
    expect(await unreadable(bytes)).toMatchObject({ code: 'broken-text' });
  });

  it('is said to be broken where the file ends inside of a letter', async () => {
    expect(await unreadable(Buffer.from(`${HEADER}\n${ROW},碗`).subarray(0, -1))).toMatchObject({ code: 'broken-text' });
  });

  it('is none where the text has NULs', async () => {
    expect(await unreadable(`${HEADER}\n${ROW}\0\n`)).toMatchObject({ code: 'broken' });
  });
});

describe('The header of a file', () => {
  it('is found below titles, notes and blank rows, and rows keep their numbers in the file', async () => {
    const { head, rows } = await readFile(`订单导出\n\n"说明：\n金额单位为元"\n${HEADER}\n${ROW}\n\n${ROW}`);
    expect([head.headerRow, ...rows.map(({ rowNo }) => rowNo)]).toEqual([4, 5, 7]);
  });

  it('is told by names, in whatever order, with brackets of either width', async () => {
    const { head, rows } = await readFile('实付金额（元）, 数量 ,商品名称,支付时间,订单号\n29.90,1,沁州黄小米,2026-11-20,SD-0001');
    expect(head.family).toBe('cunbo-orders');
    expect(rows[0]?.cells).toMatchObject({ 实付金额: '29.90', 订单号: 'SD-0001' });
  });

  it('may have tabs or semicolons between its names', async () => {
    for (const separator of ['\t', ';'])
      expect((await readFile(`${HEADER}\n${ROW}`.replaceAll(',', separator))).rows[0]?.orderNo).toBe('SD-0001');
  });

  it('tells which columns are read, and those alone leave the reader: nothing of a buyer does', async () => {
    const { head, rows } = await readFile(`${HEADER},收货人姓名,联系电话,送货上门地址\n${ROW},张三,13800000000,某县某村`);
    expect(head.columns.slice(-4)).toEqual([
      { name: '实付金额(元)', use: '实付金额' },
      { name: '收货人姓名', use: null },
      { name: '联系电话', use: null },
      { name: '送货上门地址', use: null },
    ]);
    expect(JSON.stringify(rows)).not.toMatch(/张三|13800000000|某县/);
  });

  it('is passed over where it stands again, of files put together by hand', async () => {
    expect((await readFile(`${HEADER}\n${ROW}\n${HEADER}\n${ROW}`)).rows.map(({ rowNo }) => rowNo)).toEqual([2, 4]);
  });

  it('of no family is shown as it was found', async () => {
    const fault = await unreadable('员工姓名,部门,工号\n某,某,1');
    expect(fault).toEqual({ code: 'not-recognised', detail: '员工姓名、部门、工号' });
  });

  it('without a column of money or of time is refused by the name of what is missing', async () => {
    expect(await unreadable('主订单编号,子订单编号,订单状态,支付完成时间\n1,1,已完成,2026-11-20')).toEqual({
      code: 'no-money-column',
      detail: '订单应付金额',
    });
    expect(await unreadable('主订单编号,子订单编号,订单状态,订单应付金额\n1,1,已完成,1')).toEqual({
      code: 'no-time-column',
      detail: '支付完成时间',
    });
  });
});

describe('A file', () => {
  it.each([
    ['nothing', ''],
    ['blank rows', '\r\n\r\n,,,\r\n'],
  ])('of %s is empty', async (_name, text) => {
    expect(await unreadable(text)).toMatchObject({ code: 'empty' });
  });

  it('that is a page of the web is none', async () => {
    expect(await unreadable('\n<html><body><table><tr><td>订单号</td></tr></table></body></html>')).toMatchObject({ code: 'web-page' });
  });

  it('whose rows are not all taken is closed', async () => {
    const source = inPieces(Buffer.from(LONG));
    const { rows } = await openFile(source, { fileName: 'orders.csv', maxUnpackedBytes: ROOM });
    for await (const row of rows) if (row.rowNo > 3) break;
    expect(source.destroyed).toBe(true);
  });

  it('whose rows nobody takes is closed by who opened it', async () => {
    const source = inPieces(Buffer.from(LONG));
    const { close } = await openFile(source, { fileName: 'orders.csv', maxUnpackedBytes: ROOM });
    await close();
    expect(source.destroyed).toBe(true);
  });

  it('is read no faster than its rows are taken', async () => {
    let given = 0;
    const source = Readable.from(
      (function* () {
        for (yield Buffer.from(LONG); ; given += 1) yield Buffer.from(`${ROW}\n`.repeat(1_000));
      })(),
      { objectMode: false },
    );
    const { rows } = await openFile(source, { fileName: 'orders.csv', maxUnpackedBytes: ROOM });
    let taken = 0;
    for await (const _row of rows) if (++taken === 40_000) break;
    expect(given).toBeLessThan(50);
  });

  it('that fails to arrive fails with its own fault', async () => {
    const source = Readable.from(
      (async function* () {
        yield Buffer.from(LONG);
        throw new Error('the line went dead');
      })(),
    );
    const { rows } = await openFile(source, { fileName: 'orders.csv', maxUnpackedBytes: ROOM });
    const all = async (): Promise<void> => {
      for await (const _row of rows) continue;
    };
    await expect(all()).rejects.toThrow('the line went dead');
  });
});

describe('Numbers that a spreadsheet program destroyed', () => {
  it('are refused row by row where they show an exponent', async () => {
    const orders = await readOrders(`${HEADER}\n${ROW.replace('SD-0001', '6.92E+18')}\n${ROW}`);
    expect(orders.get('row 2')).toEqual({
      kind: 'refused',
      refusals: [{ rowNo: 2, code: 'id-in-scientific-notation', column: '订单号', value: '6.92E+18' }],
    });
    expect(orders.get('SD-0001')?.kind).toBe('order');
  });

  it('are refused as a file where all end in noughts from the sixteenth digit on', async () => {
    const damaged = ['6920152002630120000', '6920152002631240000', '6920152002639990000'];
    const text = [HEADER, ...damaged.map((orderNo) => ROW.replace('SD-0001', orderNo))].join('\n');
    expect(await unreadable(text)).toEqual({ code: 'ids-damaged', detail: damaged[0] });
    expect(await unreadable(`${text}\n${ROW.replace('SD-0001', '6920152002630123456')}`)).toBeNull();
  });
});

describe('A line of totals', () => {
  it.each(['合计,,,2,59.80', '总计：,,,2,59.80', ',,合计,2,59.80', ',,,合计 2 件,59.80'])('%j stands for no order', async (total) => {
    const orders = await readOrders(`${HEADER}\n${ROW}\n${total}`);
    expect(orders.get('row 3')).toEqual({ kind: 'nothing', reason: 'total-line' });
  });

  it('is no row that forgot its number', async () => {
    const orders = await readOrders(`${HEADER}\n${ROW.replace('SD-0001', '')}`);
    expect(orders.get('row 2')).toMatchObject({ kind: 'refused', refusals: [{ code: 'no-order-no', column: '订单号' }] });
  });
});
