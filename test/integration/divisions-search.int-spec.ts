import { readFileSync } from 'node:fs';
import { DivisionService } from '../../src/modules/divisions/index.js';
import { DivisionRepository } from '../../src/modules/divisions/division.repository.js';
import type { DivisionItem, DivisionQuery } from '../../src/modules/divisions/division.dto.js';
import { foldText } from '../../src/modules/divisions/search-text.js';
import { type Database, operator } from '../../src/platform/database/index.js';
import { testDatabase } from '../support/test-database.js';

const OPERATOR = operator('test');
const SEARCH = readFileSync(new URL('../../src/modules/divisions/sql/search-divisions.sql', import.meta.url), 'utf8');

let opened: Awaited<ReturnType<typeof testDatabase>>;
let database: Database;
let service: DivisionService;
beforeAll(async () => {
  opened = await testDatabase();
  ({ database } = opened);
  service = new DivisionService(database, new DivisionRepository());
});
afterAll(() => opened.close());

async function find(query: string, filter: Partial<DivisionQuery> = {}): Promise<DivisionItem[]> {
  return (await service.list(OPERATOR, { query, limit: 500, ...filter })).items;
}

async function codesOf(query: string, filter: Partial<DivisionQuery> = {}): Promise<string[]> {
  return (await find(query, filter)).map(({ code }) => code);
}

interface Row {
  readonly code: string;
  readonly name: string;
  readonly displayName: string;
  readonly pinyin: string;
  readonly initials: string;
}

function allRows(): Promise<Row[]> {
  return database.snapshot(OPERATOR, (tx) =>
    tx.query<Row>('select code, name, display_name as "displayName", pinyin, initials from division'),
  );
}

/** Runs the search statement itself once per text, all in one query, and answers which rows their own text does not find. */
async function notFoundBy(written: (row: Row) => string): Promise<string[]> {
  const rows = await allRows();
  const texts = [...new Set(rows.map((row) => foldText(written(row))))];
  const search = SEARCH.replaceAll('$1', 'text.wanted')
    .replaceAll('$4', '100000')
    .replace(/\$[23567](?!\d)/g, 'null');
  const found = await database.snapshot(OPERATOR, (tx) =>
    tx.query<{ wanted: string; codes: string[] | null }>(
      `select text.wanted, (select array_agg(hits.code) from (${search}) hits) as codes from unnest($1::text[]) text (wanted)`,
      [texts],
    ),
  );
  const codesByText = new Map(found.map(({ wanted, codes }) => [wanted, new Set(codes)]));
  return rows.filter((row) => codesByText.get(foldText(written(row)))?.has(row.code) !== true).map(({ code, name }) => `${code} ${name}`);
}

describe('every row of the register', () => {
  it.each<[string, (row: Row) => string]>([
    ['its name in the register', (row) => row.name],
    ['its pinyin', (row) => row.pinyin],
    ['its initials', (row) => row.initials],
  ])(
    'is found by %s',
    async (_what, written) => {
      expect(await notFoundBy(written)).toEqual([]);
    },
    300_000,
  );

  it('is listed once, in the order of codes, when nothing is asked for', async () => {
    const codes = await allPages({});
    expect(codes).toEqual((await allRows()).map(({ code }) => code).sort());
    expect(codes).toHaveLength(23_380);
  });
});

