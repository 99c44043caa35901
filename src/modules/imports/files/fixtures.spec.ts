import { readFileSync } from 'node:fs';
import { type FileFamily, PLATFORM_OF, FILE_FAMILIES } from './file-family.js';
import type { TableRow } from './file-row.js';
import { inPieces, ordersOf, readFile } from './read-file.spec-support.js';
import { recogniseText, textRows } from './text-table.js';
import type { Combined } from './told-order.js';

interface Golden {
  readonly file: string;
  readonly family: FileFamily;
  readonly encoding: string;
  readonly rows: number;
  readonly orders: number;
  readonly paidOrders: number;
  readonly lines: number;
  /** Of paid orders, for the goods. */
  readonly paidFen: number;
  readonly freightFen: number;
  /** Of the goods, succeeded ones. */
  readonly refundedFen: number;
  readonly refused: readonly string[];
  readonly nothing: number;
  readonly flags: readonly string[];
}

const NONE = { refused: [], nothing: 0, flags: [], freightFen: 0, refundedFen: 0 };

/** What each file was written to hold, added up by hand. Names, numbers and sums are invented. */
const GOLDEN: readonly Golden[] = [
  {
    ...{ ...NONE, file: 'douyin-orders/line-dimension.csv', family: 'douyin-orders', encoding: 'utf-8', rows: 5, orders: 4, paidOrders: 2 },
    ...{ lines: 5, paidFen: 6_380 + 2_990 + 112_000, freightFen: 600, flags: ['refund-amount-unknown'] },
  },
  {
    ...{ ...NONE, file: 'douyin-orders/chosen-columns-gb18030.csv', family: 'douyin-orders', encoding: 'gb18030', rows: 4, orders: 2 },
    ...{ paidOrders: 2, lines: 2, paidFen: 6_980 + 2_990, refused: ['3 id-in-scientific-notation'], nothing: 1 },
  },
  {
    ...{ ...NONE, file: 'douyin-orders/main-order-dimension.csv', family: 'douyin-orders', encoding: 'utf-8', rows: 1, orders: 1 },
    ...{ paidOrders: 1, lines: 3, paidFen: 10_000, freightFen: 600 },
  },
  {
    ...{ ...NONE, file: 'douyin-refunds/after-sales.csv', family: 'douyin-refunds', encoding: 'utf-8', rows: 5, orders: 0, paidOrders: 0 },
    ...{ lines: 0, paidFen: 0, refundedFen: 40_000, refused: ['6 no-refund-amount'] },
  },
  {
    ...{ ...NONE, file: 'kuaishou-orders/orders.csv', family: 'kuaishou-orders', encoding: 'utf-8', rows: 4, orders: 4, paidOrders: 3 },
    ...{ lines: 4, paidFen: 2_990 + 5_980 + 2_990, freightFen: 600, flags: ['refund-amount-unknown'] },
  },
  {
    ...{ ...NONE, file: 'kuaishou-refunds/after-sales.csv', family: 'kuaishou-refunds', encoding: 'utf-8', rows: 2, orders: 0 },
    ...{ paidOrders: 0, lines: 0, paidFen: 0, refundedFen: 2_990 },
  },
  {
    ...{ ...NONE, file: 'weixin-orders/orders.csv', family: 'weixin-orders', encoding: 'utf-8', rows: 4, orders: 3, paidOrders: 2 },
    ...{ lines: 4, paidFen: 8_000 + 2_000 + 2_990, freightFen: 600, refundedFen: 1_000 },
  },
  {
    ...{ ...NONE, file: 'weixin-orders/order-money-only-gbk.csv', family: 'weixin-orders', encoding: 'gb18030', rows: 3, orders: 1 },
    ...{ paidOrders: 1, lines: 3, paidFen: 10_001 },
  },
  {
    ...{ ...NONE, file: 'pinduoduo-orders/orders-gbk.csv', family: 'pinduoduo-orders', encoding: 'gb18030', rows: 5, orders: 5 },
    ...{ paidOrders: 3, lines: 5, paidFen: 16_899 + 2_990 + 2_490, freightFen: 600, refundedFen: 2_990, flags: ['refund-assumed-whole'] },
  },
  {
    ...{ ...NONE, file: 'taobao-orders/export-order-list-gbk.csv', family: 'taobao-orders', encoding: 'gb18030', rows: 3, orders: 3 },
    ...{ paidOrders: 2, lines: 3, paidFen: 5_980 + 129_900, freightFen: 800 },
  },
  {
    ...{ ...NONE, file: 'taobao-orders/newer-with-refunds.csv', family: 'taobao-orders', encoding: 'utf-8', rows: 3, orders: 3 },
    ...{ paidOrders: 3, lines: 3, paidFen: 3 * 16_900, refundedFen: 16_900 + 4_000 },
  },
  {
    ...{ ...NONE, file: 'taobao-items/export-item-list.csv', family: 'taobao-items', encoding: 'utf-8', rows: 2, orders: 1, paidOrders: 1 },
    ...{ lines: 2, paidFen: 5_980 + 9_900, freightFen: 800, refundedFen: 5_000 },
  },
  {
    ...{ ...NONE, file: 'jd-orders/orders-gbk.csv', family: 'jd-orders', encoding: 'gb18030', rows: 4, orders: 3, paidOrders: 2, lines: 4 },
    ...{ paidFen: 10_000 + 2_500, freightFen: 600 },
  },
  {
    ...{
      ...NONE,
      file: 'youzan-orders/report.csv',
      family: 'youzan-orders',
      encoding: 'utf-8',
      rows: 2,
      orders: 1,
      paidOrders: 1,
      lines: 1,
    },
    ...{ paidFen: 5_880, nothing: 1 },
  },
  {
    ...{ ...NONE, file: 'cunbo-orders/unicode-text-utf16le.txt', family: 'cunbo-orders', encoding: 'utf-16le', rows: 7, orders: 2 },
    ...{ paidOrders: 2, lines: 3, paidFen: 105_980 + 9_900 + 2_990, refundedFen: 2_990, nothing: 1 },
    refused: ['7 time-unreadable', '8 quantity-unreadable', '9 no-order-no'],
  },
  {
    ...{
      ...NONE,
      file: 'cunbo-orders/utf16be.csv',
      family: 'cunbo-orders',
      encoding: 'utf-16be',
      rows: 1,
      orders: 1,
      paidOrders: 1,
      lines: 1,
    },
    paidFen: 2_990,
  },
];

