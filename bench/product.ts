// The built program, typed by its sources: what is measured is what runs in production.
interface Built {
  'app.module.js': typeof import('../src/app.module.js');
  'http-server.js': typeof import('../src/http-server.js');
  'start-up.js': typeof import('../src/start-up.js');
  'kernel/business-day.js': typeof import('../src/kernel/business-day.js');
  'modules/accounts/index.js': typeof import('../src/modules/accounts/index.js');
  'modules/shops/index.js': typeof import('../src/modules/shops/index.js');
  'modules/orders/entry.repository.js': typeof import('../src/modules/orders/entry.repository.js');
  'modules/orders/order-recorder.service.js': typeof import('../src/modules/orders/order-recorder.service.js');
  'modules/orders/file-word.repository.js': typeof import('../src/modules/orders/file-word.repository.js');
  'modules/orders/foreign-orders.service.js': typeof import('../src/modules/orders/foreign-orders.service.js');
  'modules/exchange-rates/rate-table.js': typeof import('../src/modules/exchange-rates/rate-table.js');
  'modules/exchange-rates/exchange-rate.repository.js': typeof import('../src/modules/exchange-rates/exchange-rate.repository.js');
  'modules/orders/order.repository.js': typeof import('../src/modules/orders/order.repository.js');
  'modules/products/index.js': typeof import('../src/modules/products/index.js');
  'modules/rankings/compared-range.js': typeof import('../src/modules/rankings/compared-range.js');
  'modules/rankings/ranking.repository.js': typeof import('../src/modules/rankings/ranking.repository.js');
  'modules/revenue/rollup-statements.js': typeof import('../src/modules/revenue/rollup-statements.js');
  'modules/revenue/folding.service.js': typeof import('../src/modules/revenue/folding.service.js');
  'modules/revenue/index.js': typeof import('../src/modules/revenue/index.js');
  'modules/revenue/revenue.repository.js': typeof import('../src/modules/revenue/revenue.repository.js');
  'platform/config/index.js': typeof import('../src/platform/config/index.js');
  'platform/database/index.js': typeof import('../src/platform/database/index.js');
  'platform/database/embedded/index.js': typeof import('../src/platform/database/embedded/index.js');
  'platform/live-push/index.js': typeof import('../src/platform/live-push/index.js');
  'platform/queue/index.js': typeof import('../src/platform/queue/index.js');
  'platform/spreadsheet/index.js': typeof import('../src/platform/spreadsheet/index.js');
}

export const DIST = new URL('../dist/', import.meta.url);

/** dist/ has no declarations, so the compiler must be told which source each of its files was made of. */
export async function built<Path extends keyof Built>(path: Path): Promise<Built[Path]> {
  return (await import(new URL(path, DIST).href)) as Built[Path];
}
