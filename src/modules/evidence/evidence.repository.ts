import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';

/** What a photograph is evidence of: a live session, or an order. */
export type Evidenced =
  { readonly kind: 'live-session'; readonly id: string } | { readonly kind: 'order'; readonly shopDbId: string; readonly orderNo: string };

export interface StoredPhoto {
  readonly id: string;
  readonly taken_at: Date;
  readonly created_at: Date;
  readonly created_by: string;
  readonly size: number;
  readonly sha256: Buffer;
}

const COLUMNS = 'id::text as id, taken_at, created_at, created_by, size, sha256';

@Injectable()
export class EvidenceRepository {
  list(tx: Tx, thing: Evidenced): Promise<StoredPhoto[]> {
    const [where, parameters] = whereOf(thing);
    return tx.query<StoredPhoto>(`select ${COLUMNS} from evidence_photo where ${where} order by id`, parameters);
  }

  /** The id is known before the row, because the seal is bound to it. */
  async nextId(tx: Tx): Promise<string> {
    return (await tx.one<{ id: string }>(`select nextval('evidence_photo_id_seq')::text as id`)).id;
  }

  insert(tx: Tx, id: string, thing: Evidenced, photo: Omit<StoredPhoto, 'id' | 'created_at'>, content: Buffer): Promise<StoredPhoto> {
    const session = thing.kind === 'live-session' ? thing.id : null;
    const [shop, order] = thing.kind === 'order' ? [thing.shopDbId, thing.orderNo] : [null, null];
    return tx.one<StoredPhoto>(
      `insert into evidence_photo (id, live_session_id, shop_id, order_no, taken_at, size, sha256, content, created_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning ${COLUMNS}`,
      [id, session, shop, order, photo.taken_at, photo.size, photo.sha256, content, photo.created_by],
    );
  }

  async content(tx: Tx, thing: Evidenced, id: string): Promise<Buffer | null> {
    const [where, parameters] = whereOf(thing);
    const [photo] = await tx.query<{ content: Buffer }>(
      `select content from evidence_photo where ${where} and id = $${parameters.length + 1}`,
      [...parameters, id],
    );
    return photo?.content ?? null;
  }
}

function whereOf(thing: Evidenced): [string, string[]] {
  if (thing.kind === 'live-session') return ['live_session_id = $1', [thing.id]];
  return ['shop_id = $1 and order_no = $2', [thing.shopDbId, thing.orderNo]];
}
