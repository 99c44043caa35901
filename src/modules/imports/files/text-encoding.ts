import type { FileEncoding } from './file-row.js';

export type TextEncoding = Exclude<FileEncoding, 'xlsx'>;

const BYTE_ORDER_MARKS: readonly (readonly [TextEncoding, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];
/** GB18030 holds GBK and GB 2312. Nearly any bytes are UTF-16 of something, so it is tried last, and tells by its header only. */
const WITHOUT_MARK: readonly TextEncoding[] = ['utf-8', 'gb18030', 'utf-16le', 'utf-16be'];

/** In which encodings a file may be written, by its first bytes: one if it begins with a mark, else all of them in the order of trial. */
export function encodingsOf(first: Buffer): readonly TextEncoding[] {
  const marked = BYTE_ORDER_MARKS.find(([, mark]) => mark.every((byte, place) => first[place] === byte));
  return marked === undefined ? WITHOUT_MARK : [marked[0]];
}

/** The text so far, without a letter that is cut off at its end; null where the bytes are not of this encoding. */
export function decodedPrefix(first: Buffer, encoding: TextEncoding): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(first, { stream: true });
  } catch {
    return null;
  }
}
