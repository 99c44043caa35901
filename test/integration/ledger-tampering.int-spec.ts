import { rebuildRollups, Verification } from '../../src/modules/revenue/index.js';
import { VerificationRepository } from '../../src/modules/revenue/verification.repository.js';
import { Database, operator, type Principal, worker } from '../../src/platform/database/index.js';
import { settle, stopWorkers } from '../support/pipeline.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { KeptTables } from './kept-tables.js';
import { newItem, newSeller, noon, sell } from './sales.js';

const MEASURES = ['paid_fen', 'refunded_cash_fen', 'refunded_cohort_fen', 'quantity', 'lines', 'orders'];
const oneOf = (table: string): string => `ctid = (select min(ctid) from ${table})`;
const more = (table: string, column: string): string => `update ${table} set ${column} = ${column} + 1 where ${oneOf(table)}`;
const change = (table: string, column: string, value: string): string => `update ${table} set ${column} = '${value}' where ${oneOf(table)}`;
const remove = (table: string): string => `delete from ${table} where ${oneOf(table)}`;
const addLike = (table: string, changes: object): string =>
  `insert into ${table} overriding system value select (jsonb_populate_record(t, '${JSON.stringify(changes)}')).* from ${table} t where ${oneOf(table)}`;

type Case = readonly [name: string, tampering: string];

const ROLLUPS: readonly (readonly [check: string, cases: readonly Case[]])[] = [
  ['rollup_base', casesOf('rollup_base', MEASURES, 'day')],
  ['rollup_goods', casesOf('rollup_goods', MEASURES, 'start_day')],
  ['rollup_area', casesOf('rollup_area', MEASURES, 'start_day')],
  ['rollup_refund', casesOf('rollup_refund', ['refunded_cash_fen', 'refunded_cohort_fen', 'cash_refunds', 'cohort_refunds'], 'start_day')],
];

function casesOf(table: string, measures: readonly string[], day: string): Case[] {
  return [
    ...measures.map((column): Case => [`changed ${column}`, more(table, column)]),
    ['changed category', change(table, 'category', 'herb')],
    ['deleted cell', remove(table)],
    ['added cell', addLike(table, { [day]: '2020-01-01' })],
  ];
}

const LEDGER: readonly (readonly [check: string, cases: readonly Case[]])[] = [
  [
    'entries',
    [
      ...['paid_fen', 'refunded_fen', 'quantity', 'lines', 'orders', 'refunds', 'product_id', 'host_id', 'live_session_id'].map(
        (column): Case => [`entry with changed ${column}`, more('revenue_entry', column)],
      ),
      ['entry with changed day', change('revenue_entry', 'day', '2020-01-01')],
      ['entry with changed origin', change('revenue_entry', 'origin_code', '14')],
      ['deleted entry', remove('revenue_entry')],
      ['added entry', addLike('revenue_entry', { entry_id: 999_999 })],
      ['added entry of an order that is not there', addLike('revenue_entry', { entry_id: 999_999, order_no: 'nowhere' })],
      ['changed refund', more('order_refund', 'amount_fen')],
      ['deleted refund', remove('order_refund')],
      ['order that changed while its to-do row was lost', change('sales_order', 'paid_at', noon('2020-01-01'))],
    ],
  ],
  [
    'lines',
    [
      ['changed amount of a line', more('order_line', 'paid_fen')],
      ['changed quantity of a line', more('order_line', 'quantity')],
      ['deleted line', remove('order_line')],
      ['added line', addLike('order_line', { line_no: '99' })],
    ],
  ],
  [
    'to-do rows',
    [
      ['entry to be folded that is not there', `insert into entry_todo values (1, 999999)`],
      ['order to be posted that is not there', `insert into order_todo values (1, 'nowhere')`],
      ['message to be applied that is not there', `insert into inbox_todo values (1, 'nowhere')`],
      ['message to be applied a second time', `insert into inbox_todo select shop_id, message_key from inbox_message limit 1`],
    ],
  ],
  ['messages', [['received message without its to-do row', change('inbox_message', 'state', 'received')]]],
  [
    'rollup_base',
    [
      [
        'entry to be folded a second time',
        `insert into entry_todo select shop_id, entry_id from revenue_entry where kind = 'line' limit 1`,
      ],
    ],
  ],
  ['rollup_base', [['entry never folded whose to-do row was lost', addLike('revenue_entry', { entry_id: 999_999 })]]],
];

const flat = (groups: typeof LEDGER): (readonly [check: string, name: string, tampering: string])[] =>
  groups.flatMap(([check, cases]) => cases.map(([name, tampering]) => [check, name, tampering] as const));

describe('verify', () => {
  let app: TestApp;
  let kept: KeptTables;

  beforeAll(async () => {
    app = await startTestApp({ rehintIntervalMs: 0 });
    const seller = await newSeller(app);
    await newItem(app, seller, 'one', { originDivisionCode: '140681102201' });
    await newItem(app, seller, 'two', { originDivisionCode: '140681102218' });
    const lines = ['one', 'two'].map((itemId) => ({ itemId, paidFen: 500 }));
    const refunds = [{ amountFen: 100, succeededAt: noon('2026-11-03') }];
    await sell(app, seller, ...['01', '02'].map((day) => ({ paidAt: noon(`2026-11-${day}`), lines, refunds })));
    await settle(app);
    await stopWorkers(app);
    kept = await KeptTables.keep(app);
  });
  afterEach(() => kept.restore());
  afterAll(() => app.close());

  const verify = async () => (await new Verification(app.app.get(Database), new VerificationRepository()).verify()).differences;

  it('has nothing to report of a ledger nobody touched', async () => {
    expect(await verify()).toEqual([]);
    const report = await app.sql<{ rows: number }>('select count(*)::int as rows from kept.rollup_base');
    expect(report[0]?.rows).toBeGreaterThan(3);
  });

  it.each(flat(LEDGER))('reports under %s: %s', async (check, _name, tampering) => {
    await app.sql(tampering);
    expect((await verify()).map((difference) => difference.check)).toContain(check);
  });

  it.each(flat(ROLLUPS))('reports in %s, and rebuild repairs: %s', async (check, _name, tampering) => {
    await app.sql(tampering);
    const differences = await verify();
    expect(differences[0]?.check).toBe(check);
    // What is made of the base rollup differs from it then, too; nothing else does.
    const alsoMadeOfIt = check === 'rollup_base' ? ['rollup_goods', 'rollup_area'] : [];
    expect(differences.map((difference) => difference.check).filter((other) => other !== check && !alsoMadeOfIt.includes(other))).toEqual(
      [],
    );
    expect(differences.every(({ cell, expected, found }) => cell !== '' && expected !== found)).toBe(true);
    await rebuildRollups(app.database.access);
    expect(await verify()).toEqual([]);
    for (const [table] of ROLLUPS)
      expect(await app.sql(`(table ${table} except table kept.${table}) union all (table kept.${table} except table ${table})`)).toEqual(
        [],
      );
  });

  it.each<[string, Principal]>([
    ['app', operator('test')],
    ['worker', worker('test')],
  ])('is not needed for entries as far as the %s role goes: it can neither change nor delete them', async (_role, principal) => {
    for (const statement of ['update revenue_entry set paid_fen = 0', 'delete from revenue_entry', 'truncate revenue_entry'])
      await expect(app.app.get(Database).transaction(principal, (tx) => tx.query(statement))).rejects.toThrow(
        'permission denied for table revenue_entry',
      );
  });
});
