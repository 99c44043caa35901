import { readFile, readOrders } from '../read-file.spec-support.js';
import { inlineRow, workbookOf, workbookParts, zipOf } from './zip.spec-support.js';

const HEADER = ['订单号', '支付时间', '商品名称', '数量', '实付金额(元)'];
const HEADER_ROW = inlineRow(1, HEADER);

function sheet(...rows: readonly string[]): string {
  return `<sheetData>${rows.join('')}</sheetData>`;
}

async function cellsOf(file: Buffer): Promise<Readonly<Record<string, string>>[]> {
  return (await readFile(file)).rows.map(({ cells }) => cells);
}

describe('A workbook', () => {
  it('has texts of its own in cells, shared ones, and ones in several fonts; how a name is pronounced is not part of it', async () => {
    const file = workbookOf({
      sharedStrings:
        '<si><t xml:space="preserve">\tSD-0001</t></si><si><r><rPr><b/></rPr><t>沁州</t></r><r><t>黄小米</t></r><rPh sb="0" eb="2"><t>qinzhou</t></rPh></si>',
      sheets: {
        订单: sheet(
          HEADER_ROW,
          '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="str"><f>TEXT(1)</f><v>2026-11-20</v></c><c r="C2" t="s"><v>1</v></c><c r="D2"><v>2</v></c><c r="E2"><v>29.899999999999999</v></c></row>',
        ),
      },
    });
    expect(await cellsOf(file)).toEqual([
      expect.objectContaining({ 订单号: 'SD-0001', 支付时间: '2026-11-20', 商品名称: '沁州黄小米', 数量: '2', 实付金额: '29.9' }),
    ]);
  });

  it('is read to its end whatever size it says it has', async () => {
    const rows = Array.from({ length: 3_000 }, (_, place) => inlineRow(place + 2, [`SD-${place}`, '2026-11-20', '小米', '1', '1.00']));
    const file = workbookOf({ sheets: { 订单: `<dimension ref="A1"/>${sheet(HEADER_ROW, ...rows)}` } });
    expect(await cellsOf(file)).toHaveLength(3_000);
  });

  it('may have a title above its header, and rows keep their numbers over gaps', async () => {
    const file = workbookOf({
      sheets: {
        订单: sheet(inlineRow(1, ['2026年11月订单']), inlineRow(4, HEADER), inlineRow(9, ['SD-1', '2026-11-20', '小米', '1', '1'])),
      },
    });
    const { head, rows } = await readFile(file);
    expect([head.encoding, head.sheet, head.headerRow, rows[0]?.rowNo]).toEqual(['xlsx', '订单', 4, 9]);
  });

  it('may leave out where its rows and cells are, and skip empty cells', async () => {
    const file = workbookOf({
      sheets: {
        订单: sheet(
          HEADER_ROW.replace(' r="1"', ''),
          '<row><c t="inlineStr"><is><t>SD-1</t></is></c><c r="C2" t="inlineStr"><is><t>小米</t></is></c><c><v>3</v></c></row>',
        ),
      },
    });
    expect(await cellsOf(file)).toEqual([expect.objectContaining({ 订单号: 'SD-1', 支付时间: '', 商品名称: '小米', 数量: '3' })]);
  });

  it('has days as numbers, shown as days by their format, built in or its own', async () => {
    const styles =
      '<numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="165" formatCode="#,##0.00&quot;元&quot;;[Red]-0.00"/></numFmts><cellStyleXfs><xf numFmtId="22"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="22"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs>';
    const row = (rowNo: number, style: number): string =>
      `<row r="${rowNo}"><c t="inlineStr"><is><t>SD-${rowNo}</t></is></c><c s="${style}"><v>46346.844097222223</v></c><c t="inlineStr"><is><t>小米</t></is></c><c><v>1</v></c><c s="3"><v>46346.84</v></c></row>`;
    const cells = await cellsOf(workbookOf({ styles, sheets: { 订单: sheet(HEADER_ROW, row(2, 1), row(3, 2), row(4, 0)) } }));
    expect(cells.map((each) => [each.支付时间, each.实付金额])).toEqual([
      ['2026-11-20 20:15:30', '46346.84'],
      ['2026-11-20 20:15:30', '46346.84'],
      ['46346.8440972222', '46346.84'],
    ]);
    const orders = await readOrders(workbookOf({ styles, sheets: { 订单: sheet(HEADER_ROW, row(4, 0)) } }));
    expect(orders.get('SD-4')).toMatchObject({ data: { paidAt: '2026-11-20T12:15:30.000Z', lines: [{ paidFen: 4_634_684 }] } });
  });

  it('may count its days from 1904', async () => {
    const file = workbookOf({
      workbookPr: '<workbookPr date1904="1"/>',
      styles: '<cellXfs><xf numFmtId="14"/></cellXfs>',
      sheets: { 订单: sheet(HEADER_ROW, '<row r="2"><c t="inlineStr"><is><t>SD-1</t></is></c><c s="0"><v>44884</v></c></row>') },
    });
    expect((await cellsOf(file))[0]?.支付时间).toBe('2026-11-20 00:00:00');
  });

  it('has destroyed an order number that it keeps as a number of more than fifteen digits', async () => {
    const row = (rowNo: number, raw: string): string =>
      `<row r="${rowNo}"><c r="A${rowNo}"><v>${raw}</v></c><c t="inlineStr"><is><t>2026-11-20</t></is></c><c t="inlineStr"><is><t>小米</t></is></c><c><v>1</v></c><c><v>1</v></c></row>`;
    const rows = [row(2, '6920152002630123456'), row(3, '6.9201520026301235E+18'), row(4, '123456789012345'), row(5, '3E+5')];
    const orders = await readOrders(workbookOf({ sheets: { 订单: sheet(HEADER_ROW, ...rows) } }));
    expect(orders.get('row 2')).toMatchObject({ refusals: [{ code: 'id-in-scientific-notation', column: '订单号' }] });
    expect(orders.get('row 3')).toMatchObject({ refusals: [{ code: 'id-in-scientific-notation', value: '6.920152002630124E+18' }] });
    expect([orders.get('123456789012345')?.kind, orders.get('300000')?.kind]).toEqual(['order', 'order']);
  });

  it('writes what XML cannot hold by numbers, and marks of its own by names', async () => {
    const file = workbookOf({
      sheets: {
        订单: sheet(HEADER_ROW, inlineRow(2, ['_x0009_SD-1', '2026-11-20', 'A&amp;B &lt;&#23567;&#x7C73;&gt; <![CDATA[]]>', '1', '1'])),
      },
    });
    expect(await cellsOf(file)).toEqual([expect.objectContaining({ 订单号: 'SD-1', 商品名称: 'A&B <小米>' })]);
  });

  it('may have prefixes before its names, comments, marks in attributes, and parts that are not packed', async () => {
    const prefixed = `<x:sheetData><!-- <row r="9"> --><x:row r="1" customFormat='a>b'>${HEADER.map((name) => `<x:c t="inlineStr"><x:is><x:t>${name}</x:t></x:is></x:c>`).join('')}</x:row><x:row r="2"><x:c t="inlineStr"><x:is><x:t>SD-1</x:t></x:is></x:c></x:row></x:sheetData>`;
    const parts = workbookParts({ sheets: { 订单: prefixed } });
    expect(await cellsOf(zipOf(parts.map((part) => ({ ...part, isStored: true }))))).toEqual([expect.objectContaining({ 订单号: 'SD-1' })]);
  });

  it('is read from the first sheet that is known and shown', async () => {
    const rows = [HEADER_ROW, inlineRow(2, ['SD-1', '2026-11-20', '小米', '1', '1'])];
    const file = workbookOf({
      sheets: { 旧数据: sheet(...rows), 说明: sheet(inlineRow(1, ['先看这里'])), 订单: sheet(...rows) },
      hidden: ['旧数据'],
    });
    expect((await readFile(file)).head.sheet).toBe('订单');
  });

  it('of 千牛 is read from two sheets, joined by the order: the lines of one, the times of the other', async () => {
    const orders = [
      '订单编号',
      '买家应付货款',
      '买家应付邮费',
      '买家实付金额',
      '退款金额',
      '订单状态',
      '买家下单时间',
      '买家付款时间',
      '确认收货时间',
    ];
    const items = ['子订单编号', '主订单编号', '商品标题', '购买数量', '买家应付货款', '买家实付金额', '退款状态', '退款金额', '商品ID'];
    const file = workbookOf({
      sheets: {
        订单报表: sheet(
          inlineRow(1, orders),
          inlineRow(2, [
            '3691',
            '158.80',
            '8.00',
            '116.80',
            '50.00',
            '交易成功',
            '2026-11-20 20:15:02',
            '2026-11-20 20:15:30',
            '2026-11-28 08:00:00',
          ]),
          inlineRow(3, [
            '3692',
            '29.90',
            '0.00',
            '29.90',
            '0.00',
            '卖家已发货，等待买家确认',
            '2026-11-20 20:15:02',
            '2026-11-20 20:15:30',
            '',
          ]),
        ),
        销售明细: sheet(
          inlineRow(1, items),
          inlineRow(2, ['36911', '3691', '沁州黄小米', '2', '59.80', '67.80', '没有申请退款', '无退款申请', '700']),
          inlineRow(3, ['36912', '3691', '黄小米礼盒', '1', '99.00', '49.00', '退款成功', '50.00', '701']),
        ),
        发货报表: sheet(inlineRow(1, ['订单编号', '物流单号']), inlineRow(2, ['3691', 'SF1'])),
      },
    });
    const { head, rows } = await readFile(file);
    expect([head.family, head.sheet, rows.map(({ rowNo, cells }) => `${cells.工作表} ${rowNo}`)]).toEqual([
      'taobao-workbook',
      '销售明细',
      ['订单报表 2', '订单报表 3', '销售明细 2', '销售明细 3'],
    ]);
    const combined = await readOrders(file);
    expect(combined.get('3691')).toMatchObject({
      data: {
        ...{ status: 'completed', paidAt: '2026-11-20T12:15:30.000Z', freightFen: 800 },
        lines: [
          { lineNo: '36911', paidFen: 5_980 },
          { lineNo: '36912', paidFen: 9_900 },
        ],
        refunds: [{ refundNo: 'file:36912', amountFen: 5_000 }],
      },
    });
    expect(combined.get('3692')).toMatchObject({ data: { lines: [{ lineNo: '3692', paidFen: 2_990 }] } });
  });
});
