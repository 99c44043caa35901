import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { beijingIso } from '../../kernel/business-day.js';
import { Secrets } from '../../platform/crypto/index.js';
import { Database, nameOf, type Principal, type Tx } from '../../platform/database/index.js';
import { OnceWriter, type WriteRequest } from '../../platform/http/index.js';
import { readerOnly, recordEvent } from '../audit/index.js';
import { cleanJpeg, JpegFault } from './clean-jpeg.js';
import type { AttachPhoto, PhotoDto, PhotoList } from './evidence.dto.js';
import { EvidenceError } from './evidence.errors.js';
import { type Evidenced, EvidenceRepository, type StoredPhoto } from './evidence.repository.js';
import { EvidencedThings, type NamedThing } from './evidenced-things.js';

const MOST_PHOTOS = 20;

/** Photographs as evidence of a session or an order: cleaned before they are kept, sealed where they lie, and every look at one on record. */
@Injectable()
export class Evidence {
  constructor(
    private readonly database: Database,
    private readonly writer: OnceWriter,
    private readonly photos: EvidenceRepository,
    private readonly things: EvidencedThings,
    private readonly secrets: Secrets,
  ) {}

  attach(write: WriteRequest, named: NamedThing, { takenAt, jpeg }: AttachPhoto): Promise<PhotoDto> {
    const bytes = cleaned(Buffer.from(jpeg, 'base64'));
    return this.writer.run(write, async (tx) => {
      const thing = await this.things.lock(tx, named);
      const count = (await this.photos.list(tx, thing)).length;
      if (count >= MOST_PHOTOS) throw new EvidenceError('evidence.too-many', { count, most: MOST_PHOTOS });
      const id = await this.photos.nextId(tx);
      const sealed = this.secrets.encrypt('evidence', bytes, contextOf(id));
      const sha256 = createHash('sha256').update(bytes).digest();
      const photo = { taken_at: new Date(takenAt), size: bytes.length, sha256, created_by: nameOf(write.principal) };
      return toDto(await this.photos.insert(tx, id, thing, photo, sealed));
    });
  }

  list(principal: Principal, named: NamedThing): Promise<PhotoList> {
    return this.database.snapshot(principal, async (tx) => {
      const photos = await this.photos.list(tx, await this.things.require(tx, named));
      return { items: photos.map(toDto) };
    });
  }

  /** The bytes as they are kept; who looked is recorded. */
  async view(principal: Principal, named: NamedThing, id: string): Promise<Buffer> {
    const bytes = await this.database.snapshot(principal, async (tx) => this.open(tx, await this.things.require(tx, named), id));
    await this.database.transaction(readerOnly(principal), (tx) => recordEvent(tx, { resource: 'evidence_photo', resourceId: id }));
    return bytes;
  }

  private async open(tx: Tx, thing: Evidenced, id: string): Promise<Buffer> {
    const sealed = await this.photos.content(tx, thing, id);
    if (sealed === null) throw new EvidenceError('evidence.not-found', { id });
    return this.secrets.decrypt('evidence', sealed, contextOf(id));
  }
}

/** Sealed bytes that are copied to another row do not open there. */
function contextOf(id: string): string {
  return `evidence_photo:${id}`;
}

function cleaned(bytes: Buffer): Buffer {
  try {
    return cleanJpeg(bytes);
  } catch (error) {
    if (error instanceof JpegFault) throw new EvidenceError('evidence.not-a-photograph', {}, '/jpeg');
    throw error;
  }
}

function toDto({ id, taken_at, created_at, created_by, size, sha256 }: StoredPhoto): PhotoDto {
  return {
    id,
    takenAt: beijingIso(taken_at),
    createdAt: beijingIso(created_at),
    createdBy: created_by,
    size,
    sha256: sha256.toString('hex'),
  };
}
