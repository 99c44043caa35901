import { type Browser, chromium, type Page } from 'playwright-core';
import { addDays, businessDayOf } from '../../src/kernel/business-day.js';
import type { ApiClient } from '../process/api-client.js';
import { eventually } from '../process/eventually.js';
import { openShop, SHOP_SECRET } from '../process/sales.js';
import { ADMIN_PASSWORD, SystemUnderTest } from '../process/system-under-test.js';
import { signedHeaders } from '../support/test-app.js';

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const PAGES = ['messages', 'awaiting', 'items', 'deliveries'];

/** What a shop without anybody's help cannot repair, repaired by a person in the browser. */
describe('the pages of the sources in a browser', () => {
  let system: SystemUnderTest;
  let browser: Browser;
  let page: Page;
  let api: ApiClient;
  let shopId: string;
  const complaints: string[] = [];

  beforeAll(async () => {
    system = await SystemUnderTest.open();
    await system.launch('all').untilItSays('Cunbo is listening');
    api = await system.signIn();
    shopId = await openShop(api);
    browser = await chromium.launch({ executablePath: process.env.CUNBO_TEST_BROWSER!, args: ARGUMENTS });
    page = await (await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' })).newPage();
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    await signIn();
  });

  afterAll(async () => {
    await browser?.close();
    await system.close();
  });

  async function signIn(): Promise<void> {
    await page.goto(`${system.baseUrl}/sign-in`);
    await page.fill('[data-testid=username]', 'admin');
    await page.fill('[data-testid=password]', ADMIN_PASSWORD);
    await page.click('[data-testid=sign-in]');
    await page.locator('[data-testid=sentence]').waitFor();
    // Asking who is signed in before anybody was is answered with 401, which a browser reports.
    complaints.length = 0;
  }

  async function push(id: string, lines: readonly object[], type = 'order.changed'): Promise<string> {
    const at = new Date(Date.now() - 60_000).toISOString();
    const data = { orderNo: `no-${id}`, version: 1, status: 'paid', createdAt: at, paidAt: at, lines, refunds: [] };
    const body = JSON.stringify({ type, timestamp: at, data });
    const answer = await fetch(`${system.baseUrl}/webhooks/standard/${shopId}`, {
      method: 'POST',
      headers: signedHeaders(SHOP_SECRET, id, body),
      body,
    });
    expect(answer.status).toBe(204);
    return body;
  }

  /** As if no reader had understood the message at first, and one does by now. */
  async function pushMisunderstood(id: string): Promise<void> {
    const body = await push(id, [{ lineNo: '1', itemId: 'bowl', title: '青花大碗', quantity: 1, paidFen: 5_980 }], 'order.unheard');
    await system.settle();
    const sound = body.replace('order.unheard', 'order.changed');
    await system.sql(`update inbox_payload set body = convert_to($2, 'UTF8') where message_key = $1`, [id, sound]);
  }

  const row = (state: string) => page.locator(`[data-testid=message-row][data-state=${state}]`);

  it('lead from the reason of a message to its content', async () => {
    await push('empty', []);
    await system.settle();
    await pushMisunderstood('unheard');
    await page.click('nav >> text=来源');
    await row('quarantined').nth(1).waitFor();
    await page.click('[data-testid=reason-count][data-reason="field.choice"] button');
    await row('quarantined').nth(1).waitFor({ state: 'detached' });
    expect(new URL(page.url()).searchParams.get('reason')).toBe('field.choice');
    expect(await page.locator('[data-testid=sentence]').innerText()).toContain('没见过的取值');
    await page.click('[data-testid=open-message]');
    const body = await page.locator('[data-testid=message-body]').innerText();
    expect(JSON.parse(body)).toMatchObject({ data: { orderNo: 'no-unheard', lines: [{ itemId: 'bowl', paidFen: 5_980 }] } });
    expect(await page.locator('[data-testid=message-reason]').innerText()).toContain('/type: must be one of');
  });

  it('show what a replay would do before it is done', async () => {
    await page.check('[data-testid=message-row] [data-testid=tick]');
    await page.click('[data-testid=try-ticked]');
    await page.locator('[data-testid=trial]').waitFor();
    expect(await page.locator('[data-testid=trial-fates] [data-fate=applied] dd').innerText()).toBe('1');
    expect(await page.locator('[data-testid=trial-change]').innerText()).toContain('+59.80');
    expect(await page.locator('[data-testid=replayed-order]').innerText()).toContain('0 → 59.80');
    expect(await row('quarantined').count()).toBe(1);
    await page.click('[data-testid=replay-go]');
    await page.locator('[data-testid=replay] [data-testid=outcome]:has-text("已放回 1 条")').waitFor();
    await page.locator('[data-testid=empty]').waitFor();
    await system.settle();
    await page.goto(`${system.baseUrl}/sources/messages?shop=${shopId}&state=applied`);
    await row('applied').waitFor();
    expect(await row('applied').innerText()).toContain('no-unheard');
  });

  it('leave in quarantine what is no better than before, and say so', async () => {
    await page.goto(`${system.baseUrl}/sources/messages?reason=order.no-lines`);
    await page.click('[data-testid=try-all]');
    await page.locator('[data-testid=trial]').waitFor();
    expect(await page.locator('[data-testid=trial-fates] [data-fate=quarantined] dd').innerText()).toBe('1');
    expect(await page.locator('[data-testid=trial]').innerText()).toContain('账面一分钱都不会变');
  });

  it('map an item, and past sales follow', async () => {
    const { merchantId } = (await api.request('GET', `/api/v1/shops/${shopId}`)).body;
    const product = { merchantId, name: '大碗', category: 'ceramics', originDivisionCode: '140681', isAgricultural: false };
    await api.create('/api/v1/products', product);
    await page.click('[data-testid=sources-nav] >> text=待归类商品');
    const shop = page.locator(`[data-testid=unmapped-shop][data-shop="${shopId}"]`);
    await shop.locator('[data-testid=tick-all]').check();
    await shop.locator('[data-testid=product]').selectOption({ label: '大碗' });
    await shop.locator('[data-testid=map]').click();
    await page.locator('[data-testid=outcome]:has-text("1 种商品已归到“大碗”，过去的 1 笔")').waitFor();
    await page.locator('[data-testid=empty]').waitFor({ timeout: 20_000 });
    await system.settle();
    const today = businessDayOf(new Date());
    const days = `from=${addDays(today, -1)}&to=${today}`;
    const { body } = await api.request('GET', `/api/v1/rankings/products?within=1406&${days}`);
    expect(body.items).toMatchObject([{ name: '大碗', paidFen: 5_980 }]);
  });

  it('show how a shop is doing, and that a test message reaches it', async () => {
    await page.click('[data-testid=sources-nav] >> text=接收健康');
    const delivery = page.locator(`[data-testid=delivery][data-shop="${shopId}"]`);
    await delivery.locator('[data-testid=test-message]').click();
    await delivery.locator('[data-testid=outcome]:has-text("204")').waitFor();
    await delivery.locator('[data-testid=open-delivery]').click();
    await page.locator('[data-testid=delivery-figures]').waitFor();
    // The door counts in memory and writes it down every few seconds.
    const accepted = page.locator('[data-testid=delivery-figures] [data-number=accepted] dd:not(:text-is("0"))');
    await eventually('the messages are counted', 30_000, async () => {
      await page.reload();
      return accepted.waitFor({ timeout: 2_000 }).then(
        () => true,
        () => false,
      );
    });
    await page.locator('[data-testid=delivery-chart] svg').waitFor();
  });

  it('say since when a platform is asked again that was never asked before', async () => {
    const { merchantId } = (await api.request('GET', `/api/v1/shops/${shopId}`)).body;
    // Without the keys of its API nobody is really asked.
    const told = { platform: 'woocommerce', name: '网店', externalShopId: 'shop.example.com', credentials: { secret: 's3cr3t' } };
    const askable = await api.create('/api/v1/shops', { merchantId, ...told });
    await page.goto(`${system.baseUrl}/sources/deliveries/${askable}`);
    await page.click('[data-testid=pull-go]');
    const outcome = page.locator('.actions [data-testid=outcome]:has-text("已安排")');
    await outcome.waitFor();
    expect(await outcome.innerText()).toMatch(/从 \d{4}年\d+月\d+日 \d\d:\d\d 起/);
    expect(await outcome.innerText()).not.toContain('undefined');
    await page.goto(`${system.baseUrl}/sources/deliveries/${shopId}`);
  });

  it("tell a day's difference once the platform's total is typed in", async () => {
    const day = page.locator('[data-testid=reconciled-day]').first();
    await day.locator('[data-testid=open-day]').click();
    await page.fill('[data-testid=total-paid]', '60');
    await page.fill('[data-testid=total-orders]', '1');
    await page.click('[data-testid=save-total]');
    await day.locator('[data-testid=difference]:has-text("−0.20")').waitFor();
    await page.locator('[data-testid=no-orders]').waitFor();
  });

  it('fit a phone without scrolling sideways, and never complain', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    for (const name of [...PAGES, `deliveries/${shopId}`]) {
      await page.goto(`${system.baseUrl}/sources/${name}`);
      await page.waitForLoadState('networkidle');
      expect([name, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([name, 390]);
    }
    expect(complaints).toEqual([]);
  });
});
