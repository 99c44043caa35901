import { DivisionSuccession } from '../../src/modules/divisions/index.js';
import { parseSuccessions } from '../../src/modules/divisions/succession-file.js';
import { Database, operator } from '../../src/platform/database/index.js';
import { settle } from '../support/pipeline.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { newItem, newSeller, noon, ranking, read, type Seller, sell } from './sales.js';

const OLD = '140681102201';
const NEW = '140681102202';
const RANGE = { from: '2026-11-01', to: '2026-11-30' };

let app: TestApp;
let seller: Seller;
beforeAll(async () => {
  app = await startTestApp();
  seller = await newSeller(app, OLD);
  await newItem(app, seller, 'item', { originDivisionCode: OLD });
  await sell(app, seller, { orderNo: 'before', paidAt: noon('2026-11-20'), lines: [{ paidFen: 5_000 }] });
  await settle(app);
});
afterAll(() => app.close());

function importChanges(...lines: string[]) {
  const file = parseSuccessions(['code\tsuccessor_code\tkind\tvalid_from\tis_main\tnote', ...lines].join('\n'), 'changes.tsv');
  return app.app.get(Database).transaction(operator('test'), (tx) => app.app.get(DivisionSuccession).import(tx, file));
}

const entries = () => app.sql('select * from revenue_entry order by entry_id');
const villages = () => ranking(app, 'villages', { ...RANGE, within: '140681' }).then(({ items, total }) => ({ items, total }));

it('leaves what was sold where it was sold, and goes on counting and correcting it there', async () => {
  const [entriesBefore, villagesBefore] = [await entries(), await villages()];
  expect(villagesBefore.items).toMatchObject([{ id: OLD, paidFen: 5_000 }]);
  await importChanges(`${OLD}\t${NEW}\tmerged\t2024-01-01\ttrue\t并村`);
  await settle(app);
  expect(await entries()).toEqual(entriesBefore);
  expect(await villages()).toEqual(villagesBefore);
  expect(await app.sql('select from reattribution_todo')).toEqual([]);

  await sell(app, seller, { orderNo: 'before', version: 2, paidAt: noon('2026-11-20'), lines: [{ paidFen: 4_000 }] });
  await sell(app, seller, { paidAt: noon('2026-11-21'), lines: [{ paidFen: 700 }] });
  await settle(app);
  expect((await villages()).items).toMatchObject([{ id: OLD, paidFen: 4_700 }]);
  expect(await app.sql('select distinct today_code(origin_code) as today from revenue_entry')).toEqual([{ today: NEW }]);
});

describe('registering', () => {
  const merchant = (divisionCode: string) => ({ name: '新社', kind: 'cooperative', divisionCode });
  const product = (originDivisionCode: string | null) => ({
    merchantId: seller.merchantId,
    name: '茶具',
    category: 'ceramics',
    originDivisionCode,
    isAgricultural: false,
  });

  it('refuses new merchants and products at a code that is no longer in use, and names the successor', async () => {
    await importChanges(`${OLD}\t${NEW}\tmerged\t2024-01-01\ttrue\t并村`);
    const [{ full_name: successor }] = (await app.sql<{ full_name: string }>(`select full_name from division where code = '${NEW}'`)) as [
      { full_name: string },
    ];
    const detail = `代码 ${OLD} 自 2024-01-01 起已停用，现为 ${NEW} ${successor}。请改用现行代码。`;
    expect(await app.request('POST', '/api/v1/merchants', merchant(OLD))).toMatchObject({
      status: 400,
      body: { code: 'divisions.ended', detail, errors: [{ pointer: '/divisionCode' }] },
    });
    expect(await app.request('POST', '/api/v1/products', product(OLD))).toMatchObject({
      status: 400,
      body: { code: 'divisions.ended', errors: [{ pointer: '/originDivisionCode' }] },
    });
    expect((await app.request('POST', '/api/v1/merchants', merchant(NEW))).status).toBe(201);
    expect((await app.request('POST', '/api/v1/products', product(NEW))).status).toBe(201);
    expect((await app.request('POST', '/api/v1/products', product(null))).status).toBe(201);
  });

  it('refuses a code that left the register although nobody is known to have taken over', async () => {
    await app.sql(`update division set valid_to = '2025-01-01' where code = '140226100213'`);
    expect(await app.request('POST', '/api/v1/merchants', merchant('140226100213'))).toMatchObject({
      status: 400,
      body: { code: 'divisions.ended-without-successor' },
    });
  });
});

describe('GET /api/v1/divisions/successions', () => {
  interface Listed {
    readonly items: readonly { readonly code: string; readonly successorCode: string }[];
    readonly nextCursor: string | null;
  }

  it('lists what became of divisions, page after page', async () => {
    await importChanges(
      `${OLD}\t${NEW}\tmerged\t2024-01-01\ttrue\t并村`,
      `140681102206\t140681102208\tsplit\t2024-01-01\tfalse`,
      `140681102206\t${OLD}\tsplit\t2024-01-01\ttrue`,
    );
    const first = (await read(app, 'divisions/successions', { limit: 2 })) as Listed;
    const second = (await read(app, 'divisions/successions', { limit: 2, cursor: first.nextCursor ?? '' })) as Listed;
    expect(first.items[0]).toEqual({
      code: OLD,
      fullName: '山西省朔州市怀仁市金沙滩镇南家堡村',
      successorCode: NEW,
      successorFullName: expect.stringContaining('山西省朔州市怀仁市金沙滩镇') as string,
      kind: 'merged',
      validFrom: '2024-01-01',
      isMain: true,
      note: '并村',
      todayCode: NEW,
    });
    expect([...first.items, ...second.items]).toMatchObject([
      { code: OLD, successorCode: NEW },
      { code: '140681102206', successorCode: OLD, isMain: true, todayCode: NEW },
      { code: '140681102206', successorCode: '140681102208', isMain: false, todayCode: NEW },
    ]);
    expect(second.nextCursor).toBeNull();
  });

  it('shows a division that is no longer in use with its successors', async () => {
    await importChanges(`${OLD}\t${NEW}\tmerged\t2024-01-01\ttrue\t并村`);
    const { items } = (await read(app, 'divisions', { query: '南家堡', within: '140681' })) as { items: object[] };
    expect(items).toMatchObject([
      { code: NEW, matchedAlias: '南家堡村' },
      { code: OLD, isSelectable: false, validTo: '2024-01-01', successors: [{ code: NEW, level: 'village' }] },
    ]);
    expect(await read(app, `divisions/${OLD}`)).toMatchObject({ validTo: '2024-01-01', successors: [{ code: NEW }] });
  });
});
