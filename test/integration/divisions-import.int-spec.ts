import {
  DivisionImport,
  DivisionImportRepository,
  DivisionService,
  ensureDefaultRegister,
  type ImportReport,
  readDefaultRegister,
  readRegisterFiles,
} from '../../src/modules/divisions/index.js';
import { DivisionRepository } from '../../src/modules/divisions/division.repository.js';
import { type Database, operator } from '../../src/platform/database/index.js';
import { asAdmin, testDatabase } from '../support/test-database.js';
import { CLOUD_PROVINCE, type RegisterDraft, type RegisterPaths, writeRegister } from './divisions-register.js';

/** Copies of bulletins, which refer to divisions, otherwise refuse to go. */
const NO_DIVISIONS = `set session_replication_role = replica;
  truncate division_register, division, division_alias, division_closure, reattribution_todo cascade`;

const OPERATOR = operator('test');
const imports = new DivisionImport(new DivisionImportRepository());

let name: string;
let opened: Awaited<ReturnType<typeof testDatabase>>;
let database: Database;
let service: DivisionService;
beforeAll(async () => {
  opened = await testDatabase();
  ({ name, database } = opened);
  service = new DivisionService(database, new DivisionRepository());
});
afterAll(() => opened.close());

/** The register of Shanxi is there when the file begins; what follows this call begins without any. */
function withoutRegister(): void {
  beforeEach(() => sql(NO_DIVISIONS));
}

function filesOf({ tsv, manifest, aliases }: RegisterPaths) {
  return readRegisterFiles(tsv, manifest, aliases);
}

function importRegister(draft: RegisterDraft): Promise<ImportReport> {
  return database.transaction(OPERATOR, (tx) => imports.run(tx, filesOf(writeRegister(draft))));
}

function sql<Row>(statement: string, parameters: unknown[] = []): Promise<Row[]> {
  return asAdmin(name, async (client) => (await client.query(statement, parameters)).rows as Row[]);
}

async function contents(): Promise<string> {
  const [row] = await sql<{ hash: string }>(
    `select md5(string_agg(part, ',')) as hash from (
       select (select md5(string_agg(d::text, ',' order by code)) from division d) as part
       union all select (select md5(string_agg(a::text, ',' order by alias, code)) from division_alias a)
       union all select (select md5(string_agg(c::text, ',' order by code, level, area_code, is_loose)) from division_closure c)
       union all select (select md5(string_agg(r::text, ',')) from division_register r)) parts`,
  );
  return row?.hash ?? '';
}

async function areasOf(code: string, isLoose = false): Promise<string[]> {
  const rows = await sql<{ area: string }>(
    `select level || ' ' || area_code as area from division_closure where code = $1 and is_loose = $2 order by length(area_code), area_code, level`,
    [code, isLoose],
  );
  return rows.map(({ area }) => area);
}

describe('the bundled register of Shanxi', () => {
  it('changes nothing when it is imported again', async () => {
    const before = await contents();
    const report = await database.transaction(OPERATOR, (tx) => imports.run(tx, readDefaultRegister()));
    expect(report).toEqual({ imported: 0, unchanged: 23_380, retired: 0, rebuildNeeded: false });
    expect(await contents()).toBe(before);
  });

  it('gives the program’s own role nothing to delete: an import by a stranger is refused', async () => {
    const stranger = { kind: 'program', name: 'test', scope: { kind: 'merchants', merchantIds: [] } } as const;
    await expect(database.transaction(stranger, (tx) => imports.run(tx, filesOf(writeRegister(CLOUD_PROVINCE))))).rejects.toThrow(
      /row-level security/,
    );
  });

  it('hides the 39 virtual communities and the 5 like them from choice, and only those', async () => {
    const hidden = await sql<{ name: string }>('select name from division where not is_selectable');
    expect(hidden).toHaveLength(44);
    expect(hidden.every((row) => /虚拟|类似/.test(row.name))).toBe(true);
  });
});