describe.each(GOLDEN)('The file $file', (golden) => {
  it('holds the orders and the money that it was written to hold', async () => {
    const { head, rows } = await readFile(readFileSync(new URL(`fixtures/${golden.file}`, import.meta.url)));
    const combined = [...ordersOf(head, rows).values()];
    expect({ file: golden.file, family: head.family, encoding: head.encoding, rows: rows.length, ...summary(combined) }).toEqual(golden);
  });

  it('has the same cells however its bytes are cut', async () => {
    const bytes = readFileSync(new URL(`fixtures/${golden.file}`, import.meta.url));
    expect(await cells(bytes, 7)).toEqual(await cells(bytes, bytes.length));
  });
});

it('Every family has its platform, but for our own template', () => {
  expect(FILE_FAMILIES.filter((family) => PLATFORM_OF[family] === null)).toEqual(['cunbo-orders']);
});

async function cells(bytes: Buffer, size: number): Promise<TableRow[]> {
  const rows: TableRow[] = [];
  for await (const batch of textRows(inPieces(bytes, size), recogniseText(bytes))) rows.push(...batch);
  return rows;
}

function summary(combined: readonly Combined[]): Omit<Golden, 'file' | 'family' | 'encoding' | 'rows'> {
  const orders = combined.flatMap((each) => (each.kind === 'order' ? [each] : []));
  const paid = orders.filter(({ data }) => data.paidAt !== null).map(({ data }) => data);
  const refunds = combined.flatMap((each) => (each.kind === 'refunds' ? each.refunds : each.kind === 'order' ? each.data.refunds : []));
  const refused = combined.flatMap((each) => (each.kind === 'refused' ? each.refusals : []));
  return {
    orders: orders.length,
    paidOrders: paid.length,
    lines: sum(orders.map(({ data }) => data.lines.length)),
    paidFen: sum(paid.flatMap(({ lines }) => lines.map(({ paidFen }) => paidFen))),
    freightFen: sum(paid.map(({ freightFen }) => freightFen)),
    refundedFen: sum(refunds.filter(({ status }) => status === 'succeeded').map(({ amountFen }) => amountFen)),
    refused: refused.map(({ rowNo, code }) => `${rowNo} ${code}`),
    nothing: combined.filter(({ kind }) => kind === 'nothing').length,
    flags: orders.flatMap(({ flags }) => flags.map(({ code }) => code)),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
