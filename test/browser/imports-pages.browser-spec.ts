import { globSync, readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { CREDENTIALS } from '../http/door-shops.js';
import type { ApiClient } from '../process/api-client.js';
import { ADMIN_PASSWORD, SystemUnderTest } from '../process/system-under-test.js';
import { openBrowser, Visitor } from './visitor.js';

const START_LIMIT_MS = 180_000;
const AXE = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
const PHONE = { width: 390, height: 844 };
const DESK = { width: 1440, height: 900 };
const FIXTURES = 'src/modules/imports/files/fixtures';
const PLATFORMS = ['douyin', 'kuaishou', 'weixin', 'youzan', 'taobao', 'pinduoduo', 'jd', 'standard'] as const;

/** Fixtures that are there to be refused as a whole. */
const UNREADABLE = /without-money/;

function credentialsOf(platform: string): Readonly<Record<string, string>> {
  return new Map(Object.entries<Readonly<Record<string, string>>>(CREDENTIALS)).get(platform) ?? CREDENTIALS.standard;
}

interface Fixture {
  readonly path: string;
  readonly name: string;
  readonly platform: string;
}

const fixtures = globSync(`${FIXTURES}/*/*.{csv,txt,xlsx}`)
  .sort()
  .map((path): Fixture => {
    const [family = '', name = ''] = path.split('/').slice(-2);
    const platform = family.split('-')[0] ?? '';
    return { path, name, platform: platform === 'cunbo' ? 'standard' : platform };
  });

/** Exports of every platform, uploaded as they come, from the choice of the shop to the record of what was taken back. */
describe('the pages of imports in a browser', () => {
  let system: SystemUnderTest;
  let browser: Browser;
  let visitor: Visitor;
  let page: Page;
  let api: ApiClient;
  const shops = new Map<string, string>();

  beforeAll(async () => {
    system = await SystemUnderTest.open();
    await system.launch('all').untilItSays('Cunbo is listening');
    api = await system.signIn();
    const merchantId = await api.create('/api/v1/merchants', { name: '平鲁荞麦合作社', kind: 'cooperative', divisionCode: '140681' });
    for (const platform of PLATFORMS)
      shops.set(
        platform,
        await api.create('/api/v1/shops', { merchantId, platform, name: `${platform} 店`, credentials: credentialsOf(platform) }),
      );
    browser = await openBrowser();
    visitor = await Visitor.arrive(browser, system.baseUrl);
    page = visitor.page;
    await visitor.signIn('admin', ADMIN_PASSWORD);
    await visitor.isInside();
  }, START_LIMIT_MS);

  afterAll(async () => {
    await browser?.close();
    await system.close();
  });

  const state = (...names: string[]) => page.locator(names.map((name) => `[data-testid=import][data-state=${name}]`).join(', ')).waitFor();
  const count = async (kind: string) => page.locator(`[data-testid=import-counts] [data-kind=${kind}] dd`).innerText();
  const change = async (kind: string) => page.locator(`[data-testid=import-change] [data-kind=${kind}] dd`).innerText();

  async function send(platform: string, file: string): Promise<void> {
    await visitor.goTo('/imports');
    await page.locator(`[data-testid=import-shop] option[value="${shops.get(platform)}"]`).waitFor({ state: 'attached' });
    await page.selectOption('[data-testid=import-shop]', shops.get(platform)!);
    await page.setInputFiles('[data-testid=import-file]', file);
    await page.click('[data-testid=upload-go]');
    await state('preview', 'failed');
  }

  it('have fixtures of many families', () => {
    expect(new Set(fixtures.map(({ platform }) => platform)).size).toBeGreaterThan(6);
  });

  it.each(fixtures.map((fixture) => [fixture.path.slice(FIXTURES.length + 1), fixture] as const))(
    'take %s, show what it holds, and have it counted',
    async (_name, { path, name, platform }) => {
      await send(platform, path);
      if (UNREADABLE.test(name)) {
        expect(await page.locator('[data-testid=import-fault]').innerText()).toContain('。');
        return;
      }
      await state('preview');
      expect(await page.locator('[data-testid=columns-used] li').count()).toBeGreaterThan(2);
      await page.click('[data-testid=import-commit]');
      await state('applied');
    },
    60_000,
  );

  it('tell that the same file changes nothing, and take an import back with its reason', async () => {
    const file = `${FIXTURES}/douyin-orders/line-dimension.csv`;
    await send('douyin', file);
    expect([await count('ordersNew'), await count('ordersChanged'), await change('net')]).toEqual(['0', '0', '0']);
    await visitor.goTo('/imports');
    await page.locator('[data-testid=import-row][data-state=applied] a:has-text("line-dimension.csv")').first().click();
    await state('applied');
    await page.click('[data-testid=import-undo]');
    await page.fill('[data-testid=undo-reason]', '选错了店铺');
    await page.click('[data-testid=undo-go]');
    await state('undone');
    expect(await page.locator('[data-testid=import]').innerText()).toContain('admin 撤销：选错了店铺');
  });

  it('refuse the file of another platform, and say so', async () => {
    await send('kuaishou', `${FIXTURES}/douyin-orders/line-dimension.csv`);
    await state('failed');
    expect(await page.locator('[data-testid=import-fault]').innerText()).toContain('不是同一个平台');
  });

  it('show rows that cannot count, with reasons, and hand all of them over', async () => {
    const bytes = Buffer.from(
      '订单号,支付时间,商品名称,数量,实付金额(元)\r\nW-1,2026-11-20 12:00:00,荞麦米,1,59.80\r\nW-2,2026-11-20,荞麦米,1,约六十\r\n',
    );
    await visitor.goTo('/imports');
    await page.locator(`[data-testid=import-shop] option[value="${shops.get('standard')}"]`).waitFor({ state: 'attached' });
    await page.selectOption('[data-testid=import-shop]', shops.get('standard')!);
    await page.setInputFiles('[data-testid=import-file]', { name: '模板.csv', mimeType: 'text/csv', buffer: bytes });
    await page.click('[data-testid=upload-go]');
    await state('preview');
    expect([await count('ordersNew'), await count('ordersRefused'), await change('net')]).toEqual(['1', '1', '+59.80']);
    expect(await page.locator('[data-testid=refused-row]').innerText()).toContain('约六十');
    const [errors] = await Promise.all([page.waitForEvent('download'), page.click('[data-testid=download-errors]')]);
    expect(errors.suggestedFilename()).toBe('模板-未计入的行.xlsx');
    await visitor.goTo('/imports');
    const [template] = await Promise.all([page.waitForEvent('download'), page.click('[data-testid=template-xlsx]')]);
    expect(readFileSync(await template.path()).length).toBeGreaterThan(500);
  });

  it.each([
    ['desk', DESK],
    ['phone', PHONE],
  ])('fit a %s and can be used by everybody', async (where, viewport) => {
    await page.setViewportSize(viewport);
    await visitor.goTo('/imports');
    await page.locator('[data-testid=import-row]').first().waitFor();
    const links = await page.locator('[data-testid=import-row] a').evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
    for (const path of ['/imports', ...links.slice(0, 4)]) {
      await visitor.goTo(path);
      await page
        .locator(path === '/imports' ? '[data-testid=import-row]' : '[data-testid=import]')
        .first()
        .waitFor();
      const shots = process.env.CUNBO_TEST_SCREENSHOTS;
      if (shots !== undefined) await page.screenshot({ path: `${shots}/${where}${path.replaceAll('/', '-')}.png`, fullPage: true });
      const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
      expect({ path, overflow }).toEqual({ path, overflow: 0 });
      await page.evaluate(AXE);
      const found = await page.evaluate<{ id: string; nodes: { html: string }[] }[]>(
        `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations.map(({ id, nodes }) => ({ id, nodes: nodes.slice(0, 2).map(({ html }) => ({ html })) })))`,
      );
      expect({ path, found }).toEqual({ path, found: [] });
    }
    expect(visitor.complaints).toEqual([]);
  });
});
