import { writeFileSync } from 'node:fs';
import { DivisionRepository } from '../../src/modules/divisions/division.repository.js';
import { DivisionSuccessionRepository } from '../../src/modules/divisions/division-succession.repository.js';
import {
  DivisionImport,
  DivisionImportRepository,
  DivisionService,
  DivisionSuccession,
  readRegisterFiles,
  readSuccessionFile,
  type SuccessionReport,
} from '../../src/modules/divisions/index.js';
import { Clock } from '../../src/platform/clock/index.js';
import { type Database, operator, type Principal } from '../../src/platform/database/index.js';
import { asAdmin, testDatabase } from '../support/test-database.js';
import { CLOUD_PROVINCE, type RegisterDraft, writeRegister } from './divisions-register.js';

/** Copies of bulletins, which refer to divisions, otherwise refuse to go. */
const NO_DIVISIONS = `set session_replication_role = replica;
  truncate division_register, division, division_alias, division_closure, reattribution_todo cascade`;

const OPERATOR = operator('test');
const SOMEBODY: Principal = { kind: 'program', name: 'test', scope: { kind: 'merchants', merchantIds: ['1'] } };
const registers = new DivisionImportRepository();
const imports = new DivisionImport(registers);
const clock = new Clock();
clock.now = () => new Date('2026-01-01T00:00:00+08:00');

/** Another county, so that townships can move, and villages to merge. */
const PROVINCE: RegisterDraft = {
  ...CLOUD_PROVINCE,
  rows: [
    ...CLOUD_PROVINCE.rows,
    ['970102101202', '赵家村村委会'],
    ['970103', '多云县'],
    ['970103100', '夜雨镇'],
    ['970103100201', '孙家村村委会'],
    ['970103101', '晚霞乡'],
    ['970103101201', '王家村村委会'],
    ['970103102', '晨雾乡'],
  ],
};

let name: string;
let opened: Awaited<ReturnType<typeof testDatabase>>;
let database: Database;
let service: DivisionService;
let successions: DivisionSuccession;
beforeAll(async () => {
  opened = await testDatabase();
  ({ name, database } = opened);
  service = new DivisionService(database, new DivisionRepository());
  successions = new DivisionSuccession(database, clock, registers, new DivisionSuccessionRepository());
});
afterAll(() => opened.close());
beforeEach(async () => {
  await sql(NO_DIVISIONS);
  await importRegister(PROVINCE);
});

function importRegister(draft: RegisterDraft) {
  const { tsv, manifest, aliases } = writeRegister(draft);
  return database.transaction(OPERATOR, (tx) => imports.run(tx, readRegisterFiles(tsv, manifest, aliases)));
}

/** Lines `code successor kind [valid_from] [is_main]`, blanks for tabs. */
function importChanges(...lines: string[]): Promise<SuccessionReport> {
  const rows = lines.map((line) => {
    const [code, successor, kind, validFrom = '2025-01-01', isMain = 'true'] = line.split(' ');
    return successor === undefined ? code : [code, successor, kind, validFrom, isMain, ''].join('\t');
  });
  const { tsv } = writeRegister(PROVINCE);
  writeFileSync(tsv, ['code\tsuccessor_code\tkind\tvalid_from\tis_main\tnote', ...rows, ''].join('\n'));
  return database.transaction(OPERATOR, (tx) => successions.import(tx, readSuccessionFile(tsv)));
}

function sql<Row>(statement: string, parameters: unknown[] = []): Promise<Row[]> {
  return asAdmin(name, async (client) => (await client.query(statement, parameters)).rows as Row[]);
}

function movedCodes(principal: Principal = OPERATOR): Promise<Record<string, string>> {
  return database.snapshot(principal, async (tx) => {
    const rows = await tx.query<{ code: string; today_code: string }>('select * from moved_codes()');
    return Object.fromEntries(rows.map(({ code, today_code }) => [code, today_code]));
  });
}

async function everything(): Promise<unknown> {
  return {
    successions: await sql('select s.*, s.xmin from division_succession s order by code, successor_code'),
    today: await sql('select t.*, t.xmin from division_today t order by code'),
    divisions: await sql('select * from division order by code'),
  };
}

