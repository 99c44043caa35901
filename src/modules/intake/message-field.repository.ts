import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import type { FieldVerdict } from './message-field.dto.js';

export interface UnknownField {
  readonly platform: string;
  readonly name: string;
  readonly seenAs: string;
  readonly messageType: string;
}

export interface MessageFieldRow {
  readonly platform: string;
  readonly name: string;
  readonly seen_as: string;
  readonly message_type: string;
  readonly first_seen_at: Date;
  readonly verdict: FieldVerdict;
  readonly decided_at: Date | null;
  readonly decided_by: string | null;
}

/** Names of fields that no reader knows, and what people said of them. */
@Injectable()
export class MessageFieldRepository {
  async listPersonal(tx: Tx, platform: string): Promise<string[]> {
    const rows = await tx.query<{ name: string }>(`select name from message_field where platform = $1 and verdict = 'personal'`, [
      platform,
    ]);
    return rows.map(({ name }) => name);
  }

  async add(tx: Tx, fields: readonly UnknownField[]): Promise<void> {
    await tx.query(
      `insert into message_field (platform, name, seen_as, message_type)
       select * from unnest($1::text[], $2::text[], $3::text[], $4::text[]) order by 1, 2 on conflict do nothing`,
      [
        fields.map((one) => one.platform),
        fields.map((one) => one.name),
        fields.map((one) => one.seenAs),
        fields.map((one) => one.messageType),
      ],
    );
  }

  list(tx: Tx, verdict: FieldVerdict | null, after: readonly [string, string], count: number): Promise<MessageFieldRow[]> {
    return tx.query<MessageFieldRow>(
      `select * from message_field where ($1::text is null or verdict = $1) and (platform, name) > ($2, $3) order by platform, name limit $4`,
      [verdict, ...after, count],
    );
  }

  async decide(tx: Tx, platform: string, name: string, verdict: FieldVerdict, by: string): Promise<MessageFieldRow | null> {
    const [row] = await tx.query<MessageFieldRow>(
      `with decided as (update message_field set verdict = $3, decided_at = now(), decided_by = $4 where platform = $1 and name = $2 returning *) select * from decided`,
      [platform, name, verdict, by],
    );
    return row ?? null;
  }
}
