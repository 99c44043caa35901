import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { keepEach } from '../../kernel/keep-each.js';
import { Secrets } from '../../platform/crypto/index.js';
import { Database, type Principal, type Tx } from '../../platform/database/index.js';

const CHUNK_BYTES = 512 * 1_024;

interface ChunkRow {
  readonly sealed: Buffer;
}

/** The bytes of an uploaded file: in the database, so that any process may read them, and sealed, because buyers stand in them. */
@Injectable()
export class ImportContent {
  constructor(
    private readonly database: Database,
    private readonly secrets: Secrets,
  ) {}

  /** Takes the stream piece by piece, each kept while the next comes; answers how many bytes there were. `note` sees every piece. */
  async store(principal: Principal, importId: string, source: AsyncIterable<Buffer>, note: (piece: Buffer) => void): Promise<number> {
    let [bytes, chunkNo] = [0, 0];
    await keepEach(inPieces(source), async (piece) => {
      note(piece);
      const sealed = this.secrets.encrypt('imports', piece, contextOf(importId, chunkNo));
      await this.database.transaction(principal, (tx) =>
        tx.query('insert into file_import_chunk (import_id, chunk_no, sealed) values ($1, $2, $3)', [importId, chunkNo, sealed]),
      );
      bytes += piece.length;
      chunkNo += 1;
    });
    return bytes;
  }

  /** `note` hears how many bytes were read so far. */
  read(principal: Principal, importId: string, note: (bytes: number) => void): Readable {
    return Readable.from(this.pieces(principal, importId, note), { objectMode: false, highWaterMark: CHUNK_BYTES });
  }

  async drop(tx: Tx, importId: string): Promise<void> {
    await tx.query('delete from file_import_chunk where import_id = $1', [importId]);
  }

  private async *pieces(principal: Principal, importId: string, note: (bytes: number) => void): AsyncGenerator<Buffer> {
    let bytes = 0;
    for (let chunkNo = 0; ; chunkNo += 1) {
      const [row] = await this.database.transaction(principal, (tx) =>
        tx.query<ChunkRow>('select sealed from file_import_chunk where import_id = $1 and chunk_no = $2', [importId, chunkNo]),
      );
      if (row === undefined) return;
      const piece = this.secrets.decrypt('imports', row.sealed, contextOf(importId, chunkNo));
      bytes += piece.length;
      note(bytes);
      yield piece;
    }
  }
}

function contextOf(importId: string, chunkNo: number): string {
  return `import:${importId}:${chunkNo}`;
}

/** A network hands over what has come; a row for each of these would be thousands. */
async function* inPieces(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let size = 0;
  for await (const part of source) {
    waiting.push(part);
    size += part.length;
    if (size < CHUNK_BYTES) continue;
    const whole = Buffer.concat(waiting);
    for (let start = 0; start + CHUNK_BYTES <= whole.length; start += CHUNK_BYTES) yield whole.subarray(start, start + CHUNK_BYTES);
    const rest = whole.subarray(whole.length - (whole.length % CHUNK_BYTES));
    [waiting, size] = [[rest], rest.length];
  }
  if (size > 0) yield Buffer.concat(waiting);
}
