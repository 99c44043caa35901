import { Injectable } from '@nestjs/common';
import { InputError } from '../../platform/http/index.js';
import type { RehearsedOrder } from '../orders/index.js';
import { ShopIds } from '../shops/index.js';
import type { ReplayedOrderDto, ReplayMessages } from './message.dto.js';
import { MessageIds, type MessagePlace } from './message-id.js';
import type { ReplayFilter } from './message.repository.js';

const MAX_ORDERS = 200;

/** Between the ids people use and the numbers of the database. */
@Injectable()
export class ReplaySelection {
  constructor(
    private readonly ids: MessageIds,
    private readonly shopIds: ShopIds,
  ) {}

  filterOf({ ids, shopId, state, reason }: ReplayMessages): ReplayFilter {
    return {
      places: ids?.map((id, index) => this.placeOf(id, index)) ?? null,
      shopDbId: shopId === undefined ? null : (this.shopIds.decode(shopId) ?? '0'),
      state: state ?? 'quarantined',
      reason: reason ?? null,
    };
  }

  /** Those that would count for something else. */
  changedOrders(orders: readonly RehearsedOrder[]): ReplayedOrderDto[] {
    const changed = orders.filter(({ before, after }) => before.paidFen !== after.paidFen || before.refundedFen !== after.refundedFen);
    return changed.slice(0, MAX_ORDERS).map(({ shopDbId, orderNo, before, after }) => ({
      shopId: this.shopIds.encode(shopDbId),
      orderNo,
      paidFenBefore: before.paidFen,
      paidFenAfter: after.paidFen,
      refundedFenBefore: before.refundedFen,
      refundedFenAfter: after.refundedFen,
    }));
  }

  private placeOf(id: string, index: number): MessagePlace {
    const place = this.ids.decode(id);
    if (place === null) throw InputError.field(`/ids/${index}`, 'messages.not-found', 'is no message');
    return place;
  }
}
