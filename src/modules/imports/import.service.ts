import { Injectable } from '@nestjs/common';
import type { Language } from '../../kernel/domain-error.js';
import { Database, type Principal, type Tx } from '../../platform/database/index.js';
import { cursorId, type Page, toPage, OnceWriter, type WriteRequest } from '../../platform/http/index.js';
import { Hints } from '../../platform/queue/index.js';
import { recordEvent } from '../audit/index.js';
import { ShopIds } from '../shops/index.js';
import type { ImportState } from './file-import.js';
import type { ImportDto, ImportQuery, WholeImportDto } from './import.dto.js';
import { ImportError } from './import.errors.js';
import { ImportRepository, type ImportRow } from './import.repository.js';
import { ImportRowRepository } from './import-rows.repository.js';
import { canCommit, canUndo, ImportView } from './import-view.js';

const SHOWN_REFUSED = 100;
const COMMITTED: readonly ImportState[] = ['committing', 'committed', 'applied'];

/** Who asks for something to be done, and in which language the answer is. */
export interface Asking {
  readonly write: WriteRequest;
  readonly id: string;
  readonly language: Language;
}

/** Imports as people see them, and what they decide about them; the work itself is done by workers. */
@Injectable()
export class Imports {
  constructor(
    private readonly database: Database,
    private readonly writer: OnceWriter,
    private readonly imports: ImportRepository,
    private readonly rows: ImportRowRepository,
    private readonly view: ImportView,
    private readonly shopIds: ShopIds,
    private readonly hints: Hints,
  ) {}

  list(principal: Principal, { shopId, limit, cursor }: ImportQuery, language: Language): Promise<Page<ImportDto>> {
    const shopDbId = shopId === undefined ? null : (this.shopIds.decode(shopId) ?? '0');
    const before = cursorId(cursor);
    return this.database.snapshot(principal, async (tx) =>
      toPage(
        await this.imports.list(tx, shopDbId, before === '0' ? null : before, limit + 1),
        limit,
        (row) => this.view.toDto(row, language),
        (row) => [row.id],
      ),
    );
  }

  get(principal: Principal, id: string, language: Language): Promise<WholeImportDto> {
    return this.database.snapshot(principal, async (tx) => this.whole(tx, found(await this.imports.find(tx, id), id), language));
  }

  /** What is being committed, or is, is answered as it stands. */
  commit({ write, id, language }: Asking): Promise<WholeImportDto> {
    return this.writer.run(write, async (tx) => {
      const row = found(await this.imports.lock(tx, id), id);
      if (COMMITTED.includes(row.state)) return this.whole(tx, row, language);
      if (!canCommit(row)) throw new ImportError('imports.not-in-state', { state: row.state });
      const { accountId, username } = accountOf(tx.principal);
      await this.imports.beginCommit(tx, id, accountId, username);
      return this.decided(tx, row, language, {});
    });
  }

  /** What is being taken back, or is, is answered as it stands. */
  undo({ write, id, language }: Asking, reason: string): Promise<WholeImportDto> {
    return this.writer.run(write, async (tx) => {
      const row = found(await this.imports.lock(tx, id), id);
      if (row.state === 'undoing' || row.state === 'undone') return this.whole(tx, row, language);
      if (!canUndo(row)) throw new ImportError('imports.not-in-state', { state: row.state });
      const { accountId, username } = accountOf(tx.principal);
      await this.imports.beginUndo(tx, id, accountId, username, reason);
      return this.decided(tx, row, language, { reason });
    });
  }

  private async decided(tx: Tx, before: ImportRow, language: Language, more: object): Promise<WholeImportDto> {
    const row = found(await this.imports.find(tx, before.id), before.id);
    const { id, file_name: fileName } = row;
    await recordEvent(tx, {
      resource: 'import',
      resourceId: id,
      before: { fileName, state: before.state },
      after: { fileName, state: row.state, ...more },
    });
    tx.afterCommit(() => this.hints.hint('imports.work'));
    return this.whole(tx, row, language);
  }

  private async whole(tx: Tx, row: ImportRow, language: Language): Promise<WholeImportDto> {
    const refused = await this.rows.listRefused(tx, row.id, 0, SHOWN_REFUSED);
    return { ...this.view.toDto(row, language), refusedRows: refused.map((one) => this.view.toRefusedRow(one, language)) };
  }
}

function found(row: ImportRow | null, id: string): ImportRow {
  if (row === null) throw new ImportError('imports.not-found', { id });
  return row;
}

function accountOf(principal: Principal): { accountId: string; username: string } {
  if (principal.kind !== 'account') throw new Error('Imports are decided by accounts.');
  return principal;
}
