import { csvRows, firstCsvRows } from './csv-rows.js';
import type { TableRow, TableRows } from './file-row.js';
import { FileUnreadable } from './file-unreadable.js';
import { findHeader, HEADER_WITHIN, type Header, likelyHeader } from './header.js';
import { decodedPrefix, encodingsOf, type TextEncoding } from './text-encoding.js';

/** Of this much the encoding must hold before a row is read: a file of a thousand orders is looked at whole. */
export const LOOKED_AT = 1_048_576;

/** Platforms write commas; Excel's "Unicode text" has tabs, and some settings of it semicolons. */
const DELIMITERS = [',', '\t', ';'];
const WITHIN_CHARACTERS = 65_536;

export interface TextTable {
  readonly header: Header;
  readonly encoding: TextEncoding;
  readonly delimiter: string;
}

/** Which encoding and which separator make a header of a known family of the first bytes. */
export function recogniseText(first: Buffer): TextTable {
  if (/^\s*<(!doctype html|html|table|meta)/i.test(first.toString('latin1', 0, 512))) throw new FileUnreadable('web-page');
  let found: string | null = null;
  for (const encoding of encodingsOf(first)) {
    const text = decodedPrefix(first, encoding);
    if (text === null) continue;
    for (const delimiter of DELIMITERS) {
      const rows = firstRows(text, delimiter);
      const header = findHeader(rows);
      if (header !== null) return { header, encoding, delimiter };
      found ??= likelyHeader(rows);
    }
  }
  if (isBrokenUtf8(first)) throw new FileUnreadable('broken-text', '开头部分');
  throw new FileUnreadable(found === '' ? 'empty' : 'not-recognised', found ?? '');
}

/** Rows of text, from its first: the header and what stands above it, too. Bytes of another encoding end the reading, never as gibberish. */
export async function* textRows(bytes: AsyncIterable<Buffer>, { encoding, delimiter }: TextTable): TableRows {
  yield* csvRows((rowsRead) => decodedText(bytes, encoding, rowsRead), delimiter);
}

async function* decodedText(bytes: AsyncIterable<Buffer>, encoding: TextEncoding, rowsRead: () => number): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const decoded = (chunk?: Buffer): string => {
    try {
      return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
    } catch {
      throw new FileUnreadable('broken-text', `第 ${rowsRead()} 行之后`);
    }
  };
  for await (const chunk of bytes) yield textOf(decoded(chunk));
  yield textOf(decoded());
}

/** No text holds a NUL, and no database keeps one. */
function textOf(text: string): string {
  if (text.includes('\0')) throw new FileUnreadable('broken', '文件里有空字符，不是文本');
  return text;
}

function firstRows(text: string, delimiter: string): TableRow[] {
  return firstCsvRows(text.slice(0, WITHIN_CHARACTERS), delimiter, HEADER_WITHIN);
}

/** UTF-8 but for some bytes: a header is there to be read if they are passed over. */
function isBrokenUtf8(first: Buffer): boolean {
  const text = new TextDecoder('utf-8').decode(first);
  return DELIMITERS.some((delimiter) => findHeader(firstRows(text, delimiter)) !== null);
}