describe('today’s map', () => {
  it('holds nothing while nothing has changed: every code stands for itself', async () => {
    expect(await movedCodes()).toEqual({});
    expect(await sql(`select today_code('970102101') as one, today_code('') as none, today_code(null) as nothing`)).toEqual([
      { one: '970102101', none: '', nothing: null },
    ]);
  });

  it('knows a division by its new code, and only it', async () => {
    expect(await importChanges('970103102 970103100 renamed')).toEqual({
      imported: 1,
      unchanged: 0,
      withdrawn: 0,
      moved: 1,
      withoutSuccessor: 0,
    });
    expect(await movedCodes()).toEqual({ '970103102': '970103100' });
    expect(await sql(`select today_code('970103102') as former, today_code('970103100') as successor`)).toEqual([
      { former: '970103100', successor: '970103100' },
    ]);
  });

  it('moves a township to another county with its villages: those with a successor there, the others to the township', async () => {
    await importChanges('970102101 970103101 moved', '970102101201 970103101201 moved');
    expect(await movedCodes()).toEqual({
      '970102101': '970103101',
      '970102101201': '970103101201',
      '970102101202': '970103101',
    });
  });

  it('counts two merged villages as one', async () => {
    await importChanges('970102101201 970102100201 merged', '970102101202 970102100201 merged');
    expect(await movedCodes()).toEqual({ '970102101201': '970102100201', '970102101202': '970102100201' });
  });

  it('counts what was split for the main part', async () => {
    await importChanges('970102101201 970102100201 split 2025-01-01 false', '970102101201 970102100202 split 2025-01-01 true');
    expect(await movedCodes()).toEqual({ '970102101201': '970102100202' });
    expect((await service.get(OPERATOR, '970102101201')).successors.map(({ code }) => code)).toEqual(['970102100202', '970102100201']);
  });

  it('follows successors of successors, through what lies around them, too, in whatever order they are recorded', async () => {
    await importChanges('970103101 970103100 merged 2025-06-01');
    await importChanges('970102101 970103101 moved', '970102101201 970103101201 moved');
    expect(await movedCodes()).toEqual({
      '970102101': '970103100',
      '970102101201': '970103100',
      '970102101202': '970103100',
      '970103101': '970103100',
      '970103101201': '970103100',
    });
    expect(await sql(`select ended_on::text from division_today where code = '970102101201'`)).toEqual([{ ended_on: '2025-01-01' }]);
  });

  it('follows a chain of many changes', async () => {
    await importChanges('970102100201 970102100202 merged', '970102100202 970102101201 merged', '970102101201 970102101202 merged');
    expect(new Set(Object.values(await movedCodes()))).toEqual(new Set(['970102101202']));
    expect(Object.keys(await movedCodes())).toHaveLength(3);
  });
});

