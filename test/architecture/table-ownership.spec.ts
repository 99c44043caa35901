import { globSync, readFileSync } from 'node:fs';
import { type Access, statementsIn, tablesIn } from './sql-in-sources.js';

/** Each table and view belongs to one place in src/; only its statements may name it. Functions and triggers live in migrations. */
const OWNED: Readonly<Record<string, readonly string[]>> = {
  'platform/database': ['kept_key', 'migration'],
  'platform/http': ['idempotency_key'],
  'modules/accounts': [
    'account',
    'account_host',
    'account_merchant',
    'account_recovery_code',
    'account_second_step',
    'account_session',
    'account_standing',
    'api_token',
    'security_policy',
    'session_standing',
    'token_standing',
    'unknown_username',
  ],
  'modules/attribution': ['attribution_rule'],
  'modules/audit': ['audit_event', 'audit_seal', 'audit_todo'],
  'modules/campaigns': ['campaign', 'campaign_session'],
  'modules/bulletins': ['bulletin', 'bulletin_copy', 'bulletin_link', 'calendar_festival', 'public_page'],
  'modules/declared-totals': ['declared_total'],
  'modules/divisions': [
    'division',
    'division_alias',
    'division_closure',
    'division_heir',
    'division_register',
    'division_succession',
    'division_today',
  ],
  'modules/headline-indicators': ['rural_division'],
  'modules/hosts': ['host'],
  'modules/evidence': ['evidence_photo'],
  'modules/exchange-rates': ['exchange_rate', 'exchange_rate_todo'],
  'modules/intake': [
    'detail_todo',
    'fetched_order',
    'inbox_message',
    'inbox_payload',
    'inbox_todo',
    'message_field',
    'platform_token',
    'shop_delivery',
    'shop_pull',
  ],
  'modules/imports': ['file_import', 'file_import_chunk', 'file_import_order', 'file_import_row'],
  'modules/live-sessions': ['live_session', 'live_session_reading', 'live_session_summary'],
  'modules/merchants': ['merchant'],
  'modules/onboarding': ['invitation', 'merchant_application'],
  'modules/orders': [
    'entry_todo',
    'file_word',
    'order_line',
    'order_refund',
    'order_todo',
    'order_word',
    'reattribution_todo',
    'revenue_entry',
    'sales_order',
  ],
  'modules/products': ['product'],
  'modules/revenue': [
    'entry_movement',
    'rollup_area',
    'rollup_base',
    'rollup_current',
    'rollup_goods',
    'rollup_rebuild',
    'rollup_rebuild_todo',
    'rollup_refund',
  ],
  'modules/report-tables': ['report_cell', 'report_table'],
  'modules/retention': ['legal_hold', 'retention_policy', 'retention_sweep', 'retired_order'],
  'modules/reconciliation': ['platform_total', 'platform_total_order', 'platform_total_todo'],
  'modules/sales-targets': ['sales_target'],
  'modules/shops': ['item_mapping', 'platform_app', 'shop'],
  'modules/system': ['instance'],
};

interface Exception {
  readonly place: string;
  readonly access: Access;
  readonly tables: readonly string[];
  readonly why: string;
}

