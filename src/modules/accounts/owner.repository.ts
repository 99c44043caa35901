import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import type { Owned } from '../../platform/http/index.js';

/** Whose something is, where that merchant is at home, and which host it is or was led by. */
export interface Owner {
  readonly merchantId: string;
  readonly divisionCode: string;
  readonly hostId: string | null;
}

const OWNERS = `select o.merchant_id::text as "merchantId", o.division_code as "divisionCode", o.host_id::text as "hostId"
  from unnest($1::text[], $2::bigint[]) with ordinality as thing (kind, id, place)
  left join lateral owner_of(thing.kind, thing.id) o on true
  order by thing.place`;

@Injectable()
export class OwnerRepository {
  /** In the order of the keys; null of what does not exist. */
  async of(tx: Tx, keys: readonly { kind: Owned; id: string }[]): Promise<(Owner | null)[]> {
    const rows = await tx.query<Owner | { merchantId: null }>(OWNERS, [keys.map(({ kind }) => kind), keys.map(({ id }) => id)]);
    return rows.map((row) => (row.merchantId === null ? null : row));
  }
}