describe('what a division counts for', () => {
  it('is every area above it and itself', async () => {
    expect(await areasOf('140681102201')).toEqual([
      'all ',
      'province 14',
      'city 1406',
      'county 140681',
      'township 140681102',
      'village 140681102201',
    ]);
    expect(await areasOf('140681102201', true)).toEqual([]);
  });

  it('is the host county as well, for what lies in a zone that names one', async () => {
    expect(await areasOf('140671400001')).toEqual([
      'all ',
      'province 14',
      'city 1406',
      'county 140602',
      'zone 140671',
      'township 140671400',
      'village 140671400001',
    ]);
    expect(await areasOf('140671400001', true)).toEqual([]);
  });

  it('is no county for what lies in a zone without host: unallocated there in the country, the province, the city and the zone', async () => {
    const [village] = await sql<{ code: string }>(`select code from division where parent_code = '140271400' order by code limit 1`);
    expect(await areasOf(village?.code ?? '')).not.toContainEqual(expect.stringMatching(/^county/));
    expect(await areasOf(village?.code ?? '', true)).toEqual(['county ', 'county 14', 'county 1402', 'county 140271']);
  });

  it('ends at the level of the code: a county’s own sales are unallocated among its townships and villages', async () => {
    expect(await areasOf('140681', true)).toEqual([
      'township ',
      'village ',
      'township 14',
      'village 14',
      'township 1406',
      'village 1406',
      'township 140681',
      'village 140681',
    ]);
  });

  it('is only the whole country for a sale without division', async () => {
    expect(await areasOf('')).toEqual(['all ']);
    expect((await areasOf('', true)).sort()).toEqual(['city ', 'county ', 'township ', 'village ']);
  });
});

describe('the first start', () => {
  withoutRegister();

  it('is imported at first start, in one go, and not again', async () => {
    expect(await ensureDefaultRegister(database, imports)).toEqual({ imported: 23_380, unchanged: 0, retired: 0, rebuildNeeded: false });
    expect(await ensureDefaultRegister(database, imports)).toBeNull();
    expect((await sql('select from division')).length).toBe(23_380);
    const [registers] = await sql<{ count: number }>('select count(*)::int as count from division_register');
    expect(registers?.count).toBe(1);
  });

  it('is imported once by two processes that start at once', async () => {
    const reports = await Promise.all([ensureDefaultRegister(database, imports), ensureDefaultRegister(database, imports)]);
    expect(reports.map((report) => report?.imported ?? 0).sort()).toEqual([0, 23_380]);
  });
});

describe('another province', () => {
  withoutRegister();

  it('is only another file', async () => {
    expect(await importRegister(CLOUD_PROVINCE)).toEqual({ imported: 11, unchanged: 0, retired: 0, rebuildNeeded: false });
    const { items } = await service.list(OPERATOR, { query: 'ljc', within: '97', limit: 10 });
    expect(items).toMatchObject([{ code: '970102100201', fullName: '云上省白云市晴空区朝霞镇李家村' }]);
  });

  it('leaves the provinces that are there alone', async () => {
    await importRegister(CLOUD_PROVINCE);
    const rows = CLOUD_PROVINCE.rows.map(([code, text]) => [code.replace(/^97/, '98'), text] as const);
    await importRegister({ ...CLOUD_PROVINCE, rows, zones: [], aliases: [{ alias: '旧城区', code: '980102', kind: 'former-name' }] });
    expect(await service.get(OPERATOR, '970102')).toMatchObject({ validTo: null, aliases: [] });
    expect((await service.list(OPERATOR, { query: '李家村', limit: 10 })).items).toHaveLength(2);
  });

  it('leaves nothing behind when it fails half-way', async () => {
    const before = await contents();
    const work = database.transaction(OPERATOR, async (tx) => {
      await imports.run(tx, filesOf(writeRegister(CLOUD_PROVINCE)));
      throw new Error('half-way');
    });
    await expect(work).rejects.toThrow('half-way');
    expect(await contents()).toBe(before);
  });
});

