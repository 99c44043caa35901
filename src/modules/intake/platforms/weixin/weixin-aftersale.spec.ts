import type { SaidRefund } from '../../../orders/index.js';
import { weixinAdapter } from './index.js';

interface Aftersale {
  readonly number: string;
  readonly line?: number;
  readonly status?: string;
  readonly amount: number;
  readonly at: number;
}

/** An order of lines of that much, with five yuan of freight, and what was said of its refunds. */
function refundsOf(paid: readonly number[], aftersales: readonly Aftersale[], listed: readonly string[] = []): readonly SaidRefund[] {
  const order = {
    order_id: '3705115058471209001',
    status: 30,
    create_time: 1764000000,
    update_time: 1764003700,
    order_detail: {
      product_infos: paid.map((fen, place) => ({ product_id: `1${place}`, sku_id: '2', sku_cnt: 1, title: '小米', real_price: fen })),
      price_info: { freight: 500 },
      pay_info: { pay_time: 1764000050, payment_method: 1 },
      ext_info: {},
    },
    aftersale_detail: { aftersale_order_list: listed.map((number) => ({ aftersale_order_id: number })) },
  };
  const told = aftersales.map(({ number, line = 0, status = 'MERCHANT_RETURN_SUCCESS', amount, at }) => ({
    after_sale_order_id: number,
    status,
    type: 'RETURN',
    product_info: { product_id: `1${line}`, sku_id: '2', count: 1 },
    refund_info: { amount },
    update_time: at,
  }));
  const reading = weixinAdapter.api!.read({
    shopDbId: '7',
    key: 'k',
    body: { order, aftersales: told, parcels: [], ship_done_time: null },
  });
  if ('fault' in reading) throw new Error(reading.fault.code);
  return 'said' in reading ? reading.said.flatMap(({ refunds }) => refunds) : [];
}

const money = ({ refundNo, amountFen, freightFen }: SaidRefund): [string, number, number] => [refundNo, amountFen, freightFen];

describe('Money that 微信小店 gives back', () => {
  it('is freight only beyond what is left of the line, whatever came back of it before', () => {
    const later = { number: '2', amount: 4_980, at: 1764200000 };
    const earlier = { number: '1', amount: 1_000, at: 1764100000 };
    expect(refundsOf([5_480], [later, earlier]).map(money)).toEqual([
      ['1', 1_000, 0],
      ['2', 4_480, 500],
    ]);
  });

  it('gives the freight of the order back once', () => {
    const aftersales = [0, 1].map((line) => ({ number: String(line), line, amount: 1_500, at: 1764100000 + line }));
    expect(refundsOf([1_000, 1_000], aftersales).map(money)).toEqual([
      ['0', 1_000, 500],
      ['1', 1_500, 0],
    ]);
  });

  it('takes nothing from what is left while it is only asked for', () => {
    const asked = { number: '1', status: 'MERCHANT_PROCESSING', amount: 1_500, at: 1764100000 };
    const given = { number: '2', amount: 1_500, at: 1764200000 };
    expect(refundsOf([1_000], [asked, given]).map(money)).toEqual([
      ['1', 1_000, 500],
      ['2', 1_000, 500],
    ]);
  });

  it('is looked for again where the order names an after-sale that the platform does not tell of', () => {
    expect(() => refundsOf([1_000], [], ['19'])).toThrow('refund.no-details');
  });
});
