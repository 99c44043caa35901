import { readWorkbook } from '../../../platform/spreadsheet/index.js';
import { errorsWorkbook } from './errors-workbook.js';
import { REFUSAL_CODES } from './file-row.js';
import { FileUnreadable } from './file-unreadable.js';
import { ordersOf, readFile } from './read-file.spec-support.js';
import { flagWords, refusalWords } from './refusal-words.js';
import { orderTemplate } from './template.js';

describe('The template', () => {
  it.each(['xlsx', 'csv'] as const)('as %s is read as ours, and its example sells nothing', async (format) => {
    const { head, rows } = await readFile(await orderTemplate(format));
    expect([head.family, head.columns.map(({ use }) => use)]).toEqual([
      'cunbo-orders',
      ['订单号', '子订单号', '支付时间', '商品编号', '商品名称', '数量', '实付金额', '退款金额', '退款时间', '直播间/场次'],
    ]);
    expect(rows).toEqual([]);
  });

  it('filled in below its example is read', async () => {
    const filled = `${(await orderTemplate('csv')).toString()}SD-1,,2026/11/21 9:00,QM-5JIN,小米,1,29.90,,,\r\n`;
    const { head, rows } = await readFile(filled);
    expect(ordersOf(head, rows).get('SD-1')).toMatchObject({ data: { lines: [{ itemId: 'QM-5JIN', paidFen: 2_990 }] } });
  });

  it('would be read with its example, too, if that had another number', async () => {
    const { head, rows } = await readFile((await orderTemplate('csv')).toString().replace('"示例2', '"2'));
    expect(ordersOf(head, rows).get('20261120001')).toMatchObject({
      data: { lines: [{ quantity: 2, paidFen: 5_980 }], refunds: [{ amountFen: 2_990 }] },
    });
  });

  it('says of each column what belongs in it', async () => {
    const [orders, notes] = await readWorkbook(await orderTemplate('xlsx'));
    const noted = (notes?.rows ?? []).map(([heading]) => heading);
    expect(noted).toEqual(expect.arrayContaining(orders?.rows[1] ?? ['?']));
    const csv = (await orderTemplate('csv')).toString();
    for (const heading of orders?.rows[1] ?? []) expect(csv).toContain(`\n${String(heading)}：`);
  });
});

it('The workbook of refused rows has their numbers, the reasons and their cells as text, none of them a formula', async () => {
  const [sheet] = await readWorkbook(
    await errorsWorkbook(
      [
        {
          rowNo: 3,
          cells: { 订单号: '6.92E+18', 商品名称: '=1+1' },
          reason: refusalWords({ code: 'id-in-scientific-notation', column: '订单号', value: '6.92E+18' }, 'zh'),
        },
        {
          rowNo: 9,
          cells: { 订单号: '6920152002630123456', 实付金额: '三十' },
          reason: refusalWords({ code: 'amount-unreadable', column: '实付金额', value: '三十' }, 'zh'),
        },
      ],
      'zh',
    ),
  );
  expect(sheet?.rows.slice(1)).toEqual([
    ['文件中的行号', '未计入的原因', '订单号', '商品名称', '实付金额'],
    [3, expect.stringContaining('6.92E+18，后面的数字已经丢失'), '6.92E+18', "'=1+1", ''],
    [9, expect.stringContaining('“实付金额”的内容“三十”不是金额'), '6920152002630123456', '', '三十'],
  ]);
});

describe('Words', () => {
  it.each(REFUSAL_CODES)('of %s are said in both languages, with nothing left to fill in', (code) => {
    const refusal = { code, column: '订单号', value: '$&' };
    expect(refusalWords(refusal, 'zh')).toMatch(/^[^{}]*[\u4e00-\u9fff][^{}]*。$/);
    expect(refusalWords(refusal, 'en')).toMatch(/^[^{}]+\.$/);
  });

  it('of a flag say what the file said', () => {
    expect(flagWords({ code: 'refund-amount-unknown', lineNo: '1', value: '退款成功' }, 'zh')).toContain('“退款成功”');
  });

  it('of a file that cannot be read say what was found', () => {
    expect(new FileUnreadable('not-recognised', '姓名、工号').sentence('zh')).toContain('姓名、工号');
    expect(new FileUnreadable('no-money-column', '订单应付金额').sentence('en')).toContain('订单应付金额');
  });
});
