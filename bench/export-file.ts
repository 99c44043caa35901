// 抖店's export of orders, as it comes: 100,000 rows are some 20 MB.
import { built } from './product.ts';

export type ExportFormat = 'csv' | 'xlsx';

const COLUMNS = [
  ...['主订单编号', '子订单编号', '选购商品', '商品规格', '商品ID', '商品数量', '商家编码', '商品单价', '订单应付金额', '运费'],
  ...['收件人', '收件人手机号', '详细地址', '买家留言', '订单提交时间', '支付完成时间', '支付方式', '订单状态', '发货时间', '订单完成时间'],
];
const BASE = 6_920_152_002_630_000_000n;

export async function exportFile(format: ExportFormat, rows: number): Promise<Buffer> {
  const table = Array.from({ length: rows }, (_, index) => rowOf(index));
  if (format === 'csv') return Buffer.from([COLUMNS, ...table].map((row) => row.join(',')).join('\r\n'));
  const { writeWorkbook } = await built('platform/spreadsheet/index.js');
  return writeWorkbook([
    { name: '订单', preamble: [], columns: COLUMNS.map((heading) => ({ heading, kind: 'text' as const })), rows: table },
  ]);
}

function rowOf(index: number): string[] {
  const orderNo = String(BASE + BigInt(index) * 7n);
  const at = new Date(Date.UTC(2026, 9, 1) + index * 20_000).toISOString().slice(0, 19).replace('T', ' ');
  const yuan = `${(index % 90) + 10}.80`;
  return [
    ...[orderNo, orderNo, '平鲁红山荞麦米 5斤装', '5斤', `36000000${index % 50}`, '1', 'QM-5', yuan, yuan, '0'],
    ...['王**', '138****5678', '山西省朔州市平鲁区****', '', at, at, '微信', '已完成', at, at],
  ];
}
