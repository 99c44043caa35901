import type { FigureRow } from './campaign-figures.repository.js';
import type { Campaign } from './campaign.schema.js';
import { reportNumbers, reportRows } from './report-rows.js';

const row = (more: Partial<FigureRow>): FigureRow => ({
  part: 'area',
  key: '',
  is_rest: false,
  is_own: false,
  sessions: '1',
  views: null,
  counted_views: null,
  products: '1',
  paid_fen: '500',
  refunded_fen: '100',
  lines: '2',
  quantity: '3',
  ...more,
});

it('lists what has no key, and the rest, after the others', () => {
  const rows = [row({ is_rest: true }), row({ key: '140681', paid_fen: '900' }), row({}), row({ part: 'partner', key: 'x' })];
  expect(reportRows(rows, 'area', new Map([['140681', '怀仁市']]))).toMatchObject([
    { key: '140681', name: '怀仁市', netFen: 800 },
    { key: null, name: null, isRest: true, netFen: 400 },
    { key: null, name: null, isRest: false, netFen: 400 },
  ]);
});

it('keeps what nobody reported apart from zero, and makes no number of another', () => {
  const campaign = { popularity: null, from: '2026-11-01', to: '2026-11-21' } as Campaign;
  const values = (total: Partial<FigureRow>) =>
    Object.fromEntries(
      reportNumbers(campaign, row({ part: 'total', counted_views: '0', ...total }), 'now').map(({ metric, value }) => [metric, value]),
    );
  expect(values({})).toEqual({
    sessions_held: 1,
    popularity: null,
    views: null,
    gmv_paid: 500,
    refund_amt: 100,
    net_paid: 400,
    products_sold: 1,
  });
  expect(values({ views: '0', counted_views: '1' })).toMatchObject({ views: 0, popularity: null });
});
