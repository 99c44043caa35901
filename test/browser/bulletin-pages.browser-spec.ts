import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import type { ApiClient } from '../process/api-client.js';
import { ADMIN_PASSWORD, SystemUnderTest } from '../process/system-under-test.js';
import { openBrowser, Visitor } from './visitor.js';

const COUNTY = '140681';
const VILLAGE = '140681102201';
const START_LIMIT_MS = 300_000;
const STEP_MS = 150_000;
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const NARROW = { width: 390, height: 844 };
const WIDE = { width: 1440, height: 900 };

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string }[];
}

describe('the pages of bulletins in a browser', () => {
  let system: SystemUnderTest;
  let browser: Browser;
  let api: ApiClient;
  const officers: Visitor[] = [];
  let stranger: Visitor;
  let path: string;

  beforeAll(async () => {
    system = await SystemUnderTest.open();
    await system.launch('all').untilItSays('Cunbo is listening');
    api = await system.signIn();
    await sell();
    browser = await openBrowser();
    for (const name of ['drafter', 'checker', 'issuer']) officers.push(await officer(name));
    stranger = await Visitor.arrive(browser, system.baseUrl);
  }, START_LIMIT_MS);

  afterAll(async () => {
    await browser?.close();
    await system.close();
  });

  async function sell(): Promise<void> {
    const merchantId = await api.create('/api/v1/merchants', { name: '合作社', kind: 'cooperative', divisionCode: VILLAGE });
    const product = { merchantId, name: '茶具', category: 'ceramics', originDivisionCode: VILLAGE, isAgricultural: false };
    const productId = await api.create('/api/v1/products', product);
    const order = { merchantId, paidAt: '2026-10-05T12:00:00+08:00', lines: [{ productId, quantity: 1, paidFen: 12_345_600 }] };
    await api.create('/api/v1/orders', order);
    await system.settle();
  }

  async function officer(username: string): Promise<Visitor> {
    const account = { username, name: username, role: 'bureau', divisionCode: COUNTY };
    const { body } = await api.request('POST', '/api/v1/accounts', account);
    const password = String(body.password);
    await system.sql('update account set must_change_password = false where username = $1', [username]);
    const visitor = await Visitor.arrive(browser, system.baseUrl);
    await visitor.signIn(username, password);
    await visitor.isInside();
    return visitor;
  }

  const [drafter, checker, issuer] = [() => officers[0]!, () => officers[1]!, () => officers[2]!];
  const state = (page: Page, name: string): Promise<void> => page.locator(`[data-testid=state]:has-text("${name}")`).waitFor();

  it(
    'let an officer draft the bulletin of a closed month, and change its text',
    async () => {
      const { page } = drafter();
      await page.click('header nav >> text=通报');
      await page.selectOption('[data-testid=make-month]', '2026-10');
      await page.click('[data-testid=make]');
      await page.locator('[data-testid=bulletin-text]:has-text("净成交12.3万元")').waitFor();
      await state(page, '拟稿');
      path = new URL(page.url()).pathname;
      await page.click('[data-testid=edit]');
      await page.fill('[data-testid=edit-number]', '怀商通报〔2026〕11号');
      await page.fill('[data-testid=edit-body]', '一、总体情况良好。\n二、继续努力。');
      await page.click('[data-testid=save-text]');
      await page.locator('[data-testid=bulletin-text]:has-text("继续努力")').waitFor();
      expect(await page.locator('[data-testid=remark]').innerText()).toContain('不得外传');
      await page.click('[data-testid=check]');
      await page.locator('[data-testid=problem]:has-text("三个不同的人")').waitFor();
    },
    STEP_MS,
  );

  it(
    'hand it on to a checker and an issuer, and to a recipient by a link',
    async () => {
      await checker().goTo(path);
      await checker().page.click('[data-testid=check]');
      await state(checker().page, '已审核');
      const { page } = issuer();
      await issuer().goTo(path);
      await page.check('[data-testid=issue-public]');
      await page.click('[data-testid=issue]');
      await state(page, '已签发');
      await page.click('[data-testid=compare]');
      await page.locator('[data-testid=outcome]:has-text("一致")').waitFor();
      await page.fill('[data-testid=recipient]', '市商务局');
      await page.click('[data-testid=make-link]');
      const link = new URL(await page.inputValue('[data-testid=shown-once] [data-testid=secret]'));
      await stranger.goTo(`/bulletin${link.hash}`);
      await stranger.page.locator('[data-testid=bulletin-text]:has-text("继续努力")').waitFor();
      const [download] = await Promise.all([stranger.page.waitForEvent('download'), stranger.page.click('[data-testid=given-pdf]')]);
      expect(download.suggestedFilename()).toBe('关于2026年10月怀仁市直播电商销售情况的通报.pdf');
    },
    STEP_MS,
  );

  it(
    'show the public page once the operator has switched it on',
    async () => {
      await stranger.goTo('/public');
      await stranger.page.locator('[data-testid=public-problem]:has-text("没有公开页")').waitFor();
      const operator = await Visitor.arrive(browser, system.baseUrl);
      await operator.signIn('admin', ADMIN_PASSWORD);
      await operator.isInside();
      await operator.goTo('/bulletins');
      await operator.page.check('[data-testid=public-on]');
      await operator.page.click('[data-testid=save-public]');
      await operator.page.locator('[data-testid=outcome]:has-text("马上生效")').waitFor();
      await stranger.goTo('/public');
      await stranger.page.click('[data-testid=public-bulletins] a');
      await stranger.page.locator('[data-testid=bulletin-table] [data-member=total]:has-text("※")').waitFor();
    },
    STEP_MS,
  );

  it(
    'fit a desk and a phone, and are usable without eyes',
    async () => {
      const found: string[] = [];
      const publicPath = new URL(stranger.page.url()).pathname;
      const looks: readonly [Visitor, string][] = [
        [drafter(), '/bulletins'],
        [issuer(), path],
        [stranger, '/public'],
        [stranger, publicPath],
      ];
      for (const [visitor, address] of looks) {
        const { page } = visitor;
        await visitor.goTo(address);
        await page.waitForLoadState('networkidle');
        for (const viewport of [WIDE, NARROW]) {
          await page.setViewportSize(viewport);
          const excess = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
          if (Number(excess) > 0) found.push(`${address} at ${viewport.width}: ${String(excess)} px too wide`);
        }
        await page.evaluate(AXE);
        const violations = await page.evaluate<Violation[]>('axe.run().then(({ violations }) => violations)');
        for (const { id, impact, nodes } of violations)
          if (['serious', 'critical'].includes(impact))
            found.push(
              `${address}: ${id} ${nodes
                .map(({ html }) => html)
                .join(' ')
                .slice(0, 300)}`,
            );
      }
      expect(found).toEqual([]);
      expect(officers.flatMap(({ complaints }) => complaints)).toEqual([]);
    },
    STEP_MS,
  );
});
