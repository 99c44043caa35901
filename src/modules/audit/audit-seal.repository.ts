import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import type { Sealed } from './chain.js';

/**
 * An event as the text that is hashed: every column, in this order, as the JSON array PostgreSQL writes. It must never change, or the chain
 * that is there does not hold any more. It stands here and not in a function of the database, which whoever tampers could change with it.
 */
const EVENT_TEXT = `jsonb_build_array(e.id, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), e.account_id, e.username, e.role, e.program,
  e.address, e.user_agent, e.action, e.resource, e.resource_id, e.before, e.after, to_jsonb(e.changed_fields))::text`;
const SEALING_LOCK = 4_206_817;

export interface UnsealedEvent {
  readonly eventId: string;
  readonly text: string;
}

export interface NewSeal {
  readonly position: bigint;
  readonly eventId: string;
  readonly eventHash: Buffer;
  readonly hash: Buffer;
}

export interface LastSeal {
  readonly position: string;
  readonly hash: Buffer;
}

@Injectable()
export class AuditSealRepository {
  /** One writer of the chain at a time, over all processes; whoever does not get its turn has nothing to do. */
  async takeTurn(tx: Tx): Promise<boolean> {
    return (await tx.one<{ is_mine: boolean }>('select pg_try_advisory_xact_lock($1) as is_mine', [SEALING_LOCK])).is_mine;
  }

  async findLast(tx: Tx): Promise<LastSeal | null> {
    const [last] = await tx.query<LastSeal>('select position::text, hash from audit_seal order by audit_seal.position desc limit 1');
    return last ?? null;
  }

  /** Takes the oldest. One that commits later than its elders is sealed later than they are. */
  claim(tx: Tx, count: number): Promise<UnsealedEvent[]> {
    return tx.query<UnsealedEvent>(
      `with claimed as (
         delete from audit_todo where event_id in (select event_id from audit_todo order by event_id limit $1) returning event_id)
       select e.id::text as "eventId", ${EVENT_TEXT} as text from claimed join audit_event e on e.id = claimed.event_id order by e.id`,
      [count],
    );
  }

  async add(tx: Tx, seals: readonly NewSeal[]): Promise<void> {
    await tx.query(
      `insert into audit_seal (position, event_id, event_hash, hash) select * from unnest($1::bigint[], $2::bigint[], $3::bytea[], $4::bytea[])`,
      [
        seals.map(({ position }) => String(position)),
        seals.map(({ eventId }) => eventId),
        seals.map(({ eventHash }) => eventHash),
        seals.map(({ hash }) => hash),
      ],
    );
  }

  async countWaiting(tx: Tx): Promise<number> {
    return (await tx.one<{ count: number }>('select count(*)::int as count from audit_todo')).count;
  }

  listSealed(tx: Tx, afterPosition: string, count: number): Promise<Sealed[]> {
    return tx.query<Sealed>(
      `select s.position::text, s.event_id::text as "eventId", s.event_hash as "eventHash", s.hash, e.at,
              case when e.id is not null then ${EVENT_TEXT} end as text
       from audit_seal s left join audit_event e on e.id = s.event_id where s.position > $1 order by s.position limit $2`,
      [afterPosition, count],
    );
  }

  async findHash(tx: Tx, position: string): Promise<Buffer | null> {
    const [seal] = await tx.query<{ hash: Buffer }>('select hash from audit_seal where position = $1', [position]);
    return seal?.hash ?? null;
  }

  /** Events without a seal that wait for one, and how long the oldest has. */
  findWaiting(tx: Tx): Promise<{ count: number; since: Date | null }> {
    return tx.one(
      `select count(*)::int as count, min(e.at) as since from audit_todo t join audit_event e on e.id = t.event_id
       where not exists (select from audit_seal s where s.event_id = e.id)`,
    );
  }

  /** Events that have no seal and wait for none: the record did not write them. */
  async listStrays(tx: Tx, count: number): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `select e.id::text from audit_event e where not exists (select from audit_seal s where s.event_id = e.id)
         and not exists (select from audit_todo t where t.event_id = e.id) order by e.id limit $1`,
      [count],
    );
    return rows.map(({ id }) => id);
  }
}
