import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import type { AccountScope, Role } from '../accounts/index.js';

export interface Invitation extends AccountScope {
  readonly id: string;
  readonly role: Role;
  readonly name: string;
  readonly invitedBy: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly acceptedAt: Date | null;
}

export type NewInvitation = Omit<Invitation, 'id' | 'acceptedAt'> & { readonly tokenHash: Buffer };

const COLUMNS = `id::text, role, name, division_code as "divisionCode", merchant_ids::text[] as "merchantIds",
  host_ids::text[] as "hostIds", invited_by::text as "invitedBy", invited_at as "createdAt", expires_at as "expiresAt", accepted_at as "acceptedAt"`;

/** Invitations, stored by the hashes of their tokens. Whoever asks sees those that they could have given. */
@Injectable()
export class InvitationRepository {
  insert(tx: Tx, invitation: NewInvitation): Promise<Invitation> {
    const { tokenHash, role, name, divisionCode, merchantIds, hostIds, invitedBy, createdAt, expiresAt } = invitation;
    return tx.one<Invitation>(
      `insert into invitation (token_hash, role, name, division_code, merchant_ids, host_ids, invited_by, invited_at, expires_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning ${COLUMNS}`,
      [tokenHash, role, name, divisionCode, merchantIds, hostIds, invitedBy, createdAt, expiresAt],
    );
  }

  list(tx: Tx, afterId: string, count: number): Promise<Invitation[]> {
    return tx.query<Invitation>(`select ${COLUMNS} from invitation where id > $1 order by invitation.id limit $2`, [afterId, count]);
  }

  async find(tx: Tx, id: string): Promise<Invitation | null> {
    const [invitation] = await tx.query<Invitation>(`select ${COLUMNS} from invitation where id = $1`, [id]);
    return invitation ?? null;
  }

  async findOpen(tx: Tx, tokenHash: Buffer, now: Date): Promise<Invitation | null> {
    const [invitation] = await tx.query<Invitation>(
      `select ${COLUMNS} from invitation where token_hash = $1 and accepted_at is null and expires_at > $2`,
      [tokenHash, now],
    );
    return invitation ?? null;
  }

  /** Whether it was still open: of two who accept it at once, the second waits for the first and finds it used. */
  async accept(tx: Tx, id: string, now: Date): Promise<boolean> {
    const rows = await tx.query(
      'update invitation set accepted_at = $2 where id = $1 and accepted_at is null and expires_at > $2 returning id',
      [id, now],
    );
    return rows.length > 0;
  }

  /** Whether it was there and open. */
  async deleteOpen(tx: Tx, id: string): Promise<boolean> {
    return (await tx.query('delete from invitation where id = $1 and accepted_at is null returning id', [id])).length > 0;
  }
}
