import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Locator, type Page } from 'playwright-core';
import type { ApiClient } from '../process/api-client.js';
import type { SystemUnderTest } from '../process/system-under-test.js';
import { eventually } from '../process/eventually.js';
import { BROWSER_ARGUMENTS } from './visitor.js';

export interface Person {
  readonly username: string;
  readonly password: string;
}

/** An account that has changed its first password. */
export async function enrol(system: SystemUnderTest, api: ApiClient, username: string, role: string, scope: object): Promise<Person> {
  const { status, body } = await api.request('POST', '/api/v1/accounts', { username, name: username, role, ...scope });
  if (status !== 201) throw new Error(`POST /api/v1/accounts: ${status} ${JSON.stringify(body)}`);
  await system.sql('update account set must_change_password = false where username = $1', [username]);
  return { username, password: body.password };
}

/** A phone that can be switched off and on: what it keeps lies in a directory of its own. */
export class PhoneInHand {
  readonly complaints: string[] = [];
  /** Requests that carry something, and everything that goes to the API. */
  readonly sent: string[] = [];
  private opened: { context: BrowserContext; page: Page } | null = null;

  private constructor(
    private readonly baseUrl: string,
    private readonly directory: string,
  ) {}

  static async buy(baseUrl: string): Promise<PhoneInHand> {
    return new PhoneInHand(baseUrl, await mkdtemp(join(process.env.CUNBO_TEST_DIRECTORY ?? tmpdir(), 'cunbo-phone-')));
  }

  get page(): Page {
    if (this.opened === null) throw new Error('The phone is off.');
    return this.opened.page;
  }

  get context(): BrowserContext {
    return this.page.context();
  }

  async switchOn({ isOffline = false, path = '/phone', slowDown = 1 } = {}): Promise<void> {
    const context = await chromium.launchPersistentContext(this.directory, {
      executablePath: process.env.CUNBO_TEST_BROWSER!,
      args: BROWSER_ARGUMENTS,
      viewport: { width: 390, height: 844 },
      deviceScaleFactor: 2,
      hasTouch: true,
      isMobile: true,
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      offline: isOffline,
    });
    const page = context.pages()[0] ?? (await context.newPage());
    page.setDefaultTimeout(20_000);
    this.opened = { context, page };
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      const isOurs = message.type() === 'error' && !message.text().startsWith('Failed to load resource');
      if (isOurs) this.complaints.push(message.text());
    });
    context.on('request', (request) => {
      const { pathname } = new URL(request.url());
      if (pathname.startsWith('/api/') || request.method() !== 'GET') this.sent.push(`${request.method()} ${pathname}`);
    });
    if (slowDown > 1) await (await context.newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: slowDown });
    await page.goto(this.baseUrl + path);
  }

  async switchOff(): Promise<void> {
    await this.opened?.context.close();
    this.opened = null;
  }

  /** Takes the battery out: every process of the browser dies at once, without a word to the page or a last write to the disk. */
  async kill(): Promise<void> {
    const closed = new Promise((resolve) => this.context.once('close', resolve));
    // The browser leads a group of its own, with all its helpers; its directory is nobody else's.
    const [leader] = processesWith(`--user-data-dir=${this.directory}`).filter(({ command }) => !command.includes('--type='));
    if (leader === undefined) throw new Error('The browser does not run.');
    process.kill(-leader.group, 'SIGKILL');
    await closed;
    await this.switchOff();
  }

  async throwAway(): Promise<void> {
    await this.switchOff();
    await rm(this.directory, { recursive: true, force: true });
  }

  at(id: string): Locator {
    return this.page.locator(`[data-testid=${id}]`);
  }

  async tap(id: string): Promise<void> {
    await this.at(id).first().tap();
  }

  async signIn({ username, password }: Person): Promise<void> {
    await this.page.fill('[data-testid=username]', username);
    await this.page.fill('[data-testid=password]', password);
    await this.tap('sign-in');
    await this.at('sum').waitFor();
    await this.page.locator('[data-signal=reached]').waitFor();
  }

  /** Until the page can be opened without a signal. */
  async isInstalled(): Promise<void> {
    await this.page.evaluate('navigator.serviceWorker.ready.then(() => true)');
  }

  /** Until something lies on the phone under that name. */
  async areKept(name: string): Promise<void> {
    const look = `new Promise((resolve) => {
      const opening = indexedDB.open('cunbo-phone');
      opening.onsuccess = () => {
        const asked = opening.result.transaction('kept').objectStore('kept').get(${JSON.stringify(name)});
        asked.onsuccess = () => (opening.result.close(), resolve(asked.result !== undefined));
      };
    })`;
    await eventually(`${name} is on the phone`, 30_000, async () => (await this.page.evaluate(look)) === true, 100);
  }

  async amount(): Promise<string> {
    return this.at('amount').inputValue();
  }

  async logOrder(amount: string): Promise<void> {
    await this.tap('log-order');
    await this.page.fill('[data-testid=amount]', amount);
    await this.tap('save-order');
    await this.at('sheet').waitFor({ state: 'detached' });
  }

  /** What was just written is a draft once its sheet has closed; before that, all that was there may have been sent. */
  async allIsSent(): Promise<void> {
    await this.at('sheet').waitFor({ state: 'detached' });
    await this.at('all-sent').waitFor({ timeout: 60_000 });
  }
}

function processesWith(argument: string): { readonly group: number; readonly command: string }[] {
  const lines = execFileSync('ps', ['-A', '-ww', '-o', 'pgid=,args='], { encoding: 'utf8' }).split('\n');
  return lines.flatMap((line) => {
    const [, group = '', command = ''] = /^\s*(\d+)\s+(.*)$/.exec(line) ?? [];
    return command.split(' ').includes(argument) ? [{ group: Number(group), command }] : [];
  });
}
