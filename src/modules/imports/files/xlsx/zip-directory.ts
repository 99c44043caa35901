import { FileUnreadable } from '../file-unreadable.js';
import type { SpooledFile } from './spooled-file.js';

export interface ZipEntry {
  readonly name: string;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  readonly at: number;
}

const END_RECORD = 0x06054b50;
const END_LENGTH = 22;
const LONGEST_COMMENT = 65_535;
const LARGE_LOCATOR = 0x07064b50;
const LARGE_LOCATOR_LENGTH = 20;
const LARGE_END_LENGTH = 56;
const ENTRY = 0x02014b50;
const ENTRY_LENGTH = 46;
const LOCAL_LENGTH = 30;
const ELSEWHERE = 0xffffffff;

/** Workbooks have some dozens of parts; bombs have thousands, or parts that lie inside of one another. */
const MAX_ENTRIES = 2_000;
const MAX_DIRECTORY = 4_194_304;
/** Sheets shrink to a twentieth, repetitive ones to a hundredth; what is made of noughts alone to a thousandth. */
const MAX_RATIO = 400;
const SMALL = 1_048_576;

/** The parts of an archive by name, small letters. Refused as a whole if it is made to be more than it seems. */
export async function readDirectory(file: SpooledFile, maxUnpackedBytes: number): Promise<ReadonlyMap<string, ZipEntry>> {
  const { at, length, count } = await findDirectory(file);
  if (count > MAX_ENTRIES || length > MAX_DIRECTORY) throw new FileUnreadable('too-large-unpacked', `压缩包里有 ${count} 个文件`);
  const entries = entriesIn(await file.read(at, length), count);
  requireHarmless(entries, maxUnpackedBytes);
  return new Map(entries.map((entry) => [entry.name, entry]));
}

interface Directory {
  readonly at: number;
  readonly length: number;
  readonly count: number;
}

async function findDirectory(file: SpooledFile): Promise<Directory> {
  const length = Math.min(file.size, END_LENGTH + LONGEST_COMMENT);
  const tailAt = file.size - length;
  const tail = await file.read(tailAt, length);
  for (let at = length - END_LENGTH; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== END_RECORD) continue;
    const found = { at: tail.readUInt32LE(at + 16), length: tail.readUInt32LE(at + 12), count: tail.readUInt16LE(at + 10) };
    const isLarge = found.at === ELSEWHERE || found.length === ELSEWHERE || found.count === 0xffff;
    return isLarge ? await findLargeDirectory(file, tailAt + at - LARGE_LOCATOR_LENGTH) : found;
  }
  throw new FileUnreadable('broken', '压缩包没有目录');
}

/** ZIP64, in which some programs write every workbook. */
async function findLargeDirectory(file: SpooledFile, locatorAt: number): Promise<Directory> {
  const locator = await file.read(locatorAt, LARGE_LOCATOR_LENGTH);
  if (locator.readUInt32LE(0) !== LARGE_LOCATOR) throw new FileUnreadable('broken', '压缩包目录不完整');
  const end = await file.read(safe(locator.readBigUInt64LE(8)), LARGE_END_LENGTH);
  return { at: safe(end.readBigUInt64LE(48)), length: safe(end.readBigUInt64LE(40)), count: safe(end.readBigUInt64LE(32)) };
}

function entriesIn(directory: Buffer, count: number): ZipEntry[] {
  const entries: ZipEntry[] = [];
  let at = 0;
  for (let place = 0; place < count; place++) {
    if (at + ENTRY_LENGTH > directory.length || directory.readUInt32LE(at) !== ENTRY)
      throw new FileUnreadable('broken', '压缩包目录不完整');
    const nameLength = directory.readUInt16LE(at + 28);
    const extraLength = directory.readUInt16LE(at + 30);
    const next = at + ENTRY_LENGTH + nameLength + extraLength + directory.readUInt16LE(at + 32);
    if (next > directory.length) throw new FileUnreadable('broken', '压缩包目录不完整');
    entries.push(entryAt(directory, at, nameLength, extraLength));
    at = next;
  }
  return entries;
}

function entryAt(directory: Buffer, at: number, nameLength: number, extraLength: number): ZipEntry {
  if ((directory.readUInt16LE(at + 8) & 1) !== 0) throw new FileUnreadable('password-protected');
  const nameAt = at + ENTRY_LENGTH;
  const name = directory
    .toString('utf8', nameAt, nameAt + nameLength)
    .replaceAll('\\', '/')
    .replace(/^\/+/, '')
    .toLowerCase();
  const large = largeSizes(directory.subarray(nameAt + nameLength, nameAt + nameLength + extraLength));
  const sizeAt = (offset: number): number => {
    const size = directory.readUInt32LE(at + offset);
    return size === ELSEWHERE ? (large.shift() ?? size) : size;
  };
  // In this order: that in which the large ones stand in the extra field.
  const unpackedBytes = sizeAt(24);
  const packedBytes = sizeAt(20);
  return { name, method: directory.readUInt16LE(at + 10), packedBytes, unpackedBytes, at: sizeAt(42) };
}

function largeSizes(extra: Buffer): number[] {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    const end = Math.min(at + 4 + extra.readUInt16LE(at + 2), extra.length);
    const sizes: number[] = [];
    for (let size = at + 4; size + 8 <= end; size += 8) sizes.push(safe(extra.readBigUInt64LE(size)));
    return sizes;
  }
  return [];
}

function safe(value: bigint): number {
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new FileUnreadable('broken', '压缩包目录不完整');
  return Number(value);
}

function requireHarmless(entries: readonly ZipEntry[], maxUnpackedBytes: number): void {
  const sum = entries.reduce((total, { unpackedBytes }) => total + unpackedBytes, 0);
  if (sum > maxUnpackedBytes) throw new FileUnreadable('too-large-unpacked', `解压后 ${sum} 字节，最多 ${maxUnpackedBytes} 字节`);
  const inflated = entries.find(({ packedBytes, unpackedBytes }) => unpackedBytes > SMALL && unpackedBytes > packedBytes * MAX_RATIO);
  if (inflated !== undefined) throw new FileUnreadable('too-large-unpacked', `${inflated.name} 的压缩比异常`);
  const byPlace = [...entries].sort((one, other) => one.at - other.at);
  byPlace.forEach(({ at, packedBytes }, place) => {
    const next = byPlace[place + 1];
    if (next !== undefined && at + LOCAL_LENGTH + packedBytes > next.at)
      throw new FileUnreadable('too-large-unpacked', '压缩包里的文件互相重叠');
  });
}
