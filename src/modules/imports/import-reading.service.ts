import { Injectable } from '@nestjs/common';
import { keepEach } from '../../kernel/keep-each.js';
import type { Acting } from './acting-person.service.js';
import { ActingPerson } from './acting-person.service.js';
import type { GoOn, LeasedImport } from './file-import.js';
import { combineRows, type FileFamily, type FileRow, FileUnreadable, type OpenedFile, openFile, PLATFORM_OF } from './files/index.js';
import { ImportCombining } from './import-combining.service.js';
import { ImportContent } from './import-content.service.js';
import { ImportRowRepository } from './import-rows.repository.js';
import { ImportStopped } from './import-stopped.js';
import { ImportWorkRepository } from './import-work.repository.js';

const ROWS_PER_TRANSACTION = 2_000;
const MAX_UNPACKED_BYTES = 4 * 1_024 ** 3;

/**
 * Reads an uploaded file to a preview: first every row into the database, then order by order what its rows say together. Goes on where it was
 * when its process died: a row is kept in one transaction with the note that it was.
 */
@Injectable()
export class ImportReading {
  constructor(
    private readonly acting: ActingPerson,
    private readonly content: ImportContent,
    private readonly imports: ImportWorkRepository,
    private readonly rows: ImportRowRepository,
    private readonly combining: ImportCombining,
  ) {}

  async read(one: LeasedImport, goOn: GoOn): Promise<void> {
    const acting = this.acting.of(one);
    const family = one.isStaged && one.family !== null ? one.family : await this.stage(one, acting, goOn);
    await this.combining.combineAll(one, acting, family, goOn);
    await acting.transaction((tx) => this.imports.readyToCommit(tx, one));
  }

  private async stage(one: LeasedImport, acting: Acting, goOn: GoOn): Promise<FileFamily> {
    try {
      return await this.stageRows(one, acting, goOn);
    } catch (error) {
      if (error instanceof FileUnreadable) throw new ImportStopped({ code: error.code, detail: error.detail });
      throw error;
    }
  }

  private async stageRows(one: LeasedImport, acting: Acting, goOn: GoOn): Promise<FileFamily> {
    const { principal, shop } = await acting.require();
    let bytesRead = 0;
    const source = this.content.read(principal, one.id, (bytes) => (bytesRead = bytes));
    const file = await openFile(source, { fileName: one.fileName, maxUnpackedBytes: MAX_UNPACKED_BYTES });
    try {
      requirePlatform(file.head.family, shop.platform);
      await this.keepRows(one, acting, file, () => bytesRead, goOn);
    } finally {
      await file.close();
    }
    await acting.transaction(async (tx) => {
      await this.imports.staged(tx, one);
      await this.content.drop(tx, one.id);
    });
    return file.head.family;
  }

  private async keepRows(
    one: LeasedImport,
    acting: Acting,
    { head, rows }: OpenedFile,
    bytesRead: () => number,
    goOn: GoOn,
  ): Promise<void> {
    const readTo = await acting.transaction(async (tx) => {
      await this.imports.recognised(tx, one, head);
      return this.imports.readTo(tx, one);
    });
    await keepEach(batches(rows, readTo), async (batch) => {
      goOn();
      await this.keep(one, acting, head.family, batch, bytesRead());
    });
  }

  private async keep(one: LeasedImport, acting: Acting, family: FileFamily, batch: readonly FileRow[], bytesRead: number): Promise<void> {
    const kept = batch.flatMap((row) => keptRow(family, row));
    const readOn = {
      bytesRead,
      readTo: batch.at(-1)?.rowNo ?? 0,
      rows: batch.length,
      passed: batch.length - kept.length,
      refused: kept.filter(({ orderNo }) => orderNo === '').length,
    };
    await acting.transaction(async (tx) => {
      await this.imports.readOn(tx, one, readOn);
      await this.rows.add(tx, one.id, kept);
    });
  }
}

function requirePlatform(family: FileFamily, platformOfShop: string): void {
  const platform = PLATFORM_OF[family];
  if (platform !== null && platform !== platformOfShop)
    throw new ImportStopped({ code: 'wrong-platform', detail: `${platform} ≠ ${platformOfShop}` });
}

/** Without an order's number a row is a total, which says nothing, or it is refused. */
function keptRow(family: FileFamily, row: FileRow): FileRow[] {
  const isTotal = row.orderNo === '' && row.refusal === null && combineRows(family, [row]).kind === 'nothing';
  if (isTotal) return [];
  return [row.orderNo === '' && row.refusal === null ? { ...row, refusal: { code: 'no-order-no', column: '', value: '' } } : row];
}

async function* batches(rows: AsyncIterable<FileRow>, afterRowNo: number): AsyncGenerator<FileRow[]> {
  let batch: FileRow[] = [];
  for await (const row of rows) {
    if (row.rowNo <= afterRowNo) continue;
    batch.push(row);
    if (batch.length < ROWS_PER_TRANSACTION) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
