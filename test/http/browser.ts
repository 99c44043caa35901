import type { TestApp } from '../support/test-app.js';
import { type Method, OutsideProgram, type Problem, type Reply } from './outside-program.js';

export interface Credentials {
  readonly username: string;
  readonly password: string;
  readonly code?: string;
}

/** A browser: keeps its cookies and sends the CSRF token back with what it writes. */
export class Browser {
  private cookies: Readonly<Record<string, string>> = {};

  constructor(
    private readonly server: TestApp,
    /** Every browser sits at an address of its own, unless it is told where. */
    private readonly headers: Readonly<Record<string, string>> = { 'x-forwarded-for': nextAddress() },
  ) {}

  static async signedIn(server: TestApp, credentials: Credentials): Promise<Browser> {
    const browser = new Browser(server);
    const { status, body } = await browser.signIn(credentials);
    if (status !== 200) throw new Error(`${credentials.username} was not signed in: ${status} ${JSON.stringify(body)}`);
    return browser;
  }

  signIn({ username, password, code }: Credentials): Promise<Reply<Problem>> {
    return this.ask<Problem>('POST', '/api/v1/auth/login', { username, password, ...(code === undefined ? {} : { code }) });
  }

  get sessionToken(): string {
    return this.cookies.cunbo_session ?? '';
  }

  async ask<Body = unknown>(method: Method, path: string, body?: unknown, more: Record<string, string> = {}): Promise<Reply<Body>> {
    const cookie = Object.entries(this.cookies)
      .map(([name, value]) => `${name}=${value}`)
      .join('; ');
    const csrf = this.cookies.csrf;
    const own = { authorization: '', ...(cookie === '' ? {} : { cookie }), ...(csrf === undefined ? {} : { 'x-csrf-token': csrf }) };
    const reply = await new OutsideProgram(this.server).ask<Body>(method, path, body, { ...own, ...this.headers, ...more });
    const given = reply.headers['set-cookie'];
    if (Array.isArray(given)) this.keep(given.map(String));
    return reply;
  }

  /** For what must succeed. */
  async must<Body = unknown>(expected: number, method: Method, path: string, body?: unknown): Promise<Body> {
    const reply = await this.ask<Body>(method, path, body);
    if (reply.status !== expected) throw new Error(`${method} ${path} was answered ${reply.status}: ${JSON.stringify(reply.body)}`);
    return reply.body;
  }

  private keep(lines: readonly string[]): void {
    for (const line of lines) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=');
      this.cookies = { ...this.cookies, [name]: value };
    }
  }
}

let addresses = 0;

/** Of a network that is for documentation, and trusted by nobody. */
export function nextAddress(): string {
  addresses += 1;
  return `198.18.${(addresses >> 8) & 255}.${addresses & 255}`;
}
