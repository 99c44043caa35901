import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import type { ApiClient } from '../process/api-client.js';
import type { Program } from '../process/program.js';
import { SystemUnderTest } from '../process/system-under-test.js';
import { openBrowser, Visitor } from './visitor.js';

const HUAIREN = '140681';
const NANJIABAO = '140681102201';
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A screen that hangs on a wall for days: nobody signs in, nobody clicks. */
describe('the wall', () => {
  let system: SystemUnderTest;
  let server: Program;
  let browser: Browser;
  let visitor: Visitor;
  let page: Page;
  let api: ApiClient;
  let merchantId: string;
  let productId: string;

  beforeAll(async () => {
    system = await SystemUnderTest.open();
    server = await launch();
    api = await system.signIn();
    merchantId = await api.create('/api/v1/merchants', { name: '南家堡陶瓷合作社', kind: 'cooperative', divisionCode: NANJIABAO });
    productId = await api.create('/api/v1/products', {
      merchantId,
      name: '大碗',
      category: 'ceramics',
      originDivisionCode: NANJIABAO,
      isAgricultural: false,
    });
    await sell(5_980);
    await system.settle();
    browser = await openBrowser();
    visitor = await Visitor.arrive(browser, system.baseUrl);
    page = visitor.page;
    await page.setViewportSize({ width: 1920, height: 1080 });
  });

  afterAll(async () => {
    await browser?.close();
    await system.close();
  });

  async function launch(): Promise<Program> {
    const program = system.launch('all');
    await program.untilItSays('Cunbo is listening');
    return program;
  }

  async function sell(paidFen: number): Promise<void> {
    const liveSessionId = await onAir();
    await api.create('/api/v1/orders', {
      merchantId,
      liveSessionId,
      paidAt: new Date().toISOString(),
      lines: [{ productId, quantity: 2, paidFen }],
    });
  }

  let session: string | undefined;
  async function onAir(): Promise<string> {
    session ??= await api.create('/api/v1/live-sessions', {
      merchantId,
      title: '南家堡晚场',
      startedAt: new Date(Date.now() - 60_000).toISOString(),
    });
    return session;
  }

  function says(part: string, text: string): Promise<void> {
    return page.locator(`[data-testid=wall-${part}]:has-text("${text}")`).waitFor({ timeout: 60_000 });
  }

  it('opens with a token behind the # of its address, and takes it out of there', async () => {
    const { status, body } = await api.request('POST', '/api/v1/auth/tokens', {
      name: '大厅',
      permissions: ['figures.read', 'sessions.read'],
      expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
    });
    expect(status).toBe(201);
    await visitor.goTo(`/wall?within=${HUAIREN}#pass=${body.token}`);
    await says('net', '59.80');
    expect(await page.locator('h1').innerText()).toContain('怀仁市');
    expect(page.url()).toBe(`${system.baseUrl}/wall?within=${HUAIREN}`);
  });

  it('shows where it was sold and who is on air', async () => {
    await says('on-air', '南家堡晚场');
    await says('on-air', '59.80');
    await page.locator('[data-testid=wall-scene] [data-id="140681102"]').waitFor();
    await says('as-of', '北京时间');
  });

  it('rolls to a new total and says where the sale came from', async () => {
    await sell(1_020);
    await says('net', '70.00');
    await says('sales', '南家堡村');
    await says('sales', '10.20');
  });

  it('survives a restart of the server by itself, and has what was sold meanwhile', async () => {
    await server.kill();
    await page.locator('[data-testid=wall-trouble]').waitFor({ timeout: 90_000 });
    await says('net', '70.00');
    server = await launch();
    await sell(3_000);
    await says('net', '100.00');
    await page.locator('[data-testid=wall-trouble]').waitFor({ state: 'detached', timeout: 90_000 });
  });

  it('turns to other members and to this month by itself', async () => {
    const heading = '[data-testid=wall-scene] h2';
    const before = await page.locator(heading).innerText();
    await page.locator(`${heading}:not(:has-text("${before.slice(0, 6)}"))`).waitFor({ timeout: 90_000 });
  });

  it.each([
    [1920, 1080],
    [1440, 900],
    [390, 844],
  ])('stays within %i × %i and has nothing that axe calls serious', async (width, height) => {
    await page.setViewportSize({ width, height });
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    await page.evaluate(AXE);
    const found: { impact: string; id: string }[] = await page.evaluate('axe.run().then(({ violations }) => violations)');
    expect(found.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id }) => id)).toEqual([]);
    expect(visitor.complaints).toEqual([]);
  });
});
