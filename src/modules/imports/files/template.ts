import { type Cell, type ColumnKind, type FileFormat, type Sheet, writeCsv, writeWorkbook } from '../../../platform/spreadsheet/index.js';

/** Begins the order number of the line that shows how to fill in the template: whoever leaves it there has not sold anything. */
export const EXAMPLE = '示例';

interface TemplateColumn {
  readonly heading: string;
  readonly kind: ColumnKind;
  readonly example: Cell;
  readonly note: string;
}

const COLUMNS: readonly TemplateColumn[] = [
  { heading: '订单号', kind: 'id', example: `${EXAMPLE}20261120001`, note: '必填。一单多件商品时，每件一行，订单号相同。' },
  { heading: '子订单号', kind: 'id', example: '', note: '可不填。平台给了子订单号就照填，再次上传时能对上同一行。' },
  { heading: '支付时间', kind: 'text', example: '2026-11-20 20:15:30', note: '必填，北京时间。也可以只写日期，如 2026/11/20。' },
  { heading: '商品编号', kind: 'id', example: 'QM-5JIN', note: '商品编号和商品名称至少填一个，同一种商品每次填得一样。' },
  { heading: '商品名称', kind: 'text', example: '沁州黄小米 5斤', note: '商品编号和商品名称至少填一个。' },
  { heading: '数量', kind: 'count', example: 2, note: '必填，整数。' },
  { heading: '实付金额(元)', kind: 'yuan', example: 5_980, note: '必填。这一行商品买家实际付的钱，不含运费；退款之前的数。' },
  { heading: '退款金额(元)', kind: 'yuan', example: 2_990, note: '没有退款不填。这一行一共退了多少。' },
  { heading: '退款时间', kind: 'text', example: '2026-11-21 09:00:00', note: '有退款时填写；不填按支付时间计。' },
  { heading: '直播间/场次', kind: 'id', example: '', note: '可不填。直播间号，用来对到直播场次。' },
];

/** Our own form for orders, with a line that shows how and a note for each column. As CSV the notes stand above the header. */
export async function orderTemplate(format: FileFormat): Promise<Buffer> {
  if (format === 'csv') return Buffer.from(writeCsv(ordersSheet([TITLE, ...COLUMNS.map(({ heading, note }) => [`${heading}：${note}`])])));
  return writeWorkbook([ordersSheet([TITLE]), NOTES]);
}

const TITLE = [`村播账本订单模板：从下面的表头往下填，一行一件商品；“${EXAMPLE}”开头的行不会计入。`];

const NOTES: Sheet = {
  name: '填写说明',
  preamble: [['每一列怎么填']],
  columns: [
    { heading: '列', kind: 'text', width: 18 },
    { heading: '说明', kind: 'text', width: 70 },
  ],
  rows: COLUMNS.map(({ heading, note }) => [heading, note]),
};

function ordersSheet(preamble: Sheet['preamble']): Sheet {
  return {
    name: '订单',
    preamble,
    columns: COLUMNS.map(({ heading, kind }) => ({ heading, kind, width: 22 })),
    rows: [COLUMNS.map(({ example }) => example)],
  };
}
