import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { addDays, businessDayOf, sameDayLastYear, startOfMonth } from '../../src/kernel/business-day.js';
import type { ApiClient } from '../process/api-client.js';
import { ADMIN_PASSWORD, SystemUnderTest } from '../process/system-under-test.js';
import { openBrowser, Visitor } from './visitor.js';

const COUNTY = '140681';
const VILLAGE = '140681102201';
const STREET = '140681001';
const TABS = ['indicators', 'merchants', 'targets', 'prices', 'silence', 'declared'];
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const START_LIMIT_MS = 300_000;

interface Finding {
  readonly id: string;
  readonly impact: string | null;
}

/** The county at a glance, as somebody sees it who looks after it. */
describe('the pages of the county at a glance in a browser', () => {
  const today = businessDayOf(new Date());
  /** In the last whole month, which prices are shown of. */
  const tenth = `${addDays(startOfMonth(today), -1).slice(0, 8)}10`;
  const range = `from=${addDays(today, -60)}&to=${today}`;
  let system: SystemUnderTest;
  let browser: Browser;
  let visitor: Visitor;
  let page: Page;
  let api: ApiClient;

  beforeAll(async () => {
    system = await SystemUnderTest.open();
    await system.launch('all').untilItSays('Cunbo is listening');
    api = await system.signIn();
    await sell();
    await system.settle();
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

  async function sell(): Promise<void> {
    const merchant = (name: string, divisionCode: string): Promise<string> =>
      api.create('/api/v1/merchants', { name, kind: 'cooperative', divisionCode });
    const product = (merchantId: string, name: string, category: string, originDivisionCode: string, isAgricultural: boolean) =>
      api.create('/api/v1/products', { merchantId, name, category, originDivisionCode, isAgricultural });
    const order = (merchantId: string, day: string, productId: string, quantity: number, paidFen: number) =>
      api.create('/api/v1/orders', { merchantId, paidAt: `${day}T00:00:30+08:00`, lines: [{ productId, quantity, paidFen }] });
    const potter = await merchant('南家堡陶瓷合作社', VILLAGE);
    const bowl = await product(potter, '青花大碗', 'ceramics.tableware', VILLAGE, false);
    await order(potter, tenth, bowl, 40, 2_000_000);
    await order(potter, today, bowl, 2, 100_000);
    await order(potter, sameDayLastYear(tenth), bowl, 40, 4_000_000);
    const miller = await merchant('云东杂粮店', '140681001001');
    await order(miller, tenth, await product(miller, '红山荞麦米', 'grain.buckwheat', '140681001001', true), 10, 500_000);
    const session = { merchantId: miller, title: '院坝里的一场', startedAt: `${tenth}T19:30:00+08:00`, endedAt: `${tenth}T21:30:00+08:00` };
    const liveSessionId = await api.create('/api/v1/live-sessions', session);
    await api.request('PUT', `/api/v1/live-sessions/${liveSessionId}/declared-total`, { paidFen: 3_000_000, note: '现场扫码' });
    const weaver = await merchant('海子编织社', '140681102218');
    await order(weaver, addDays(today, -50), await product(weaver, '柳编筐', 'handicraft.weaving', '140681102218', false), 3, 90_000);
  }

  const cells = (table: string, row: string): Promise<string[]> =>
    page.locator(`[data-testid=${table}] ${row} td`).evaluateAll((all) => all.map((cell) => cell.textContent.replace(/\s+/g, ' ').trim()));

  async function open(tab: string, query = ''): Promise<void> {
    await visitor.goTo(`/county-watch/${tab}?within=${COUNTY}&${query}`);
    await page.locator('[data-testid=rules]').waitFor();
  }

  it('ask an operator where, and go on there from tab to tab', async () => {
    await page.click('header nav >> text=县情');
    await page.locator('[data-testid=choose-area]').waitFor();
    await page.click('[data-testid=sentence-area]');
    await page.fill('[data-testid=find-area]', COUNTY);
    await page.click(`[data-testid=choice-${COUNTY}]`);
    await page.locator('[data-testid=indicators]').waitFor();
    for (const tab of ['主体增减', '停售']) await page.click(`[data-testid=county-watch-nav] >> text=${tab}`);
    await page.locator('[data-testid=silent]').waitFor();
    expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe(`/county-watch/silence?within=${COUNTY}`);
    expect(await page.locator('[data-testid=silent] tbody').innerText()).toContain('海子编织社');
  });

  it('show ceramics as rural and not farm, print the rule, and follow a decision about a township', async () => {
    await open('indicators', range);
    expect((await cells('indicators', '[data-indicator=rural-online-retail]')).slice(0, 3)).toEqual(['21,900.00', '0', '21,900.00']);
    expect((await cells('indicators', '[data-indicator=farm-online-retail]'))[0]).toBe('5,000.00');
    expect(await page.locator('[data-testid=indicators]').innerText()).toContain('本平台口径');
    expect(await page.locator('[data-testid=rules]').innerText()).toContain('100 及以上');
    await page.click('[data-testid=open-townships]');
    await page.locator(`[data-township="${STREET}"] [data-testid=change-township]`).click();
    await page.fill('[data-testid=rural-reason]', '县统计局批复');
    await page.fill('[data-testid=rural-day]', '2025-06-30');
    await page.click('[data-testid=rural-save]');
    await page.locator('[data-testid=rules] >> text=县统计局批复').waitFor();
    expect((await cells('indicators', '[data-indicator=rural-online-retail]'))[0]).toBe('26,900.00');
  });

  it('take a target, tell how far it has come, and change it', async () => {
    await open('targets');
    await page.click('[data-testid=add-target]');
    await page.selectOption('[data-testid=target-category]', 'ceramics');
    await page.fill('[data-testid=target-value]', '1000000');
    await page.fill('[data-testid=target-reason]', '怀政发〔2026〕3号');
    await page.click('[data-testid=target-save]');
    await page.locator('[data-testid=target]').waitFor();
    expect((await cells('targets', '[data-testid=target]'))[0]).toBe('100.00');
    expect(await page.locator('[data-testid=target]').innerText()).toContain('落后');
    await page.click('[data-testid=change-target]');
    await page.fill('[data-testid=target-value]', '5000');
    await page.click('[data-testid=target-save]');
    await page.locator('[data-testid=target] >> text=5,000.0').waitFor();
  });

  it('keep what is declared apart from the ledger until somebody says otherwise, and write which', async () => {
    await open('declared', range);
    const sum = page.locator('[data-testid=declared-sum]');
    expect(await sum.innerText()).toContain('入账成交 26,900.00 元。另有申报、尚无订单的 30,000.00 元，没有算进去。');
    const [day, seller, declared, counted, difference, state, note] = await cells('declared', '[data-declared]');
    expect([day, seller, state, note]).toEqual([tenth, '云东杂粮店', '尚无订单', '现场扫码']);
    expect([declared, counted, difference]).toEqual(['30,000.00', '0', '−30,000.00']);
    await page.click('[data-testid=sentence-declared]');
    await page.click('[data-testid=choice-included]');
    await page.locator('[data-testid=declared-sum] >> text=含申报成交').waitFor();
    expect(await sum.innerText()).toContain('含申报成交 56,900.00 元：入账 26,900.00 元，申报、尚无订单的 30,000.00 元。');
    expect(new URL(page.url()).searchParams.get('declared')).toBe('included');
  });

  it('list what fell in price by half, and count merchants', async () => {
    await open('prices', 'months=3');
    expect(await page.locator('[data-testid=fallen] tbody tr').count()).toBe(1);
    const fallen = await cells('fallen', 'tr');
    expect(fallen.slice(-3)).toEqual(['500.00比较期 1,000.00', '↓ −50.0%下跌', '40比较期 40']);
    await open('merchants', range);
    const total = await cells('stock', '[data-line=total]');
    expect([total[1], total[3], total[5]]).toEqual(['3', '3', '—']);
  });

  it(
    'fit the desk and the phone, and shut nobody out',
    async () => {
      const found: string[] = [];
      for (const width of [1440, 390]) {
        await page.setViewportSize({ width, height: 900 });
        for (const tab of TABS) {
          await open(tab, `${range}&months=3`);
          const excess = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
          if (excess !== 0) found.push(`${tab} at ${width}: ${String(excess)} too wide`);
          await page.evaluate(AXE);
          const { violations } = await page.evaluate<{ violations: Finding[] }>('axe.run()');
          for (const { id, impact } of violations)
            if (impact === 'serious' || impact === 'critical') found.push(`${tab} at ${width}: ${id}`);
        }
      }
      expect(found).toEqual([]);
      expect(visitor.complaints).toEqual([]);
    },
    START_LIMIT_MS,
  );
});