describe('a file of changes', () => {
  it('changes nothing when it is imported again', async () => {
    const lines = ['970102101 970103101 moved', '970102101201 970103101201 moved'] as const;
    await importChanges(...lines);
    const before = await everything();
    expect(await importChanges(...lines)).toMatchObject({ imported: 0, unchanged: 2, withdrawn: 0, moved: 3 });
    expect(await everything()).toEqual(before);
  });

  it('imported twice at once is recorded once', async () => {
    const line = '970102101 970103101 moved';
    const reports = await Promise.all([importChanges(line), importChanges(line)]);
    expect(reports.map(({ imported }) => imported).sort()).toEqual([0, 1]);
    expect(await sql('select code from division_succession')).toEqual([{ code: '970102101' }]);
  });

  it('says everything about the codes it names: a wrong successor is replaced, another main part chosen', async () => {
    await importChanges('970102101 970103101 moved', '970103102 970103100 merged');
    expect(await importChanges('970102101 970103100 moved')).toMatchObject({ imported: 1, withdrawn: 1, moved: 4 });
    expect(await movedCodes()).toMatchObject({ '970102101': '970103100', '970102101202': '970103100', '970103102': '970103100' });
    await importChanges('970102101 970103100 split 2025-01-01 true', '970102101 970102100 split 2025-01-01 false');
    await importChanges('970102101 970103100 split 2025-01-01 false', '970102101 970102100 split 2025-01-01 true');
    expect(await movedCodes()).toMatchObject({ '970102101': '970102100' });
  });

  it('takes back what was said of a code', async () => {
    await importChanges('970102101 970103101 moved', '970103102 970103100 merged');
    expect(await importChanges('970102101')).toMatchObject({ imported: 0, withdrawn: 1, moved: 1 });
    expect(await movedCodes()).toEqual({ '970103102': '970103100' });
    expect(await service.get(OPERATOR, '970102101')).toMatchObject({ validTo: null, isSelectable: true, successors: [] });
  });

  it.each<[string, string, object, string[]]>([
    ['two that follow each other', 'circle', { line: 2 }, ['970102101 970103101 moved', '970103101 970102101 moved']],
    ['a successor inside the abolished itself', 'circle', { line: 2 }, ['970102101 970102101201 merged']],
    [
      'a circle through what lies around a code',
      'circle',
      { line: 3 },
      ['970103102 970103100 merged', '970102101 970103101201 merged', '970103101 970102101202 merged'],
    ],
    ['a code the register never had', 'unknown', { line: 2, code: '970199' }, ['970199 970102 moved']],
    ['a successor the register never had', 'unknown', { line: 3, code: '970199' }, ['970103102 970103100 merged', '970102 970199 moved']],
    ['a change that is still to come', 'not-yet', { line: 2, validFrom: '2026-01-02' }, ['970102101 970103101 moved 2026-01-02']],
  ])('refuses %s, names the line, and leaves nothing behind', async (_what, code, details, lines) => {
    const before = await everything();
    await expect(importChanges(...lines)).rejects.toMatchObject({ code: `divisions.succession-${code}`, details });
    expect(await everything()).toEqual(before);
  });

  it('refuses a circle that it closes with what was recorded before', async () => {
    await importChanges('970102101 970103101 moved');
    await expect(importChanges('970103102 970103100 merged', '970103101 970102101 moved')).rejects.toMatchObject({
      code: 'divisions.succession-circle',
      details: { line: 3 },
    });
    expect(await movedCodes()).toMatchObject({ '970102101': '970103101' });
  });

  it('is accepted on the very day of the change', async () => {
    expect(await importChanges('970102101 970103101 moved 2026-01-01')).toMatchObject({ imported: 1 });
  });
});

describe('a newer register', () => {
  const LATER: RegisterDraft = {
    ...PROVINCE,
    asOf: '2025-07-01',
    rows: [...PROVINCE.rows.filter(([code]) => !code.startsWith('970102101')), ['970103100202', '王家新村村委会']],
  };

  it('ends a code, which then gets a successor that only the newer one has', async () => {
    await importRegister(LATER);
    expect(await movedCodes()).toEqual({});
    expect(await service.get(OPERATOR, '970102101201')).toMatchObject({ validTo: '2025-07-01', successors: [] });
    const report = await importChanges('970102101201 970103100202 moved 2025-03-01', '970102101 970103100 merged 2025-03-01');
    expect(report).toMatchObject({ imported: 2, moved: 3, withoutSuccessor: 0 });
    expect(await service.get(OPERATOR, '970102101201')).toMatchObject({
      validTo: '2025-03-01',
      successors: [{ code: '970103100202', name: '王家新村' }],
    });
  });

  it('leaves recorded changes in force, and extends them to codes that it adds inside', async () => {
    await importChanges('970103102 970103100 merged');
    await importRegister({ ...LATER, rows: [...LATER.rows, ['970103102201', '漏登村村委会']] });
    expect(await movedCodes()).toEqual({ '970103102': '970103100', '970103102201': '970103100' });
  });

  it('that ends a successor is reported until somebody took over', async () => {
    await importChanges('970103102 970102101 merged');
    await importRegister(LATER);
    expect(await importChanges('970103102 970102101 merged')).toMatchObject({ withoutSuccessor: 3 });
    expect(await importChanges('970102101 970103100 merged')).toMatchObject({ withoutSuccessor: 0 });
    expect(await movedCodes()).toMatchObject({ '970103102': '970103100' });
  });
});

