import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import { LiveSessionService } from '../live-sessions/index.js';
import { OrderKeys } from '../orders/index.js';
import type { Evidenced } from './evidence.repository.js';

/** What an address names. */
export type NamedThing = { readonly liveSessionId: string } | { readonly orderId: string };

/** Sessions and orders that photographs hang on: they must be there, and be the principal's to see. */
@Injectable()
export class EvidencedThings {
  constructor(
    private readonly sessions: LiveSessionService,
    private readonly orders: OrderKeys,
  ) {}

  async require(tx: Tx, named: NamedThing): Promise<Evidenced> {
    if ('liveSessionId' in named) {
      const { id } = await this.sessions.require(tx, named.liveSessionId);
      return { kind: 'live-session', id };
    }
    return { kind: 'order', ...(await this.orders.require(tx, named.orderId)) };
  }

  /** As `require`, and one after the other: of two photographs at once the second sees the first. */
  async lock(tx: Tx, named: NamedThing): Promise<Evidenced> {
    const thing = await this.require(tx, named);
    const name = thing.kind === 'order' ? `${thing.shopDbId}/${thing.orderNo}` : thing.id;
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`evidence:${thing.kind}:${name}`]);
    return thing;
  }
}
