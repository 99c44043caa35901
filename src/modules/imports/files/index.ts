import type { Readable } from 'node:stream';

export type FileFamily = string;
export const PLATFORM_OF: Readonly<Record<string, string | null>> = { 'cunbo-orders': null, 'douyin-orders': 'douyin' };

export interface FileHead {
  readonly family: FileFamily;
  readonly encoding: 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be' | 'xlsx';
  readonly sheet: string | null;
  readonly headerRow: number;
  readonly columns: readonly { readonly name: string; readonly use: string | null }[];
}
export interface RowRefusal {
  readonly code: string;
  readonly column: string;
  readonly value: string;
}
export interface FileRow {
  readonly rowNo: number;
  readonly orderNo: string;
  readonly cells: Readonly<Record<string, string>>;
  readonly refusal: RowRefusal | null;
}
export class FileUnreadable extends Error {
  constructor(
    readonly code: string,
    readonly detail: string,
  ) {
    super(code);
  }
}

const PERSONAL = ['收货人', '手机号'];

async function* lines(source: Readable): AsyncGenerator<string> {
  let rest = '';
  const decoder = new TextDecoder();
  for await (const chunk of source) {
    rest += decoder.decode(chunk as Buffer, { stream: true });
    const parts = rest.split('\n');
    rest = parts.pop() ?? '';
    yield* parts;
  }
  if (rest !== '') yield rest;
}

export async function openFile(
  source: Readable,
  _options: { fileName: string; maxUnpackedBytes: number },
): Promise<{ head: FileHead; rows: AsyncIterable<FileRow> }> {
  const iterator = lines(source)[Symbol.asyncIterator]();
  const first = ((await iterator.next()).value as string | undefined)?.replace(/^\uFEFF/, '').trim() ?? '';
  const names = first.split(',');
  const family = names.includes('选购商品') ? 'douyin-orders' : names.includes('订单编号') ? 'cunbo-orders' : null;
  if (family === null) throw new FileUnreadable('not-recognised', first.slice(0, 100));
  async function* rows(): AsyncGenerator<FileRow> {
    for (let rowNo = 2; ; rowNo += 1) {
      const { value, done } = await iterator.next();
      if (done === true) return;
      const texts = (value as string).trim().split(',');
      const cells = Object.fromEntries(names.map((name, index) => [name, texts[index] ?? ''])) as Record<string, string>;
      for (const name of PERSONAL) delete cells[name];
      const orderNo = cells['订单编号'] ?? '';
      const refusal = /^\d+(\.\d+)?$/.test(cells['实付金额'] ?? '')
        ? null
        : { code: 'amount-unreadable', column: '实付金额', value: cells['实付金额'] ?? '' };
      yield { rowNo, orderNo, cells, refusal };
    }
  }
  return {
    head: {
      family,
      encoding: 'utf-8',
      sheet: null,
      headerRow: 1,
      columns: names.map((name) => ({ name, use: PERSONAL.includes(name) ? null : name })),
    },
    rows: rows(),
  };
}

const at = (text: string): string => (text === '' ? '' : `${text.replace(' ', 'T')}+08:00`);
const fen = (yuan: string): number => Math.round(Number(yuan) * 100);

type Combined =
  | { readonly kind: 'order'; readonly data: object; readonly saidAt: string }
  | { readonly kind: 'refunds'; readonly orderNo: string; readonly refunds: readonly object[]; readonly saidAt: string }
  | { readonly kind: 'refused'; readonly refusals: readonly (RowRefusal & { rowNo: number })[] }
  | { readonly kind: 'nothing'; readonly reason: string };
export function combineRows(_family: FileFamily, rows: readonly FileRow[]): Combined {
  const [first] = rows;
  if (first === undefined || first.orderNo === '') return { kind: 'nothing', reason: 'total' } as const;
  const { cells } = first;
  const saidAt = rows
    .flatMap((row) => [row.cells['下单时间'], row.cells['付款时间'], row.cells['退款时间']].map((time) => at(time ?? '')))
    .sort()
    .at(-1) as string;
  const lineNo = (row: FileRow): string => row.cells['子订单编号'] ?? '1';
  return {
    kind: 'order',
    saidAt,
    data: {
      orderNo: first.orderNo,
      status: cells['付款时间'] === '' ? 'created' : 'paid',
      createdAt: at(cells['下单时间'] ?? ''),
      paidAt: at(cells['付款时间'] ?? '') || null,
      lines: rows.map((row) => ({
        lineNo: lineNo(row),
        itemId: row.cells['商品编号'] ?? '',
        title: row.cells['商品名称'] ?? '',
        quantity: Number(row.cells['数量']),
        paidFen: fen(row.cells['实付金额'] ?? ''),
      })),
      refunds: rows
        .filter((row) => (row.cells['退款金额'] ?? '') !== '')
        .map((row) => ({
          refundNo: `file:${lineNo(row)}`,
          lineNo: lineNo(row),
          amountFen: fen(row.cells['退款金额'] ?? ''),
          succeededAt: at(row.cells['退款时间'] ?? ''),
        })),
    },
  } as const;
}

export function refusalWords(refusal: RowRefusal, language: 'zh' | 'en'): string {
  return language === 'zh' ? `${refusal.column}“${refusal.value}”读不出来。` : `${refusal.column} "${refusal.value}" cannot be read.`;
}
