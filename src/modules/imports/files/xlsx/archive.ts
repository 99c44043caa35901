import { Readable } from 'node:stream';
import { types } from 'node:util';
import { type Entry, fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from 'yauzl';
import { FileUnreadable } from '../file-unreadable.js';
import type { SpooledFile } from './spooled-file.js';

const LOCAL_LENGTH = 30;
const PIECE = 65_536;

/** Workbooks have some dozens of parts; bombs have thousands, or parts that lie inside of one another. */
const MAX_ENTRIES = 2_000;
const MAX_DIRECTORY = 4_194_304;
/** Sheets shrink to a twentieth, repetitive ones to a hundredth; what is made of noughts alone to a thousandth. */
const MAX_RATIO = 400;
const SMALL = 1_048_576;

/** The parts of an archive by name, small letters. Refused as a whole if it is made to be more than it seems. */
export class Archive {
  private constructor(
    private readonly zip: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
  ) {}

  static async open(file: SpooledFile, maxUnpackedBytes: number): Promise<Archive> {
    const options = { lazyEntries: true, autoClose: false };
    return readable('压缩包', async () => {
      const zip = await fromRandomAccessReaderPromise(new SpoolReader(file), file.size, options);
      if (zip.entryCount > MAX_ENTRIES) throw new FileUnreadable('too-large-unpacked', `压缩包里有 ${zip.entryCount} 个文件`);
      const entries = await listed(zip);
      requireHarmless(entries, maxUnpackedBytes);
      return new Archive(zip, new Map(entries.map((entry) => [nameOf(entry), entry])));
    });
  }

  has(name: string): boolean {
    return this.entries.has(name.toLowerCase());
  }

  /** Unpacked piece by piece as it is read: exactly as much as the directory, which was judged before, says it is. Nothing where there is no such part. */
  async *unpacked(name: string): AsyncGenerator<Buffer> {
    const entry = this.entries.get(name.toLowerCase());
    if (entry === undefined) return;
    const stream = await readable(name, () => this.zip.openReadStreamPromise(entry));
    try {
      for await (const piece of stream) yield piece as Buffer;
    } catch (error) {
      throw faultOf(name, error);
    } finally {
      stream.destroy();
    }
  }
}

class SpoolReader extends RandomAccessReader {
  constructor(private readonly file: SpooledFile) {
    super();
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.pieces(start, end), { objectMode: false });
  }

  private async *pieces(start: number, end: number): AsyncGenerator<Buffer> {
    for (let at = start; at < end; at += PIECE) yield await this.file.read(at, Math.min(PIECE, end - at));
  }
}

async function listed(zip: ZipFile): Promise<Entry[]> {
  const entries: Entry[] = [];
  let bytes = 0;
  for await (const entry of zip.eachEntry()) {
    if (entry.isEncrypted()) throw new FileUnreadable('password-protected');
    bytes += entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength;
    if (bytes > MAX_DIRECTORY) throw new FileUnreadable('too-large-unpacked', '压缩包的目录过大');
    entries.push(entry);
  }
  return entries;
}

function nameOf({ fileName }: Entry): string {
  return fileName.toLowerCase();
}

function requireHarmless(entries: readonly Entry[], maxUnpackedBytes: number): void {
  const sum = entries.reduce((total, { uncompressedSize }) => total + uncompressedSize, 0);
  if (sum > maxUnpackedBytes) throw new FileUnreadable('too-large-unpacked', `解压后 ${sum} 字节，最多 ${maxUnpackedBytes} 字节`);
  const inflated = entries.find(
    ({ compressedSize, uncompressedSize }) => uncompressedSize > SMALL && uncompressedSize > compressedSize * MAX_RATIO,
  );
  if (inflated !== undefined) throw new FileUnreadable('too-large-unpacked', `${inflated.fileName} 的压缩比异常`);
  const byPlace = [...entries].sort((one, other) => one.relativeOffsetOfLocalHeader - other.relativeOffsetOfLocalHeader);
  byPlace.forEach(({ relativeOffsetOfLocalHeader, compressedSize }, place) => {
    const next = byPlace[place + 1];
    if (next !== undefined && relativeOffsetOfLocalHeader + LOCAL_LENGTH + compressedSize > next.relativeOffsetOfLocalHeader)
      throw new FileUnreadable('too-large-unpacked', '压缩包里的文件互相重叠');
  });
}

async function readable<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw faultOf(what, error);
  }
}

/** The library tells in words alone what is wrong with an archive. */
function faultOf(what: string, error: unknown): unknown {
  if (error instanceof FileUnreadable || !types.isNativeError(error)) return error;
  if (error.message.startsWith('too many bytes')) return new FileUnreadable('too-large-unpacked', `${what} 比目录里写的大`);
  return new FileUnreadable('broken', `${what}：${error.message}`);
}