describe('a search', () => {
  it('shows every one of many that share initials, page after page, none twice', async () => {
    const wanted = 'ljz';
    const sharing = (await allRows()).filter(({ initials }) => initials.startsWith(wanted)).map(({ code }) => code);
    expect(sharing.length).toBeGreaterThan(100);
    const codes = await allPages({ query: wanted }, 40);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes).toEqual(expect.arrayContaining(sharing));
  });

  it('tells two villages of one name apart by their full paths', async () => {
    expect((await find('南家堡')).map(({ fullName }) => fullName)).toEqual([
      '山西省大同市左云县云兴镇南家堡村',
      '山西省朔州市怀仁市金沙滩镇南家堡村',
    ]);
  });

  it.each([
    ['怀仁南家堡'],
    ['怀仁市金沙滩镇南家堡村委会'],
    ['山西省朔州市怀仁市金沙滩镇南家堡村'],
    ['怀仁 南家堡'],
    ['金沙滩南家堡'],
    ['怀仁县金沙滩镇南家堡村'],
    ['huairen nanjiabao'],
    ['140681102201'],
  ])('finds the one village by %s', async (query) => {
    expect(await codesOf(query)).toEqual(['140681102201']);
  });

  it.each([
    ['nanjiabao'],
    ['nan jia bao'],
    ['Nán jiā bǎo'],
    ["nan'jia'bao"],
    ['njb'],
    ['NJB'],
    ['njbcwh'],
    ['南家堡村委会'],
    ['南家堡村'],
    ['南家堡'],
  ])('finds the village of Huairen by %s', async (query) => {
    expect(await codesOf(query, { level: 'village', within: '140681' })).toEqual(['140681102201']);
  });

  it.each([
    ['fan shi', '140924'],
    ['fanshixian', '140924'],
    ['fsx', '140924'],
    ['hongtong', '141024'],
    ['haizhou', '140802100'],
    ['yaodu', '141002'],
    ['zhangzi', '140428'],
    ['lüliang', '1411'],
    ['lvliang', '1411'],
    // What a general dictionary says, and so what many type.
    ['fanzhi', '140924'],
    ['hongdong', '141024'],
    ['changzi', '140428'],
    ['nanjiabu', '140226100213'],
  ])('reads place names as they are read here: %s', async (query, code) => {
    expect((await codesOf(query))[0]).toBe(code);
  });

  it.each([
    ['中五井乡', '140425100', '中五井乡'],
    ['zhongwujingxiang', '140425100', '中五井乡'],
    ['平顺县中五井乡', '140425100', '中五井乡'],
    ['怀仁县', '140681', '怀仁县'],
    ['140624', '140681', '140624'],
    ['太谷县', '140703', '太谷县'],
    ['大同矿区', '140214', '矿区'],
  ])('leads from the former %s to today’s division', async (query, code, matchedAlias) => {
    expect((await find(query))[0]).toMatchObject({ code, matchedAlias });
  });

  it('finds a village by the path through its abolished township', async () => {
    expect(await codesOf('平顺县中五井乡中五井村')).toEqual(['140425100235']);
  });

  it('shows both divisions that share what an abolished one was', async () => {
    expect(await codesOf('南郊区', { level: 'county' })).toEqual(['140213', '140214']);
  });

  it('puts whole names before beginnings, beginnings before later parts, and higher levels first', async () => {
    const names = (await find('怀仁')).map(({ name }) => name);
    expect(names.slice(0, 2)).toEqual(['怀仁市', '怀仁村']);
    const ciyao = (await find('磁窑')).map(({ name }) => name);
    expect(ciyao.slice(0, 5)).toEqual(['磁窑村', '磁窑村', '磁窑头村', '磁窑沟村', '磁窑沟村']);
    expect(ciyao.slice(5)).toContain('青磁窑镇');
    expect(ciyao).toHaveLength(12);
  });

  it('finds two characters in the middle of a name', async () => {
    expect(await codesOf('家堡', { within: '140681102' })).toContain('140681102201');
  });

  it('finds by the beginning of a code', async () => {
    const codes = await codesOf('140681');
    expect(codes[0]).toBe('140681');
    expect(codes.every((code) => code.startsWith('140681'))).toBe(true);
  });

  it('finds virtual communities by name, after everything that can be chosen', async () => {
    const hits = await find('开发区');
    const selectable = hits.map(({ isSelectable }) => isSelectable);
    expect(selectable).toEqual([...selectable].sort((a, b) => Number(b) - Number(a)));
    expect(await find('长子经济技术开发区虚拟社区')).toMatchObject([{ code: '140428400498', isSelectable: false }]);
  });

  it.each([['！？'], ['%'], ['_'], ["' or 1=1 --"], ['不存在的地方']])('answers nothing to %s', async (query) => {
    expect(await find(query)).toEqual([]);
  });

  it('counts a zone’s villages as inside its host county', async () => {
    expect(await codesOf('kechuang', { within: '140602' })).toEqual(['140671400001']);
    expect(await codesOf('kechuang', { within: '140603' })).toEqual([]);
  });
});

describe('a list', () => {
  it('holds exactly the 151 villages of Pingshun that have a villagers’ committee', async () => {
    const villages = (await find('', { within: '140425', level: 'village' })).map(({ code }) => code);
    const registered = new Map((await allRows()).map(({ code, name }) => [code, name]));
    expect(villages.filter((code) => /村(委会|民委员会)$/.test(registered.get(code) ?? ''))).toHaveLength(151);
  });

  it('holds the counties of a city and says which are zones, with their host', async () => {
    const counties = await find('', { within: '1406', level: 'county' });
    expect(counties).toHaveLength(7);
    expect(counties.filter(({ isZone }) => isZone)).toMatchObject([{ code: '140671', hostCountyCode: '140602', parentCode: '1406' }]);
  });

  it('holds what a county hosts', async () => {
    expect(await codesOf('', { within: '140602', level: 'township' })).toContain('140671400');
  });
});

describe('one division', () => {
  it('comes with what it belongs to, the host county before the zone', async () => {
    const { name, registerName, ancestors } = await service.get(OPERATOR, '140671400001');
    expect({ name, registerName }).toEqual({ name: '科创园区', registerName: '科创园区居委会' });
    expect(ancestors.map((ancestor) => ancestor.code)).toEqual(['14', '1406', '140602', '140671', '140671400']);
  });

  it('comes with the names that lead to it', async () => {
    const { aliases } = await service.get(OPERATOR, '140681');
    expect(aliases).toEqual([
      { alias: '140624', kind: 'code', note: '怀仁县' },
      { alias: '怀仁县', kind: 'former-name', note: '2018年撤县设市' },
    ]);
  });
});

/** Codes of all pages, in order. */
async function allPages(filter: Partial<DivisionQuery>, limit = 500): Promise<string[]> {
  const codes: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await service.list(OPERATOR, { ...filter, limit, cursor });
    codes.push(...page.items.map(({ code }) => code));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return codes;
}
