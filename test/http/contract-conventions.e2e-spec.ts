import { startTestApp, type TestApp } from '../support/test-app.js';
import { OutsideProgram, type Page } from './outside-program.js';
import { handOrder, registerMerchant, standardShop, VILLAGE } from './sample-merchant.js';

let server: TestApp;
let program: OutsideProgram;
beforeAll(async () => {
  server = await startTestApp();
  program = new OutsideProgram(server);
});
afterAll(() => server.close());

const merchant = (name: string) => ({ name, kind: 'cooperative', divisionCode: VILLAGE });

describe('Lists', () => {
  it('go on from page to page without skipping or repeating', async () => {
    const made: string[] = [];
    for (const name of ['甲', '乙', '丙', '丁', '戊']) made.push((await program.make('/api/v1/merchants', merchant(name))).id);
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: Page<{ id: string }> = await program.read(`/api/v1/merchants?limit=2&cursor=${cursor}`);
      expect(page.items.length).toBeLessThanOrEqual(2);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(expect.arrayContaining(made));
    expect(new Set(seen).size).toBe(seen.length);
  });

  it.each(['limit=0', 'limit=501', 'limit=1.5', 'limit=x', 'limit=', 'limit=1&limit=2'])(
    'refuse ?%s and name the parameter',
    async (query) => {
      expect(await program.refused('GET', `/api/v1/merchants?${query}`)).toMatchObject({ status: 400, errors: [{ pointer: '/limit' }] });
    },
  );

  it('take up to 500 rows a page', async () => {
    expect(await program.read('/api/v1/merchants?limit=500')).toMatchObject({ nextCursor: null });
  });

  it('page on after the longest keys they hold', async () => {
    const shop = await registerMerchant(program);
    const orderNos = ['号', '码', '单'].map((sign) => sign.repeat(200));
    for (const orderNo of orderNos) await program.make('/api/v1/orders', handOrder(shop, { shopId: shop.shopId, orderNo }));
    const path = `/api/v1/orders?shopId=${shop.shopId}&limit=1`;
    const first = await program.read<Page<{ orderNo: string }>>(path);
    const second = await program.read<Page<{ orderNo: string }>>(`${path}&cursor=${first.nextCursor}`);
    const third = await program.read<Page<{ orderNo: string }>>(`${path}&cursor=${second.nextCursor}`);
    const seen = [first, second, third].flatMap(({ items }) => items.map(({ orderNo }) => orderNo));
    expect(seen.sort()).toEqual(orderNos.sort());
    expect(third.nextCursor).toBeNull();
  });
});

describe('An error', () => {
  it('names the field at fault', async () => {
    const order = { ...handOrder(await registerMerchant(program)), lines: [{ productId: '1', quantity: 1, paidFen: 0.5 }] };
    const problem = await program.refused('POST', '/api/v1/orders', order);
    expect(problem).toMatchObject({ status: 400, code: 'input.invalid', type: 'urn:cunbo:problem:input.invalid' });
    expect(problem.errors).toEqual([{ pointer: '/lines/0/paidFen', code: 'isInt', detail: expect.any(String) as string }]);
  });

  it.each([
    [undefined, '没有编号为 7777777 的经营主体。'],
    ['zh-CN,zh;q=0.9,en;q=0.8', '没有编号为 7777777 的经营主体。'],
    ['fr', '没有编号为 7777777 的经营主体。'],
    ['en', 'There is no merchant 7777777.'],
    ['fr, en-GB;q=0.7, zh;q=0.3', 'There is no merchant 7777777.'],
    ['EN-us', 'There is no merchant 7777777.'],
  ])('with Accept-Language %s reads: %s', async (language, detail) => {
    const headers = language === undefined ? undefined : { 'accept-language': language };
    expect(await program.refused('GET', '/api/v1/merchants/7777777', undefined, headers)).toMatchObject({ status: 404, detail });
  });

  it('is a problem at an address that there is not, and with a method that is not there', async () => {
    expect(await program.refused('GET', '/api/v1/nothing')).toMatchObject({ status: 404, code: 'http.not-found' });
    expect(await program.refused('GET', '/elsewhere')).toMatchObject({ status: 404, code: 'http.not-found' });
    expect([404, 405]).toContain((await program.refused('DELETE', '/api/v1/merchants')).status);
    expect([404, 405]).toContain((await program.refused('PUT', '/api/v1/rankings/counties', {})).status);
  });
});

