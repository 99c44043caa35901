import { type Browser, chromium, type Page } from 'playwright-core';

export const BROWSER_ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env.CUNBO_TEST_BROWSER!, args: BROWSER_ARGUMENTS });
}

/** Somebody at a desk of their own: a session belongs to one of them. */
export class Visitor {
  /** What the browser complained about: errors in the page, a policy that was broken. */
  readonly complaints: string[] = [];
  /** What the server answered with a refusal, each kind once. */
  readonly refusals = new Set<string>();

  private constructor(
    readonly page: Page,
    private readonly baseUrl: string,
  ) {}

  static async arrive(browser: Browser, baseUrl: string): Promise<Visitor> {
    const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' })).newPage();
    // Sooner than the test: the failure then names what it waited for.
    page.setDefaultTimeout(20_000);
    const visitor = new Visitor(page, baseUrl);
    page.on('pageerror', (error) => visitor.complaints.push(error.message));
    page.on('console', (message) => message.type() === 'error' && visitor.hear(message.text()));
    page.on('response', (response) => {
      const said = `${response.status()} ${response.request().method()} ${new URL(response.url()).pathname}`;
      if (response.status() >= 400) visitor.refusals.add(said);
    });
    return visitor;
  }

  private hear(text: string): void {
    if (!text.startsWith('Failed to load resource')) this.complaints.push(text);
  }

  async goTo(path: string): Promise<void> {
    await this.page.goto(this.baseUrl + path);
  }

  async signIn(username: string, password: string): Promise<void> {
    await this.goTo('/sign-in');
    await this.page.fill('[data-testid=username]', username);
    await this.page.fill('[data-testid=password]', password);
    await this.page.click('[data-testid=sign-in]');
  }

  async typeCode(code: string): Promise<void> {
    await this.page.fill('[data-testid=code]', code);
    await this.page.click('[data-testid=sign-in]');
  }

  async signOut(): Promise<void> {
    await this.page.click('[data-testid=sign-out]');
    await this.page.locator('[data-testid=sign-in-form]').waitFor();
  }

  /** The first room, which means that nothing is asked for any more. */
  async isInside(): Promise<void> {
    await this.page.locator('[data-testid=sentence]').waitFor();
  }

  async rooms(): Promise<string[]> {
    return this.page.locator('header nav a').allInnerTexts();
  }
}
