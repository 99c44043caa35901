import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';

export interface BulletinLink {
  readonly id: string;
  readonly recipient: string;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
}

const COLUMNS = `id::text, recipient, created_by as "createdBy", created_at as "createdAt", expires_at as "expiresAt", revoked_at as "revokedAt"`;

/** Links for recipients, stored by the hashes of their tokens. */
@Injectable()
export class BulletinLinkRepository {
  insert(tx: Tx, bulletinId: string, tokenHash: Buffer, link: Omit<BulletinLink, 'id' | 'revokedAt'>): Promise<BulletinLink> {
    return tx.one<BulletinLink>(
      `insert into bulletin_link (bulletin_id, token_hash, recipient, created_by, created_at, expires_at) values ($1, $2, $3, $4, $5, $6)
       returning ${COLUMNS}`,
      [bulletinId, tokenHash, link.recipient, link.createdBy, link.createdAt, link.expiresAt],
    );
  }

  list(tx: Tx, bulletinId: string, afterId: string, count: number): Promise<BulletinLink[]> {
    return tx.query<BulletinLink>(
      `select ${COLUMNS} from bulletin_link where bulletin_id = $1 and id > $2 order by bulletin_link.id limit $3`,
      [bulletinId, afterId, count],
    );
  }

  /** Whether it was there; revoking twice changes nothing. */
  async revoke(tx: Tx, bulletinId: string, id: string, at: Date): Promise<boolean> {
    const rows = await tx.query(
      'update bulletin_link set revoked_at = coalesce(revoked_at, $3) where bulletin_id = $1 and id = $2 returning id',
      [bulletinId, id, at],
    );
    return rows.length > 0;
  }
}
