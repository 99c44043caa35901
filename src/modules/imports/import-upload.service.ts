import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Secrets } from '../../platform/crypto/index.js';
import { Database, type Principal } from '../../platform/database/index.js';
import { OnceWriter, type WriteRequest } from '../../platform/http/index.js';
import { Hints } from '../../platform/queue/index.js';
import { recordEvent } from '../audit/index.js';
import { ShopDirectory, ShopIds } from '../shops/index.js';
import { ImportContent } from './import-content.service.js';
import { ImportError } from './import.errors.js';
import { ImportRepository, type Upload } from './import.repository.js';

export const MAX_UPLOAD_BYTES = 512 * 1_024 * 1_024;
/** Each is kept sealed in the database until it is read, and two are read at once. */
const MOST_UNREAD = 10;
const LONGEST_NAME = 200;

/** What a form brings, in the order in which it comes. */
export type UploadedPart =
  | { readonly kind: 'field'; readonly name: string; readonly value: string }
  | { readonly kind: 'file'; readonly name: string; readonly fileName: string; readonly bytes: AsyncIterable<Buffer> };

interface Received {
  readonly importId: string;
  readonly bytes: number;
  readonly digest: Buffer;
  readonly fileName: string;
}

/** Takes in a file as it comes, never all of it in memory. An upload that breaks off leaves nothing. */
@Injectable()
export class ImportUpload {
  constructor(
    private readonly database: Database,
    private readonly writer: OnceWriter,
    private readonly imports: ImportRepository,
    private readonly content: ImportContent,
    private readonly secrets: Secrets,
    private readonly shops: ShopDirectory,
    private readonly shopIds: ShopIds,
    private readonly hints: Hints,
  ) {}

  async receive(write: WriteRequest, parts: AsyncIterable<UploadedPart>): Promise<{ id: string }> {
    const begun: string[] = [];
    let isKept = false;
    try {
      const { id } = await this.receiveAll(write, parts, begun);
      isKept = begun.includes(id);
      return { id };
    } finally {
      if (!isKept) await this.forget(write.principal, begun);
    }
  }

  private async receiveAll(write: WriteRequest, parts: AsyncIterable<UploadedPart>, begun: string[]): Promise<{ id: string }> {
    let shopDbId: string | null = null;
    let received: Received | null = null;
    for await (const part of parts) {
      if (part.kind === 'field' && part.name === 'shopId') shopDbId = await this.requireShop(write.principal, part.value);
      if (part.kind === 'field') continue;
      if (received !== null) throw new ImportError('imports.two-files', {}, '/file');
      received = await this.keep(write.principal, part, begun);
    }
    if (received === null) throw new ImportError('imports.no-file', {}, '/file');
    if (shopDbId === null) throw new ImportError('imports.no-shop', {}, '/shopId');
    if (received.bytes === 0) throw new ImportError('imports.empty', {}, '/file');
    return this.complete(write, shopDbId, received);
  }

  /** What nobody registered is answered like what belongs to others. */
  private async requireShop(principal: Principal, shopId: string): Promise<string> {
    const shopDbId = this.shopIds.decode(shopId) ?? '0';
    await this.database.snapshot(principal, (tx) => this.shops.requireVisible(tx, shopDbId));
    return shopDbId;
  }

  private async keep(principal: Principal, part: Extract<UploadedPart, { kind: 'file' }>, begun: string[]): Promise<Received> {
    const { accountId, username } = accountOf(principal);
    const fileName = nameOf(part.fileName);
    const importId = await this.database.transaction(principal, async (tx) => {
      const unread = await this.imports.countUnread(tx, accountId);
      if (unread >= MOST_UNREAD) throw new ImportError('imports.too-many-unread', { count: unread }, '/file');
      return this.imports.begin(tx, accountId, username, fileName);
    });
    begun.push(importId);
    const hash = createHash('sha256');
    const bytes = await this.content.store(principal, importId, part.bytes, (piece) => void hash.update(piece));
    return { importId, bytes, digest: hash.digest(), fileName };
  }

  private complete(write: WriteRequest, shopDbId: string, { importId, bytes, digest, fileName }: Received): Promise<{ id: string }> {
    const upload: Upload = { importId, shopDbId, bytes, contentHash: this.secrets.keyedHash('body-hash', digest) };
    // The body is not known when the request begins: the same key is one for the same file and shop.
    const requestHash = createHash('sha256').update(digest).update(shopDbId).digest();
    const once = write.once === null ? null : { ...write.once, requestHash };
    return this.writer.run({ ...write, once }, async (tx) => {
      await this.imports.complete(tx, upload);
      const after = { shopId: this.shopIds.encode(shopDbId), fileName, byteSize: bytes };
      await recordEvent(tx, { resource: 'import', resourceId: importId, after });
      tx.afterCommit(() => this.hints.hint('imports.work'));
      return { id: importId };
    });
  }

  private async forget(principal: Principal, importIds: readonly string[]): Promise<void> {
    for (const importId of importIds) await this.database.transaction(principal, (tx) => this.imports.forget(tx, importId));
  }
}

function accountOf(principal: Principal): { accountId: string; username: string } {
  if (principal.kind !== 'account') throw new Error('Files are uploaded by accounts.');
  return principal;
}

/** Without folders, and as the database keeps text. */
function nameOf(fileName: string): string {
  const name = fileName
    .replace(/^.*[\\/]/s, '')
    .replaceAll('\0', '')
    .toWellFormed()
    .trim();
  return [...name].slice(-LONGEST_NAME).join('') || '导入文件';
}
