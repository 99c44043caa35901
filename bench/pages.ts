// What a page weighs and how long it takes until its table is filled: Debian's Chromium with an empty cache, on loopback, the processor slowed to
// a quarter and not slowed, in turns. The slowed run is compared with the same page not slowed.
import { type Browser, type BrowserContextOptions, chromium } from 'playwright-core';
import type { Installation } from './installation.ts';
import { startServerProcess } from './server-process.ts';
import { LAST_DAY } from './world.ts';

const THROTTLES = [1, 4] as const;
const PATIENCE_MS = 60_000;

export interface PageRun {
  readonly page: string;
  readonly throttle: number;
  /** From the start of the navigation to the first row of figures. */
  readonly filledMs: number;
  /** As they travelled, compressed, until the table was filled: what comes later is loaded beside it. */
  readonly scriptBytes: number;
  readonly styleBytes: number;
  /** With what came until nothing more was loaded: charts. */
  readonly allScriptBytes: number;
}

export const PAGES = [
  ['counties, 30 days', `/rankings?from=${monthBefore(LAST_DAY)}&to=${LAST_DAY}`],
  ['villages of a county, 30 days', `/rankings?subject=villages&within=140681&from=${monthBefore(LAST_DAY)}&to=${LAST_DAY}`],
] as const;

export async function measurePages(installation: Installation, rounds: number): Promise<PageRun[]> {
  const server = await startServerProcess(installation, { CUNBO_ROLE: 'api' });
  const browser = await chromium.launch({ executablePath: process.env.CUNBO_BROWSER ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
  const baseURL = `http://127.0.0.1:${server.port}`;
  try {
    const storageState = await signedIn(browser, baseURL, installation.environment.CUNBO_ADMIN_PASSWORD ?? '');
    const runs: PageRun[] = [];
    for (let round = 0; round < rounds; round += 1)
      for (const [page, path] of PAGES)
        for (const throttle of THROTTLES)
          runs.push({ page, throttle, ...(await openPage(browser, { baseURL, storageState, locale: 'zh-CN' }, path, throttle)) });
    return runs;
  } finally {
    await browser.close();
    await server.stop();
  }
}

async function signedIn(browser: Browser, baseURL: string, password: string): Promise<BrowserContextOptions['storageState']> {
  const context = await browser.newContext({ baseURL });
  const page = await context.newPage();
  await page.goto('/sign-in');
  await page.fill('[data-testid=username]', 'admin');
  await page.fill('[data-testid=password]', password);
  await page.click('[data-testid=sign-in]');
  await page.locator('[data-testid=sentence]').waitFor();
  const state = await context.storageState();
  await context.close();
  return state;
}

/** In a context of its own, so that nothing is in its cache. */
async function openPage(
  browser: Browser,
  options: BrowserContextOptions,
  path: string,
  throttle: number,
): Promise<Omit<PageRun, 'page' | 'throttle'>> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: throttle });
  const kinds = new Map<string, string>();
  const bytes: Record<string, number> = { Script: 0, Stylesheet: 0 };
  devtools.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type));
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId) ?? '';
    if (kind in bytes) bytes[kind] = (bytes[kind] ?? 0) + encodedDataLength;
  });
  try {
    await page.goto(path, { waitUntil: 'commit' });
    await page.locator('[data-testid=ranking-row]').first().waitFor({ timeout: PATIENCE_MS });
    const filledMs = await page.evaluate(() => performance.now());
    const [scriptBytes, styleBytes] = [bytes.Script ?? 0, bytes.Stylesheet ?? 0];
    await page.locator('canvas').first().waitFor({ timeout: PATIENCE_MS });
    return { filledMs, scriptBytes, styleBytes, allScriptBytes: bytes.Script ?? 0 };
  } finally {
    await context.close();
  }
}

function monthBefore(day: string): string {
  return new Date(Date.parse(day) - 29 * 86_400_000).toISOString().slice(0, 10);
}