describe('a later list of the same province', () => {
  withoutRegister();

  const LATER: RegisterDraft = {
    ...CLOUD_PROVINCE,
    asOf: '2025-01-01',
    rows: [...CLOUD_PROVINCE.rows.filter(([code]) => !code.startsWith('970102101')), ['970102100203', '王家村村委会']],
    aliases: [
      { alias: '晚霞乡', code: '970102100', kind: 'abolished' },
      { alias: '970102101', code: '970102100', kind: 'code' },
    ],
  };

  it('ends the validity of what it no longer has, and keeps it with everything it counted for', async () => {
    await importRegister(CLOUD_PROVINCE);
    const areas = await areasOf('970102101201');
    expect(await importRegister(LATER)).toEqual({ imported: 2, unchanged: 8, retired: 2, rebuildNeeded: false });
    expect(await service.get(OPERATOR, '970102101')).toMatchObject({
      validTo: '2025-01-01',
      isSelectable: false,
      successors: [{ code: '970102100', name: '朝霞镇' }],
    });
    expect(await service.get(OPERATOR, '970102100203')).toMatchObject({ validFrom: '2025-01-01', validTo: null });
    expect(await areasOf('970102101201')).toEqual(areas);
  });

  it('shows the register of today, and finds what it no longer has last', async () => {
    await importRegister(CLOUD_PROVINCE);
    await importRegister(LATER);
    const listed = await service.list(OPERATOR, { within: '970102', level: 'village', limit: 10 });
    expect(listed.items.map(({ code }) => code)).toEqual(['970102100201', '970102100202', '970102100203']);
    const found = await service.list(OPERATOR, { query: '王家', within: '97', limit: 10 });
    expect(found.items).toMatchObject([
      { code: '970102100203', isSelectable: true },
      { code: '970102101201', isSelectable: false },
    ]);
    expect((await service.list(OPERATOR, { query: '晚霞乡王家村', within: '97', limit: 10 })).items[0]).toMatchObject({
      code: '970102100203',
    });
  });

  it('takes back what had left', async () => {
    await importRegister(CLOUD_PROVINCE);
    await importRegister(LATER);
    await importRegister({ ...CLOUD_PROVINCE, asOf: '2026-01-01' });
    expect(await service.get(OPERATOR, '970102101')).toMatchObject({ validTo: null, isSelectable: true });
    expect(await service.get(OPERATOR, '970102100203')).toMatchObject({ validTo: '2026-01-01' });
  });

  it('cannot be replaced by an earlier one', async () => {
    await importRegister(LATER);
    await expect(importRegister(CLOUD_PROVINCE)).rejects.toMatchObject({ code: 'divisions.register-older' });
  });
});

describe('a zone that gets a host county', () => {
  withoutRegister();

  const HOSTED: RegisterDraft = { ...CLOUD_PROVINCE, zones: [{ code: '970171', hostCountyCode: '970102' }] };

  it('counts there from then on, notes the past sales that move, and asks for a rebuild', async () => {
    await importRegister(CLOUD_PROVINCE);
    expect(await importRegister(HOSTED)).toEqual({ imported: 3, unchanged: 8, retired: 0, rebuildNeeded: true });
    expect(await areasOf('970171400001')).toContain('county 970102');
    expect(await areasOf('970171400001', true)).toEqual([]);
    expect(await sql(`select kind, division_code from reattribution_todo`)).toEqual([{ kind: 'division', division_code: '970171' }]);
  });

  it('loses it again', async () => {
    await importRegister(HOSTED);
    expect(await importRegister(CLOUD_PROVINCE)).toMatchObject({ rebuildNeeded: true });
    expect(await areasOf('970171400001')).not.toContain('county 970102');
    expect(await areasOf('970171400001', true)).toContain('county 9701');
  });

  it('notes nothing when another thing changes', async () => {
    await importRegister(CLOUD_PROVINCE);
    const rows = CLOUD_PROVINCE.rows.map(([code, text]) => [code, text.replace('李家', '黎家')] as const);
    expect(await importRegister({ ...CLOUD_PROVINCE, rows })).toEqual({ imported: 1, unchanged: 10, retired: 0, rebuildNeeded: false });
    expect(await sql('select from reattribution_todo')).toEqual([]);
  });
});