const EXCEPTIONS: readonly Exception[] = [
  {
    place: 'modules/attribution',
    access: 'writes',
    tables: ['merchant'],
    why: 'a merger archives the merged merchant, its undoing brings it back; merchants stand on attribution, not the other way round',
  },
  { place: 'modules/attribution', access: 'reads', tables: ['division', 'product'], why: 'what a rule names must be there' },
  {
    place: 'modules/attribution',
    access: 'reads',
    tables: ['item_mapping', 'order_line', 'order_refund', 'sales_order', 'shop'],
    why: 'a product or merchant with sales changes its origin or home by a rule',
  },
  {
    place: 'modules/attribution',
    access: 'reads',
    tables: ['reattribution_todo', 'revenue_entry'],
    why: 'what a rule moves is told before it is moved',
  },
  { place: 'modules/intake', access: 'reads', tables: ['shop'], why: 'a message is read by the reader of its shop’s platform' },
  { place: 'modules/orders', access: 'reads', tables: ['shop'], why: 'an order’s merchant is its shop’s' },
  { place: 'modules/orders', access: 'reads', tables: ['item_mapping'], why: 'items that sold are counted by whether they are mapped' },
  { place: 'modules/explain', access: 'reads', tables: ['rollup_base'], why: 'rollups are made to be read' },
  { place: 'modules/explain', access: 'reads', tables: ['division_closure'], why: 'what lies within an area' },
  {
    place: 'modules/explain',
    access: 'reads',
    tables: ['live_session', 'merchant', 'product', 'shop'],
    why: 'the names of parts, and whose shop may be looked into',
  },
  {
    place: 'modules/explain',
    access: 'reads',
    tables: ['entry_todo', 'file_import', 'file_word', 'inbox_message', 'order_word', 'revenue_entry', 'sales_order'],
    why: 'a number is followed back to the entries, the order and the messages it came from',
  },
  {
    place: 'modules/rankings',
    access: 'reads',
    tables: ['rollup_area', 'rollup_base', 'rollup_goods', 'rollup_refund'],
    why: 'rollups are made to be read',
  },
  {
    place: 'modules/reconciliation',
    access: 'reads',
    tables: ['order_line', 'sales_order'],
    why: 'what was counted is compared down to the order, in one statement with what the platform says',
  },
  { place: 'modules/reconciliation', access: 'reads', tables: ['shop'], why: 'which shops have a platform that can be asked' },
  { place: 'modules/orders', access: 'reads', tables: ['inbox_message'], why: 'by which way the word came that stands' },
  { place: 'modules/imports', access: 'reads', tables: ['shop'], why: 'the names of the shops of a page' },
  {
    place: 'modules/imports',
    access: 'reads',
    tables: ['file_word', 'inbox_todo', 'order_todo'],
    why: 'whether all that a file told is counted is told by what is left to do',
  },
  { place: 'modules/orders', access: 'reads', tables: ['retired_order'], why: 'a late word about a retired order is refused' },
  {
    place: 'modules/retention',
    access: 'reads',
    tables: ['inbox_payload', 'reattribution_todo', 'sales_order'],
    why: 'what is old enough to go, and what must come first; deleting is done by functions of the database',
  },
  { place: 'modules/rankings', access: 'reads', tables: ['division', 'division_closure'], why: 'what lies within an area' },
  {
    place: 'modules/rankings',
    access: 'reads',
    tables: ['campaign', 'host', 'live_session', 'merchant', 'product'],
    why: 'the names of the members of a page',
  },
  {
    place: 'modules/revenue',
    access: 'writes',
    tables: ['entry_todo'],
    why: 'the hand-over: orders adds a row with each entry, the folder takes it',
  },
  { place: 'modules/revenue', access: 'reads', tables: ['revenue_entry'], why: 'rollups are derived from entries' },
  { place: 'modules/revenue', access: 'reads', tables: ['division_closure'], why: 'which areas an origin and a home lie in' },
  {
    place: 'modules/revenue',
    access: 'reads',
    tables: ['inbox_message', 'inbox_todo', 'order_line', 'order_todo', 'order_word', 'reattribution_todo', 'retired_order', 'sales_order'],
    why: '`verify` compares what all others stored, in one snapshot',
  },
  { place: 'modules/live-sessions', access: 'reads', tables: ['division_closure', 'merchant'], why: 'sessions within an area' },
  { place: 'modules/campaigns', access: 'reads', tables: ['live_session', 'merchant'], why: 'what the sessions of a campaign are called' },
  { place: 'modules/session-facts', access: 'reads', tables: ['rollup_base'], why: 'rollups are made to be read' },
  {
    place: 'modules/session-facts',
    access: 'reads',
    tables: ['live_session', 'live_session_summary'],
    why: 'sessions are chosen and summed in one statement with their sales',
  },
  {
    place: 'modules/session-facts',
    access: 'reads',
    tables: ['division_closure', 'host', 'merchant'],
    why: 'sessions within an area, and the names of the groups of a page',
  },
  {
    place: 'modules/headline-indicators',
    access: 'reads',
    tables: ['division'],
    why: 'townships, what they lie in, and the names of areas',
  },
  { place: 'modules/merchant-stock', access: 'reads', tables: ['division'], why: 'the names of areas' },
  { place: 'modules/price-watch', access: 'reads', tables: ['rollup_goods'], why: 'rollups are made to be read' },
  { place: 'modules/price-watch', access: 'reads', tables: ['merchant', 'product'], why: 'the names of what was sold, and whose it is' },
  { place: 'modules/silence-watch', access: 'reads', tables: ['rollup_area', 'rollup_base'], why: 'rollups are made to be read' },
  { place: 'modules/declared-totals', access: 'reads', tables: ['rollup_base'], why: 'rollups are made to be read' },
  {
    place: 'modules/declared-totals',
    access: 'reads',
    tables: ['division_closure', 'live_session', 'merchant'],
    why: 'sessions within an area, and what they and their merchants are called',
  },
  { place: 'modules/silence-watch', access: 'reads', tables: ['merchant'], why: 'the names of the silent' },
];