describe('A POST with an Idempotency-Key', () => {
  async function namesLike(name: string): Promise<number> {
    const { items } = await program.read<Page<{ name: string }>>('/api/v1/merchants?limit=500');
    return items.filter((item) => item.name === name).length;
  }
  const post = (key: string, body: unknown, path = '/api/v1/merchants') =>
    program.ask<{ id: string; code: string }>('POST', path, body, { 'idempotency-key': key });

  it('and the same body is answered the same and takes effect once', async () => {
    const first = await post('k-1', merchant('一次合作社'));
    const again = await post('k-1', merchant('一次合作社'));
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body).toEqual(first.body);
    expect(await namesLike('一次合作社')).toBe(1);
  });

  it('that arrives many times at once takes effect once', async () => {
    const replies = await Promise.all(Array.from({ length: 8 }, () => post('k-2', merchant('同时合作社'))));
    expect(replies.map(({ status }) => status)).toEqual(replies.map(() => 201));
    expect(new Set(replies.map(({ body }) => body.id)).size).toBe(1);
    expect(await namesLike('同时合作社')).toBe(1);
  });

  it('and another body, or at another address, is refused with 409', async () => {
    await post('k-3', merchant('甲社'));
    expect(await post('k-3', merchant('乙社'))).toMatchObject({ status: 409, body: { code: 'idempotency.other-body' } });
    expect(await post('k-3', merchant('甲社'), '/api/v1/products')).toMatchObject({ status: 400 });
    expect(await namesLike('乙社')).toBe(0);
  });

  it('leaves the key free when it is refused', async () => {
    expect((await post('k-4', { ...merchant('改正社'), kind: 'club' })).status).toBe(400);
    expect((await post('k-4', { ...merchant('改正社'), divisionCode: '149999' })).status).toBe(400);
    expect((await post('k-4', merchant('改正社'))).status).toBe(201);
  });

  it.each(['', 'k'.repeat(201)])('of %j is refused', async (key) => {
    expect((await post(key, merchant('长键社'))).status).toBe(400);
    expect(await namesLike('长键社')).toBe(0);
  });

  it('makes one of everything that can be made', async () => {
    const sample = await registerMerchant(program);
    const { merchantId, productId } = sample;
    const order = await program.make('/api/v1/orders', handOrder(sample));
    const bodies: Record<string, object> = {
      '/api/v1/products': { merchantId, name: '荞麦米', category: 'grain.buckwheat', isAgricultural: true },
      '/api/v1/shops': standardShop(merchantId),
      '/api/v1/hosts': { merchantId, name: '小李' },
      '/api/v1/live-sessions': { merchantId, title: '早场', startedAt: '2026-11-20T08:00:00+08:00' },
      '/api/v1/orders': { merchantId, paidAt: '2026-11-20T08:30:00+08:00', lines: [{ productId, quantity: 1, paidFen: 100 }] },
      [`/api/v1/orders/${order.id}/refunds`]: { lineNo: '1', amountFen: 5_000, refundedAt: '2026-11-21T08:30:00+08:00' },
      [`/api/v1/orders/${order.id}/void`]: { reason: '重复记账' },
    };
    for (const [path, body] of Object.entries(bodies)) {
      const first = await post(`once ${path}`, body, path);
      expect([path, first.status]).toEqual([path, path.endsWith('/void') ? 200 : 201]);
      expect(await post(`once ${path}`, body, path)).toMatchObject({ status: first.status, body: first.body });
    }
  });
});
