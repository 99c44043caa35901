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

  it('fits a phone without scrolling sideways', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`${system.baseUrl}/rankings?subject=counties&all=1&from=2026-01-01&to=${businessDayOf(new Date())}`);
    await untilNet('140681', '70.00');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    expect(complaints).toEqual([]);
  });
});
