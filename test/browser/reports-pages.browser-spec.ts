import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { ADMIN_PASSWORD, SystemUnderTest } from '../process/system-under-test.js';
import { openBrowser, Visitor } from './visitor.js';

const START_LIMIT_MS = 180_000;
const FILE = 'src/modules/demo/data/shuozhou-2023-01-07.tsv';
const AXE = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
const PHONE = { width: 390, height: 844 };
const DESK = { width: 1440, height: 900 };

/** A bureau's table of figures, from an empty sheet to the one that is printed. */
describe('the pages of the reports in a browser', () => {
  let system: SystemUnderTest;
  let browser: Browser;
  let visitor: Visitor;
  let page: Page;

  beforeAll(async () => {
    system = await SystemUnderTest.open();
    await system.launch('all').untilItSays('Cunbo is listening');
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

  const row = (name: string) => page.locator(`[data-testid=report-grid] tbody tr[data-row="${name}"]`);
  const texts = (name: string) => row(name).locator('td:not(.word)').allInnerTexts();
  const field = (name: string, column: number) => row(name).locator('input').nth(column);
  const outcome = (text: string) => page.locator(`[data-testid=outcome]:has-text("${text}")`).waitFor();

  it('let somebody make a table and take its figures from a file', async () => {
    await page.click('header nav >> text=报表');
    await page.locator('[data-testid=empty]').waitFor();
    await page.click('[data-testid=new]');
    await page.fill('[data-testid=find-division]', '1406');
    await page.click('[data-testid=choice-1406]');
    await page.fill('[data-testid=report-title]', '数字朔州');
    await page.selectOption('[data-testid=lastMonth]', '7');
    await page.click('[data-testid=make-report]');
    await page.locator('[data-testid=shape]').waitFor();
    await page.click('[data-testid=view-import]');
    await page.setInputFiles('[data-testid=import-file]', FILE);
    await page.click('[data-testid=import-go]');
    await outcome('已导入 15 行');
    await page.click('[data-testid=view-import]');
    await row('原煤').waitFor();
    expect((await texts('原煤')).slice(0, 6)).toEqual(['13395.8', '3.7', '996.8', '2.6', '681.9', '4.9']);
    expect((await texts('原煤')).slice(12, 14)).toEqual(['—', '—']);
    expect((await texts('规模以上工业增加值')).slice(0, 2)).toEqual(['※', '-2.8']);
    expect((await texts('一般公共预算收入')).at(-1)).toBe('34.5');
    expect(await row('一般公共预算收入').locator('.residual').getAttribute('title')).toBe('各成员合计 65.6，比总数差 34.5');
    expect(await page.locator('[data-testid=report-grid] thead').innerText()).toContain('其中：开发区');
  });

  it('let it be filled in from the keyboard and from a spreadsheet, and keep nothing that is no figure', async () => {
    await page.click('[data-testid=view-fill]');
    await field('原煤', 0).click();
    await page.keyboard.type('13400.0');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.getAttribute("aria-label")')).toBe('洗煤，全市，累计完成');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.type('约五');
    expect(await page.locator('[data-testid=changed]').innerText()).toBe('1 格不是数字，也不是 — … ※');
    expect(await page.isDisabled('[data-testid=save-cells]')).toBe(true);
    await page.keyboard.press('ArrowUp');
    await pasteBlock('3.8\t…\n-5\t※\n');
    expect(await Promise.all([0, 1, 2].map((column) => field('洗煤', column).inputValue()))).toEqual(['9175.6', '-5', '※']);
    await page.click('[data-testid=save-cells]');
    await outcome('已保存');
    await page.click('[data-testid=view-fill]');
    await row('原煤').locator('input').first().waitFor({ state: 'detached' });
    expect((await texts('原煤')).slice(0, 3)).toEqual(['13400.0', '3.8', '…']);
    expect((await texts('洗煤')).slice(0, 3)).toEqual(['9175.6', '-5.0', '※']);
    expect(await page.locator('[data-testid=report-notes]').innerText()).toContain('“…”表示尚未报送');
  });

  /** Into the field that has the focus, as the clipboard brings it. */
  function pasteBlock(text: string): Promise<unknown> {
    return page.evaluate(`(() => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', ${JSON.stringify(text)});
      document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    })()`);
  }

  it('let rows be added, moved and removed, with notes under the table', async () => {
    await page.click('[data-testid=view-shape]');
    await page.click('[data-testid=add-footnote]');
    await page.getByLabel('注 1', { exact: true }).fill('规模以上工业增加值按规定不公布绝对值。');
    const line = (index: number) => page.locator('[data-testid=shape-indicators] li').nth(index);
    await line(4).getByLabel('注的序号').fill('1');
    await line(4).getByLabel('注的序号').blur();
    await line(14).getByRole('button', { name: '上移' }).click();
    await line(14).getByRole('button', { name: '去掉' }).click();
    await page.click('[data-testid=save-shape]');
    await outcome('表样已保存');
    await page.click('[data-testid=view-shape]');
    await row('规模以上工业增加值').locator('sup').waitFor();
    const names = await page.locator('[data-testid=report-grid] tbody th').allInnerTexts();
    expect([names.length, names.at(-1)?.split('\n')[0]]).toEqual([14, '居民消费价格指数']);
    expect(await page.locator('[data-testid=report-notes]').innerText()).toContain('①规模以上工业增加值按规定不公布绝对值。'.slice(1));
  });

  it('hand the table over as a file', async () => {
    for (const format of ['xlsx', 'pdf', 'csv']) {
      const [download] = await Promise.all([page.waitForEvent('download'), page.click(`[data-testid=export-${format}]`)]);
      expect(download.suggestedFilename()).toMatch(new RegExp(`1—7月数字朔州\\.${format}$`));
      expect(readFileSync(await download.path()).length).toBeGreaterThan(500);
    }
  });

  it.each([
    ['desk', DESK],
    ['phone', PHONE],
  ])('fit a %s, move the table inside its frame alone, and can be used by everybody', async (_where, viewport) => {
    await page.setViewportSize(viewport);
    const { pathname } = new URL(page.url());
    for (const path of ['/reports', pathname, `${pathname}?view=fill`, `${pathname}?view=shape`, `${pathname}?view=import`]) {
      await visitor.goTo(path);
      await page.locator(path === '/reports' ? '[data-testid=report-row]' : '[data-testid=report-grid]').waitFor();
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
