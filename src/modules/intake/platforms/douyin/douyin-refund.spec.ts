import { readFileSync } from 'node:fs';
import { parseLosslessJson } from '../../../../kernel/lossless-json.js';
import type { SaidOrder } from '../../../orders/index.js';
import { douyinAdapter } from './index.js';

interface Fetched {
  order: Record<string, unknown>;
  afterSales: { aftersale_info: Record<string, unknown>; order_info: { related_order_info: Record<string, unknown>[] } }[];
}

/** The first case of the fixture, an order with one after-sale, with other words in it. */
function read(info: Record<string, unknown>, change: (fetched: Fetched) => void = () => undefined): readonly SaidOrder[] {
  const fixture = parseLosslessJson(readFileSync(new URL('./fixtures/order-with-refunds.json', import.meta.url), 'utf8')) as {
    fetched: Fetched;
  };
  const { order, afterSales } = fixture.fetched;
  const [first] = afterSales;
  if (first === undefined) throw new Error('The fixture has no after-sale.');
  const fetched = { order, afterSales: [{ ...first, aftersale_info: { ...first.aftersale_info, ...info } }] };
  change(fetched);
  const reading = douyinAdapter.api!.read({ shopDbId: '7', key: 'k', body: fetched });
  if ('fault' in reading) throw new Error(reading.fault.code);
  return 'said' in reading ? reading.said : [];
}

const refundOf = (said: readonly SaidOrder[]) => said.flatMap(({ refunds }) => refunds)[0];

describe('An after-sales case of 抖店', () => {
  it('gives nothing back where there is nothing to pay back, whatever amount stands in it', () => {
    const nothing = { aftersale_refund_type: 4, refund_amount: 2_990, refund_post_amount: 0 };
    expect(refundOf(read(nothing))).toMatchObject({ status: 'succeeded', amountFen: 0, freightFen: 0 });
  });

  it('was paid back when it ended, not when it was last touched', () => {
    const touched = { aftersale_status_to_final_time: 1764100000, update_time: 1764500000 };
    expect(refundOf(read(touched))?.succeededAt).toBe(new Date(1764100000 * 1_000).toISOString());
    const open = { aftersale_status_to_final_time: 0, update_time: 1764500000 };
    expect(refundOf(read(open))?.succeededAt).toBe(new Date(1764500000 * 1_000).toISOString());
  });

  it('moves no money as an exchange, though its parts have amounts that do not add up', () => {
    const parts = [1, 2].map((line) => ({
      sku_order_id: `692015200263012345${5 + line}`,
      aftersale_pay_amount: 2_990,
      aftersale_item_num: 1,
    }));
    const said = read({ aftersale_type: 3, refund_amount: 0 }, ({ afterSales: [item] }) => {
      item!.order_info.related_order_info = parts;
    });
    expect(said.flatMap(({ refunds }) => refunds).map(({ kind, amountFen }) => [kind, amountFen])).toEqual([
      ['exchange', 0],
      ['exchange', 0],
    ]);
  });
});

it('keeps the payment of cash on delivery that was received and given back whole', () => {
  const [own] = read({}, ({ order }) => Object.assign(order, { pay_type: 0, order_status: 4, main_status: 39, finish_time: 1764030000 }));
  expect(own?.header?.paidAt).toBe(new Date(1764030000 * 1_000).toISOString());
});
