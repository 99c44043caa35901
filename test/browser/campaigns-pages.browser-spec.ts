import axe from 'axe-core';
import type { Browser } from 'playwright-core';
import type { ApiClient } from '../process/api-client.js';
import { eventually } from '../process/eventually.js';
import { ADMIN_PASSWORD, SystemUnderTest } from '../process/system-under-test.js';
import { openBrowser, Visitor } from './visitor.js';

const COUNTY = '140425';
const OTHER_COUNTY = '140681';
const DAY = '2026-02-24';
const COUNTED_WITHIN_MS = 30_000;
const START_LIMIT_MS = 180_000;

/** A campaign from being made to being printed, as an officer goes about it. */
describe('the pages of campaigns in a browser', () => {
  let system: SystemUnderTest;
  let browser: Browser;
  let api: ApiClient;
  let visitor: Visitor;
  let sessions: string[];
  let card: string;

  beforeAll(async () => {
    system = await SystemUnderTest.open();
    await system.launch('all').untilItSays('Cunbo is listening');
    api = await system.signIn();
    sessions = [
      await sessionThatSold(COUNTY, '平顺潞党参合作社', 8_000_000),
      await sessionThatSold(OTHER_COUNTY, '怀仁陶瓷合作社', 1_000_000),
    ];
    browser = await openBrowser();
    visitor = await Visitor.arrive(browser, system.baseUrl);
    await visitor.signIn('admin', ADMIN_PASSWORD);
    await visitor.isInside();
  }, START_LIMIT_MS);

  afterAll(async () => {
    await browser?.close();
    await system.close();
  });

  async function sessionThatSold(divisionCode: string, name: string, paidFen: number): Promise<string> {
    const merchantId = await api.create('/api/v1/merchants', { name, kind: 'cooperative', divisionCode });
    const product = { merchantId, name: '产品', category: 'herb.lu-dangshen', originDivisionCode: divisionCode, isAgricultural: true };
    const productId = await api.create('/api/v1/products', product);
    const times = { startedAt: `${DAY}T19:00:00+08:00`, endedAt: `${DAY}T22:00:00+08:00` };
    const liveSessionId = await api.create('/api/v1/live-sessions', { merchantId, title: `${name}晚场`, ...times, views: 1_200 });
    const lines = [{ productId, quantity: 1, paidFen }];
    await api.create('/api/v1/orders', { merchantId, liveSessionId, paidAt: `${DAY}T20:00:00+08:00`, lines });
    return liveSessionId;
  }

  it('make a campaign, pick its sessions for a partner, and show its report card', async () => {
    const { page } = visitor;
    await page.click('header nav >> text=活动');
    await page.locator('[data-testid=empty]').waitFor();
    await page.click('[data-testid=make-campaign]');
    await page.fill('[data-testid=name]', '2026 新春开门红');
    await page.check('[data-testid=kind-festival]');
    await page.fill('[data-testid=from]', '2026-02-18');
    await page.fill('[data-testid=to]', '2026-02-28');
    for (const place of [
      page.locator('[data-testid=campaign-form] [data-testid=division-field]').first(),
      page.getByTestId('areas-field'),
    ]) {
      await place.getByTestId('find-division').fill('14');
      await place.getByTestId('choice-14').click();
    }
    await page.click('[data-testid=add-partner]');
    await page.fill('[data-testid=partner-name-0]', '广电总局');
    await page.fill('[data-testid=popularity]', '42000000');
    await page.click('[data-testid=save-campaign]');
    await page.selectOption('[data-testid=pick-partner]', '广电总局');
    for (const session of sessions) await page.check(`[data-testid=pick-${session}]`);
    await page.click('[data-testid=add-sessions]');
    await page.locator('[data-testid=member-row]').nth(1).waitFor();
    card = new URL(page.url()).pathname.replace('/sessions', '');
    await eventually('the card shows what was sold', COUNTED_WITHIN_MS, async () => {
      await visitor.goTo(card);
      return (await page.locator('[data-testid=number-net]').innerText()) === '90,000.00 元';
    });
    expect(await page.locator('[data-testid=number-sessions]').innerText()).toBe('2 场');
    expect(await page.locator('[data-testid=number-popularity]').innerText()).toBe('4,200.0 万');
    const rows = await page.locator('[data-testid=by-merchant-county] [data-testid=report-row]').allInnerTexts();
    expect(rows.map((row) => row.split(/\s+/))).toEqual([
      ['平顺县', '1', '1', '80,000.00', '0', '80,000.00'],
      ['怀仁市', '1', '1', '10,000.00', '0', '10,000.00'],
    ]);
    expect(await page.locator('[data-testid=comparison-lunar-year]').innerText()).toContain('2025年1月30日—2月9日');
    expect(await page.locator('[data-testid=by-partner]').innerText()).toContain('广电总局');
  });

  it('keep the filters in the address, and the card on one upright sheet', async () => {
    const { page } = visitor;
    expect(sheetsOf(await page.pdf({ preferCSSPageSize: true }))).toEqual({ sheets: 1, isUpright: true });
    await visitor.goTo('/campaigns?month=2026-02&kind=festival&state=ended&within=140425');
    await page.locator('[data-testid=campaign-row]').waitFor();
    expect(await page.locator('[data-testid=campaign-row]').allInnerTexts()).toEqual([expect.stringContaining('新春开门红')]);
    await page.click('[data-testid=sentence-kind]');
    await page.click('[data-testid=choices-kind] [data-testid=choice-ministry]');
    await page.locator('[data-testid=empty]').waitFor();
    expect(new URL(page.url()).searchParams.get('kind')).toBe('ministry');
    await page.goBack();
    await page.click('[data-testid=campaign-row] a');
    await page.locator('[data-testid=report-card]').waitFor();
    expect(new URL(page.url()).pathname).toBe(card);
  });

  it('have no serious fault for those who do not see, and fit a phone', async () => {
    const { page } = visitor;
    for (const path of ['/campaigns', '/campaigns/new', card, `${card}/sessions`, `${card}/edit`]) {
      await page.setViewportSize({ width: 390, height: 844 });
      await visitor.goTo(path);
      await page.waitForLoadState('networkidle');
      expect([path, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([path, 390]);
      await page.setViewportSize({ width: 1440, height: 900 });
      expect([path, await seriousFaults()]).toEqual([path, []]);
    }
    expect(visitor.complaints).toEqual([]);
  });

  async function seriousFaults(): Promise<string[]> {
    await visitor.page.evaluate(axe.source);
    const found = await visitor.page.evaluate<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }>('axe.run()');
    return found.violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
  }
});

function sheetsOf(pdf: Buffer): { sheets: number; isUpright: boolean } {
  const text = pdf.toString('latin1');
  const [, width = '0', height = '0'] = /\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(text) ?? [];
  return { sheets: (text.match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length, isUpright: Number(height) > Number(width) };
}