const TABLES = Object.values(OWNED).flat();

interface Use {
  readonly place: string;
  readonly access: Access;
  readonly table: string;
}

/** What the program does to tables of other places. */
const foreign = statementsIn('src/**/*.ts', 'src/**/*.sql').flatMap(({ file, sql }): Use[] => {
  const place = file.split('/').slice(1, 3).join('/');
  return [...tablesIn(sql, TABLES)]
    .map(([table, access]) => ({ place, access, table }))
    .filter(({ table }) => !OWNED[place]?.includes(table));
});

function isExcepted(use: Use, { place, access, tables }: Exception): boolean {
  return place === use.place && tables.includes(use.table) && (access === 'writes' || use.access === 'reads');
}

describe('tables', () => {
  it('have one owner each, and the list names them all', () => {
    const made = [
      ...readFileSync('migrations/schema.sql', 'utf8').matchAll(
        /^create (?:table|view) (?:rollup_a\.)?(\w+)(?! partition of)\b(?! partition of)/gm,
      ),
    ].map(([, name]) => name);
    expect([...TABLES].sort()).toEqual(made.sort());
    expect(new Set(TABLES).size).toBe(TABLES.length);
  });

  it('are named by the statements of their owner only, but for the exceptions', () => {
    expect(foreign.filter((use) => !EXCEPTIONS.some((exception) => isExcepted(use, exception)))).toEqual([]);
  });

  it('have no exception that nobody needs', () => {
    const idle = EXCEPTIONS.flatMap(({ place, access, tables, why }) =>
      tables
        .filter((table) => !foreign.some((use) => use.place === place && use.table === table && use.access === access))
        .map((table) => ({ place, access, table, why })),
    );
    expect(idle).toEqual([]);
  });

  it('are reached through entities by their owner only', () => {
    const borrowed = globSync('src/modules/**/*.ts').flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/import \{([^}]*)\} from '\.\.\/[a-z-]+\/index\.js'/g)]
        .flatMap(([, names = '']) => names.match(/\w+Schema\b/g) ?? [])
        .map((schema) => ({ file, schema })),
    );
    expect(borrowed).toEqual([]);
  });
});

describe('the reading of statements', () => {
  const tables = ['apple', 'pear', 'plum', 'fig'];

  it.each<[sql: string, found: Record<string, Access>]>([
    ['select apple.x from apple a, pear join plum on true', { apple: 'reads', pear: 'reads', plum: 'reads' }],
    [
      'with gone as (delete from apple t using pear p where true returning *) insert into plum select from gone',
      { apple: 'writes', pear: 'reads', plum: 'writes' },
    ],
    ['update only apple set pear = 1 from fig', { apple: 'writes', fig: 'reads' }],
    ['table apple', { apple: 'reads' }],
    ['select 1 as apple, $1 as pear from somewhere plum', {}],
  ])('finds the tables of: %s', (sql, found) => {
    expect(Object.fromEntries(tablesIn(sql, tables))).toEqual(found);
  });

  it('finds statements in .sql files and in the strings of programs', () => {
    const places = new Set(
      statementsIn('src/modules/orders/**/*.ts', 'src/modules/orders/**/*.sql').map(({ file }) => file.replace(/.*\./, '')),
    );
    expect([...places].sort()).toEqual(['sql', 'ts']);
  });
});
