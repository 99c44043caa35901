// What the clerk's page weighs and how long it takes until something can be logged: an empty cache, a processor slowed to a quarter and a
// network of 400 kbit/s with 300 ms there and back, beside neither; and the same page again, as its worker has kept it.
import { type Browser, type CDPSession, chromium, type Page } from 'playwright-core';
import type { Installation } from './installation.ts';
import { type ServerProcess, startServerProcess } from './server-process.ts';

const SLOW = { throttle: 4, kilobits: 400, latencyMs: 300 };
const FREE = { throttle: 1, kilobits: null, latencyMs: 0 };
const PATIENCE_MS = 120_000;

export interface PhoneRun {
  readonly visit: 'first' | 'again';
  readonly throttle: number;
  /** Per second, both ways; null: not limited. */
  readonly kilobits: number | null;
  /** From the start of the navigation until the button that begins a session is there. */
  readonly usableMs: number;
  /** As they travelled, until then. */
  readonly scriptBytes: number;
  readonly styleBytes: number;
  /** With the page, its manifest, pictures and what the API answered. */
  readonly allBytes: number;
}

interface Clerk {
  readonly username: string;
  readonly password: string;
}

export async function measurePhonePage(installation: Installation, rounds: number): Promise<PhoneRun[]> {
  const server = await startServerProcess(installation, { CUNBO_ROLE: 'api' });
  const browser = await chromium.launch({ executablePath: process.env.CUNBO_BROWSER ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
  try {
    const clerk = await enrolClerk(installation, server);
    const runs: PhoneRun[] = [];
    for (let round = 0; round < rounds; round += 1)
      for (const conditions of [FREE, SLOW])
        runs.push(...(await visitTwice(browser, `http://127.0.0.1:${server.port}`, clerk, conditions)));
    return runs;
  } finally {
    await browser.close();
    await server.stop();
  }
}

async function enrolClerk({ admin }: Installation, server: ServerProcess): Promise<Clerk> {
  const username = `clerk-${Date.now()}`;
  const account = { username, name: username, role: 'clerk', merchantIds: ['1'] };
  const made = (await server.create('/api/v1/accounts', account)) as { readonly password: string };
  await admin.query('update account set must_change_password = false where username = $1', [username]);
  return { username, password: made.password };
}

/** In a context of its own: signed in through the API, so that nothing of the page is in its cache. */
async function visitTwice(browser: Browser, baseURL: string, clerk: Clerk, conditions: typeof SLOW | typeof FREE): Promise<PhoneRun[]> {
  const context = await browser.newContext({
    baseURL,
    locale: 'zh-CN',
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
  });
  try {
    await context.request.post('/api/v1/auth/login', { data: clerk });
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await slowDown(devtools, conditions);
    const { throttle, kilobits } = conditions;
    const first = await visit(page, devtools);
    await page.evaluate('navigator.serviceWorker.ready.then(() => true)');
    const again = await visit(page, devtools);
    return [
      { visit: 'first', throttle, kilobits, ...first },
      { visit: 'again', throttle, kilobits, ...again },
    ];
  } finally {
    await context.close();
  }
}

async function slowDown(devtools: CDPSession, { throttle, kilobits, latencyMs }: typeof SLOW | typeof FREE): Promise<void> {
  await devtools.send('Network.enable');
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: throttle });
  if (kilobits === null) return;
  const throughput = (kilobits * 1_000) / 8;
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: latencyMs,
    downloadThroughput: throughput,
    uploadThroughput: throughput,
  });
}

async function visit(page: Page, devtools: CDPSession): Promise<Pick<PhoneRun, 'usableMs' | 'scriptBytes' | 'styleBytes' | 'allBytes'>> {
  const kinds = new Map<string, string>();
  const bytes = { Script: 0, Stylesheet: 0, all: 0 };
  const onResponse = ({ requestId, type }: { requestId: string; type: string }): void => void kinds.set(requestId, type);
  const onFinished = ({ requestId, encodedDataLength }: { requestId: string; encodedDataLength: number }): void => {
    const kind = kinds.get(requestId);
    bytes.all += encodedDataLength;
    if (kind === 'Script' || kind === 'Stylesheet') bytes[kind] += encodedDataLength;
  };
  devtools.on('Network.responseReceived', onResponse);
  devtools.on('Network.loadingFinished', onFinished);
  await page.goto('/phone', { waitUntil: 'commit' });
  await page.locator('[data-testid=start]').waitFor({ timeout: PATIENCE_MS });
  const usableMs = await page.evaluate(() => performance.now());
  devtools.off('Network.responseReceived', onResponse);
  devtools.off('Network.loadingFinished', onFinished);
  return { usableMs, scriptBytes: bytes.Script, styleBytes: bytes.Stylesheet, allBytes: bytes.all };
}
