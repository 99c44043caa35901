import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

interface Answer {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  readonly body: {
    readonly items: { readonly code: string }[];
    readonly nextCursor: string | null;
    readonly ancestors: object[];
    readonly detail: string;
    readonly errors: object[];
  };
}

function get(query: string): Promise<Answer> {
  return app.request('GET', `/api/v1/divisions${query}`);
}

describe('GET /api/v1/divisions', () => {
  it('answers items with their full names and a cursor', async () => {
    const { status, body } = await get('?query=njb&level=village&within=140681');
    expect(status).toBe(200);
    expect(body).toEqual({
      items: [
        {
          code: '140681102201',
          name: '南家堡村',
          fullName: '山西省朔州市怀仁市金沙滩镇南家堡村',
          level: 'village',
          isZone: false,
          hostCountyCode: null,
          parentCode: '140681102',
          isSelectable: true,
          matchedAlias: null,
        },
      ],
      nextCursor: null,
    });
  });

  it('continues a search where the page before ended', async () => {
    const first = await get('?query=%E4%B8%9C%E5%BA%84&limit=10');
    const second = await get(`?query=%E4%B8%9C%E5%BA%84&limit=10&cursor=${first.body.nextCursor}`);
    const codes = [...first.body.items, ...second.body.items].map(({ code }) => code);
    expect(new Set(codes).size).toBe(20);
  });

  it.each([
    ['?level=hamlet', '/level'],
    ['?within=149999', '/within'],
    ['?within=abc', '/within'],
    ['?limit=501', '/limit'],
  ])('refuses %s and names the field', async (query, pointer) => {
    const { status, body, headers } = await get(query);
    expect(status).toBe(400);
    expect(headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(body.errors).toMatchObject([{ pointer }]);
  });

  it('refuses a cursor that is not one of its own', async () => {
    expect(await get('?query=njb&cursor=abc')).toMatchObject({ status: 400, body: { code: 'input.cursor' } });
    expect(await get(`?query=njb&cursor=${Buffer.from('["a","b","c"]').toString('base64url')}`)).toMatchObject({
      status: 400,
      body: { code: 'input.cursor' },
    });
  });
});

describe('GET /api/v1/divisions/{code}', () => {
  it('answers the division with its ancestors', async () => {
    const { status, body } = await get('/140681102201');
    expect(status).toBe(200);
    expect(body.ancestors).toEqual([
      { code: '14', name: '山西省', level: 'province' },
      { code: '1406', name: '朔州市', level: 'city' },
      { code: '140681', name: '怀仁市', level: 'county' },
      { code: '140681102', name: '金沙滩镇', level: 'township' },
    ]);
  });

  it('says who took over a code that is no longer in use', async () => {
    const { status, body } = await get('/140624');
    expect(status).toBe(404);
    expect(body.detail).toBe('代码 140624 已不再使用，现为 140681 山西省朔州市怀仁市。');
  });

  it('says that there is no such code', async () => {
    expect(await get('/999999')).toMatchObject({ status: 404, body: { code: 'divisions.not-found' } });
  });
});

describe('GET /api/v1/divisions/:code/places', () => {
  interface Places {
    readonly name: string;
    readonly items: readonly { readonly code: string; readonly name: string; readonly formerNames: readonly { readonly name: string }[] }[];
  }
  const placesOf = async (code: string): Promise<{ status: number; body: Places }> =>
    app.request('GET', `/api/v1/divisions/${code}/places`);

  it('answers every place of a county that may be chosen, with how it is said', async () => {
    const { status, body } = await placesOf('140681');
    expect([status, body.name]).toEqual([200, '怀仁市']);
    expect(body.items.find(({ code }) => code === '140681102201')).toEqual({
      code: '140681102201',
      name: '南家堡村',
      level: 'village',
      parentName: '金沙滩镇',
      pinyin: 'nanjiabaocun',
      initials: 'njbc',
      formerNames: [],
    });
    const [counted] = await app.sql<{ count: number }>(
      `select count(*)::int as count from division where code like '140681%' and length(code) > 6 and is_selectable`,
    );
    expect(body.items).toHaveLength(counted?.count ?? 0);
  });

  it('leads from names of yesterday', async () => {
    const { body } = await placesOf('140425');
    expect(body.items.find(({ code }) => code === '140425100')?.formerNames).toContainEqual({
      name: '中五井乡',
      pinyin: 'zhongwujingxiang',
      initials: 'zwjx',
    });
  });

  it.each([
    ['1406', 400],
    ['140699', 404],
  ])('refuses %s with %s', async (code, expected) => {
    expect((await placesOf(code)).status).toBe(expected);
  });
});
