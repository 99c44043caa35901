import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import type { HoldState } from './legal-hold.dto.js';

export interface LegalHold {
  readonly id: string;
  readonly merchant_id: string | null;
  readonly shop_id: string | null;
  readonly order_no: string | null;
  readonly reason: string;
  readonly placed_at: Date;
  readonly placed_by: string;
  readonly lifted_at: Date | null;
  readonly lifted_by: string | null;
  readonly lift_reason: string | null;
}

export interface HeldThing {
  readonly merchantId: string | null;
  readonly shopDbId: string | null;
  readonly orderNo: string | null;
}

/** Orders by hold: 'stored' is there, a day is when it was retired, null is neither. */
export type OrderFate = 'stored' | { readonly retiredOn: string } | null;

const COLUMNS = 'id, merchant_id, shop_id, order_no, reason, placed_at, placed_by, lifted_at, lifted_by, lift_reason';

@Injectable()
export class LegalHoldRepository {
  insert(tx: Tx, { merchantId, shopDbId, orderNo }: HeldThing, reason: string, by: string): Promise<LegalHold> {
    return tx.one<LegalHold>(
      `insert into legal_hold (merchant_id, shop_id, order_no, reason, placed_by) values ($1, $2, $3, $4, $5) returning ${COLUMNS}`,
      [merchantId, shopDbId, orderNo, reason, by],
    );
  }

  /** Null if it does not stand, or not any more: of two who lift it at once the second finds nothing. */
  async lift(tx: Tx, id: string, reason: string, by: string): Promise<LegalHold | null> {
    const [lifted] = await tx.query<LegalHold>(
      `update legal_hold set lifted_at = now(), lifted_by = $2, lift_reason = $3 where id = $1 and lifted_at is null returning ${COLUMNS}`,
      [id, by, reason],
    );
    return lifted ?? null;
  }

  async exists(tx: Tx, id: string): Promise<boolean> {
    return (await tx.query('select from legal_hold where id = $1', [id])).length > 0;
  }

  /** Newest first, beginning before `beforeId` ('0': at the newest). */
  list(tx: Tx, state: HoldState | undefined, beforeId: string, count: number): Promise<LegalHold[]> {
    return tx.query<LegalHold>(
      `select ${COLUMNS} from legal_hold
       where ($1::text is null or (lifted_at is null) = ($1 = 'standing')) and ($2::bigint = 0 or id < $2)
       order by id desc limit $3`,
      [state ?? null, beforeId, count],
    );
  }

  async findFate(tx: Tx, shopDbId: string, orderNo: string): Promise<OrderFate> {
    const { is_stored, retired_on } = await tx.one<{ is_stored: boolean; retired_on: string | null }>(
      `select exists (select from sales_order where shop_id = $1 and order_no = $2) as is_stored,
              (select to_char(retired_on, 'YYYY-MM-DD') from retired_order where shop_id = $1 and order_no = $2) as retired_on`,
      [shopDbId, orderNo],
    );
    if (is_stored) return 'stored';
    return retired_on === null ? null : { retiredOn: retired_on };
  }
}