describe('what is no longer in use', () => {
  const find = async (query: string, level?: 'village') => (await service.list(OPERATOR, { query, level, within: '97', limit: 20 })).items;

  beforeEach(() => importChanges('970102101 970103100 merged', '970102101201 970103100201 merged'));

  it('is not listed', async () => {
    const codes = (await service.list(OPERATOR, { within: '970102', limit: 50 })).items.map(({ code }) => code);
    expect(codes).not.toEqual(expect.arrayContaining(['970102101']));
    expect(codes.filter((code) => code.startsWith('970102101'))).toEqual([]);
  });

  it('is found after its successor, which is found by the old name', async () => {
    expect(await find('赵家村')).toMatchObject([
      { code: '970103100', matchedAlias: '赵家村', isSelectable: true },
      { code: '970102101202', isSelectable: false, validTo: '2025-01-01', successors: [{ code: '970103100', name: '夜雨镇' }] },
    ]);
    expect((await find('赵家村'))[0]).not.toHaveProperty('successors');
  });

  it('leads to its successor by the old path, pinyin and code', async () => {
    expect((await find('晴空区晚霞乡王家村'))[0]).toMatchObject({ code: '970103100201', matchedAlias: '王家村' });
    expect((await find('zhaojiacun'))[0]).toMatchObject({ code: '970103100', matchedAlias: '赵家村' });
    expect((await find('970102101201'))[0]).toMatchObject({ code: '970103100201', matchedAlias: '970102101201' });
  });

  it('is found once, page after page', async () => {
    const codes: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await service.list(OPERATOR, { query: '家村', within: '97', limit: 1, cursor });
      codes.push(...page.items.map(({ code }) => code));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect([...codes].sort()).toEqual((await find('家村')).map(({ code }) => code).sort());
    expect(codes.slice(-2)).toEqual(['970102101201', '970102101202']);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('leads on from the names that once led to it', async () => {
    const aliases = [{ alias: '落日公社', code: '970102101', kind: 'former-name' }];
    await importRegister({ ...PROVINCE, asOf: '2025-08-01', aliases });
    expect((await find('落日公社'))[0]).toMatchObject({ code: '970103100', matchedAlias: '落日公社' });
  });
});

describe('who may see and change it', () => {
  it('is readable for everybody, as the register is', async () => {
    await importChanges('970103102 970103100 merged');
    expect(await movedCodes(SOMEBODY)).toEqual({ '970103102': '970103100' });
    expect(await movedCodes({ kind: 'worker', name: 'test' })).toEqual({ '970103102': '970103100' });
    expect((await successions.list(SOMEBODY, { limit: 10 })).items).toHaveLength(1);
    expect(await movedCodes({ ...SOMEBODY, scope: { kind: '' } } as unknown as Principal)).toEqual({});
  });

  it.each(['division_succession', 'division_today'])('lets nobody but the operator change %s', async (table) => {
    await importChanges('970103102 970103100 merged');
    const write = {
      division_succession: `('970102', '970103', 'moved', '2025-01-01', true)`,
      division_today: `('970102', '970103', '2025-01-01')`,
    };
    const insert = `insert into ${table} values ${write[table as keyof typeof write]}`;
    await expect(database.transaction(SOMEBODY, (tx) => tx.query(insert))).rejects.toThrow(/row-level security/);
    expect(await database.transaction(SOMEBODY, (tx) => tx.query(`delete from ${table} returning code`))).toEqual([]);
    await expect(database.transaction({ kind: 'worker', name: 'test' }, (tx) => tx.query(insert))).rejects.toThrow(/permission denied/);
  });

  it('the database itself holds one main successor for a code', async () => {
    await importChanges('970103102 970103100 merged');
    const second = sql(`insert into division_succession values ('970103102', '970102', 'split', '2025-01-01', true)`);
    await expect(second).rejects.toThrow(/division_succession_one_main/);
  });
});
