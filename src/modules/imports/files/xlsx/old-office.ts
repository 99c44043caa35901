import { FileUnreadable } from '../file-unreadable.js';

const COMPOUND_FILE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
/** The part of a compound file in which programs keep a workbook that asks for a password. */
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le');

export function isOldOffice(first: Buffer): boolean {
  return first.subarray(0, COMPOUND_FILE.length).equals(COMPOUND_FILE);
}

/** An old workbook, or a new one behind a password: the two look alike at the beginning. Throws in either case. */
export async function refuseOldOffice(bytes: AsyncIterable<Buffer>): Promise<never> {
  let tail: Buffer = Buffer.alloc(0);
  for await (const chunk of bytes) {
    const seen = Buffer.concat([tail, chunk]);
    if (seen.includes(ENCRYPTED)) throw new FileUnreadable('password-protected');
    tail = seen.subarray(Math.max(0, seen.length - ENCRYPTED.length));
  }
  throw new FileUnreadable('old-xls');
}
