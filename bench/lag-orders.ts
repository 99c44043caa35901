// New orders of the bench's merchants, each as often as its size says.
import type pg from 'pg';
import type { SaidOrder } from '../src/modules/orders/index.js';

export interface Item {
  readonly shopDbId: string;
  readonly itemId: string;
  readonly priceFen: number;
}

export interface LagOrders {
  anyItem(): Item;
  order(item: Item): SaidOrder;
}

const FIRST_NUMBER = 900_000_000_000;
/** One and a half thousand turns through these are as good as chance, and the same every time. */
const DRAWS = 20_000;
const SECOND_LINE_EVERY = 4;

export async function lagOrders(admin: pg.Client): Promise<LagOrders> {
  const { rows } = await admin.query<{ shop_id: string; item_id: string; price_fen: string }>(
    `select s.shop_id, p.item_id, p.price_fen
     from bench.merchant m
     cross join lateral generate_series(1, ceil(m.weight * $1)::int) i
     join bench.shop s on s.merchant_id = m.merchant_id and s.place = 1 + i % m.shops
     join bench.product p on p.merchant_id = m.merchant_id and p.place = i % p.places and p.is_mapped
     order by hashint8(i * 3001 + m.merchant_id), m.merchant_id`,
    [DRAWS],
  );
  const items = rows.map((row) => ({ shopDbId: row.shop_id, itemId: row.item_id, priceFen: Number(row.price_fen) }));
  let drawn = 0;
  let number = FIRST_NUMBER;
  return {
    anyItem: () => {
      const item = items[(drawn += 1) % items.length];
      if (item === undefined) throw new Error('There is nothing to sell.');
      return item;
    },
    order: (item) => orderOf(item, (number += 1)),
  };
}

function orderOf({ shopDbId, itemId, priceFen }: Item, number: number): SaidOrder {
  const now = new Date();
  const line = {
    itemId,
    skuId: 's1',
    productId: null,
    title: '产品',
    quantity: 1,
    paidFen: priceFen,
    originalAmount: null,
    lot: null,
    isGift: false,
    shippedAt: null,
  };
  return {
    shopDbId,
    orderNo: String(number),
    messageKey: `bench-${number}`,
    source: 'platform',
    version: 1,
    saidAt: now,
    header: {
      status: 'paid',
      createdAt: now.toISOString(),
      paidAt: now.toISOString(),
      shippedAt: null,
      roomId: null,
      platformHostId: null,
      liveSessionId: null,
      buyerHash: null,
      channel: 'live',
      freightFen: 0,
      depositFen: 0,
      currency: 'CNY',
      voidReason: null,
      lines: (number % SECOND_LINE_EVERY === 0 ? ['1', '2'] : ['1']).map((lineNo) => ({ lineNo, ...line })),
    },
    refunds: [],
  };
}
