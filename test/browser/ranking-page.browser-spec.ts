import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { parseCsv } from 'hucre/csv';
import { type Browser, chromium, type Page } from 'playwright-core';
import { businessDayOf } from '../../src/kernel/business-day.js';
import type { ApiClient } from '../process/api-client.js';
import { ADMIN_PASSWORD, SystemUnderTest } from '../process/system-under-test.js';

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const NANJIABAO = '140681102201';
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe('the ranking page in a browser', () => {
  let system: SystemUnderTest;
  let browser: Browser;
  let page: Page;
  let api: ApiClient;
  const complaints: string[] = [];
  const bowl = { merchantId: '', productId: '' };

  beforeAll(async () => {
    system = await SystemUnderTest.open();
    await system.launch('all').untilItSays('Cunbo is listening');
    api = await system.signIn();
    bowl.merchantId = await api.create('/api/v1/merchants', { name: '南家堡陶瓷合作社', kind: 'cooperative', divisionCode: NANJIABAO });
    const { merchantId } = bowl;
    bowl.productId = await api.create('/api/v1/products', {
      merchantId,
      name: '大碗',
      category: 'ceramics',
      originDivisionCode: NANJIABAO,
      isAgricultural: false,
    });
    await sell(5_980);
    await system.settle();
    browser = await chromium.launch({ executablePath: process.env.CUNBO_TEST_BROWSER!, args: ARGUMENTS });
    page = await (await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' })).newPage();
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => /Content Security Policy/i.test(message.text()) && complaints.push(message.text()));
  });

  afterAll(async () => {
    await browser?.close();
    await system.close();
  });

  async function sell(paidFen: number): Promise<void> {
    const { merchantId, productId } = bowl;
    await api.create('/api/v1/orders', { merchantId, paidAt: new Date().toISOString(), lines: [{ productId, quantity: 1, paidFen }] });
  }

  function row(id: string) {
    return page.locator(`[data-testid=ranking-row][data-id="${id}"]`);
  }

  /** What a reader of the page could not use, by the rules of axe-core. */
  async function seriousFindings(): Promise<string[]> {
    await page.evaluate(AXE);
    const found = await page.evaluate<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }>('axe.run(document)');
    return found.violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' ')}`);
  }

  const overflow = (): Promise<boolean> => page.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth');

  async function untilNet(id: string, text: string): Promise<void> {
    await row(id).locator(`[data-measure=net]:has-text("${text}")`).waitFor({ timeout: 20_000 });
  }

  it('says in words that a password is wrong, and shows the counties once it is right', async () => {
    await page.goto(system.baseUrl);
    await page.fill('[data-testid=username]', 'admin');
    await page.fill('[data-testid=password]', 'not the password');
    await page.click('[data-testid=sign-in]');
    expect(await page.locator('[data-testid=form-problem]').innerText()).toContain('用户名或密码不对');
    await page.fill('[data-testid=password]', ADMIN_PASSWORD);
    await page.click('[data-testid=sign-in]');
    await untilNet('140681', '59.80');
    expect(await row('140681').innerText()).toContain('怀仁市');
    expect(await page.locator('[data-testid=ranking-total]').innerText()).toContain('59.80');
  });

  it('shows a sale made meanwhile without being asked', async () => {
    await page.locator('[data-testid=live-state][data-state=live]').waitFor({ timeout: 20_000 });
    await sell(1_020);
    await untilNet('140681', '70.00');
  });

  it('leads from the county to its townships and villages, and the address restores the view', async () => {
    await row('140681').locator('a, button').first().click();
    await untilNet('140681102', '70.00');
    await row('140681102').locator('a, button').first().click();
    await untilNet(NANJIABAO, '70.00');
    const address = page.url();
    expect(new URL(address).searchParams.get('within')).toBe('140681102');
    await page.goto(system.baseUrl);
    await page.goto(address);
    await untilNet(NANJIABAO, '70.00');
    expect(await row(NANJIABAO).innerText()).toContain('南家堡');
  });

  it('says of a number where it comes from, down to the entry and the message, and the address restores that, too', async () => {
    await page.goto(`${system.baseUrl}/rankings?subject=counties&within=14&measure=paid`);
    await row('140681').locator('[data-measure=net] button').click();
    await page.locator('[data-testid=adds-up]').waitFor();
    expect(await page.locator('[data-testid=explained-part]').innerText()).toContain('南家堡陶瓷合作社');
    expect(await page.locator('[data-testid=sum-listed]').innerText()).toBe(await page.locator('[data-testid=sum-whole]').innerText());
    expect(await page.locator('[data-testid=sum-whole]').innerText()).toBe('70.00 元');
    expect(await seriousFindings()).toEqual([]);
    await page.click('[data-testid=explain-by-orders]');
    await page.locator('[data-testid=explained-order]').nth(1).waitFor();
    const address = page.url();
    await page.goto(system.baseUrl);
    await page.goto(address);
    await page.locator('[data-testid=open-order]').first().click();
    expect(await page.locator('[data-testid=explained-entry]').count()).toBeGreaterThan(0);
    expect(await page.locator('[data-testid=explained-message]').innerText()).toContain('手工');
    await page.keyboard.press('Escape');
    await page.locator('[data-testid=explain]').waitFor({ state: 'detached' });
    await page.locator('[data-id="140681"] [data-measure=net] button:focus').waitFor();
  });

  it('explains the total and what belongs to no row, and leads from a village to who sells there', async () => {
    for (const [line, sum] of [
      ['total', '70.00 元'],
      ['unallocated', '0 元'],
    ] as const) {
      await page.locator(`[data-testid=ranking-${line}] [data-measure=paid] button`).click();
      await page.locator(`[data-testid=sum-whole]:has-text("${sum}")`).waitFor();
      await page.click('[data-testid=close-explain]');
    }
    await page.goto(`${system.baseUrl}/rankings?subject=villages&within=140681102`);
    await row(NANJIABAO).locator('a').first().click();
    await row(bowl.merchantId).locator('button').first().click();
    await page.locator('[data-testid=explained-part]').waitFor();
    expect(new URL(page.url()).searchParams.get('why')).toBe(bowl.merchantId);
  });

  it('is walked through by arrow keys, and exported as it is shown', async () => {
    await page.goto(`${system.baseUrl}/rankings?subject=counties&within=14`);
    await row('140681').locator('a').first().focus();
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowDown']) await page.keyboard.press(key);
    await page.locator('[data-testid=ranking-unallocated] [data-measure=paid] button:focus').waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('[data-testid=export-csv]')]);
    expect(download.suggestedFilename()).toMatch(/^排行 山西省 各县（市、区） .*\.csv$/);
    const rows = parseCsv(await readFile(await download.path(), 'utf8'));
    expect(rows[0]?.[0]).toBe(await page.locator('h1').innerText());
    const shown = await row('140681').locator('td.figure').allInnerTexts();
    const exported = rows.find(([, , code]) => String(code).trim() === '140681');
    // The page writes nothing at all as 0, a file as 0.00.
    expect(exported?.slice(4, 10).map(Number)).toEqual(shown.map(Number));
    expect(await seriousFindings()).toEqual([]);
  });

  it('shows every county as a tile, which a key finds and a click enters', async () => {
    await page.click('[data-testid=view-tiles]');
    const tile = page.locator('[data-testid=tiles] [data-code="140681"]');
    await tile.waitFor();
    expect(await page.locator('[data-testid=tiles] a').count()).toBe(117);
    expect(await tile.getAttribute('data-step')).toBe('7');
    expect(await page.getByRole('link', { name: '怀仁市，70.00 元', exact: true }).getAttribute('data-code')).toBe('140681');
    expect(await page.locator('[data-testid=tiles] [data-step=unknown]').count()).toBe(116);
    expect(await page.locator('[data-testid=legend]').innerText()).toContain('70.00');
    expect(await page.locator('[data-testid=map-table] [data-id=total]').innerText()).toContain('70.00');
    expect(await seriousFindings()).toEqual([]);
    await page.locator('[data-testid=tiles] a[tabindex="0"]').focus();
    for (const key of ['ArrowDown', 'ArrowDown']) await page.keyboard.press(key);
    await page.locator('[data-testid=tiles] [data-code="140681"]:focus').waitFor();
    await page.keyboard.press('Enter');
    await untilNet('140681102', '70.00');
  });

  it('fits a phone without scrolling sideways', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`${system.baseUrl}/rankings?subject=counties&all=1&from=2026-01-01&to=${businessDayOf(new Date())}`);
    await untilNet('140681', '70.00');
    expect(await overflow()).toBe(false);
    await page.goto(`${system.baseUrl}/rankings?subject=counties&within=14&view=tiles`);
    await page.locator('[data-testid=tiles] [data-code="140681"]').waitFor();
    expect(await overflow()).toBe(false);
    await page.goto(`${system.baseUrl}/rankings?subject=counties&within=14&why=140681&whyOf=net&whyBy=orders`);
    await page.locator('[data-testid=open-order]').first().click();
    await page.locator('[data-testid=explained-entry]').first().waitFor();
    expect(await overflow()).toBe(false);
    expect(complaints).toEqual([]);
  });
});
