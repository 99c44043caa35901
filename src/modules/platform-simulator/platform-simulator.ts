import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { PlatformFaults } from './faults.js';
import type { ApiAnswer, ApiQuestion } from './platform-api-side.js';
import { PLATFORMS, type ShopDraft, type SimulatedPlatform } from './platform-side.js';
import { sideOf } from './platform-sides.js';
import { SimulatorError } from './platform-simulator.errors.js';
import { SimulatedShop } from './simulated-shop.js';
import { wireJson } from './wire-format.js';

/** Success in every platform's words, and texts where lists and objects should be. */
const NONSENSE: ApiAnswer = {
  status: 200,
  body: { code: 10000, errcode: 0, result: 1, success: true, data: '维护中', order: '维护中', orders: '维护中', response: '维护中' },
};
const NOTHING_HERE: ApiAnswer = { status: 404, body: { error: 'no such platform' } };

/** The shop platforms, on this machine: shops with their books, and the APIs that answer about them. */
export class PlatformSimulator {
  readonly faults = new PlatformFaults();
  /** Paths that were asked for, in order: `douyin GET /order/orderDetail`. */
  readonly asked: string[] = [];
  private readonly shops: SimulatedShop[] = [];
  private server: Server | null = null;

  constructor(private readonly now: () => Date = () => new Date()) {}

  openShop(draft: ShopDraft): SimulatedShop {
    const shop = new SimulatedShop(draft, sideOf(draft.platform).pushes);
    this.shops.push(shop);
    return shop;
  }

  async start(port = 0): Promise<void> {
    const server = createServer((request, response) => void this.serve(request, response));
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
    this.server = server;
  }

  async stop(): Promise<void> {
    const server = this.server;
    this.server = null;
    if (server === null) return;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }

  get port(): number {
    const address = this.server?.address();
    if (typeof address !== 'object' || address === null) throw new SimulatorError('simulator.not-started', 'Call start() first');
    return address.port;
  }

  baseUrl(platform: SimulatedPlatform): string {
    return `http://127.0.0.1:${this.port}/${platform}`;
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const fault = this.faults.next(this.now());
      if (fault === 'dead') return void request.socket.destroy();
      if (this.faults.slowMs > 0) await delay(this.faults.slowMs);
      if (fault === 'nonsense') return void send(response, NONSENSE);
      if (fault === 'server-error') send(response, { status: 502, body: '' });
      else send(response, await this.answer(request, fault === 'too-many'));
    } catch (error) {
      send(response, { status: 500, body: { error: String(error) } });
    }
  }

  private async answer(request: IncomingMessage, isTooMany: boolean): Promise<ApiAnswer> {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const [, name = '', ...rest] = url.pathname.split('/');
    const platform = PLATFORMS.find((each) => each === name);
    if (platform === undefined) return NOTHING_HERE;
    const question = { ...(await questionOf(request, url)), path: `/${rest.join('/')}`, now: this.now() };
    this.asked.push(`${platform} ${question.method} ${question.path}`);
    const { api } = sideOf(platform);
    if (isTooMany) return api.tooMany;
    return api.answer(
      question,
      this.shops.filter((shop) => shop.draft.platform === platform),
    );
  }
}

async function questionOf(request: IncomingMessage, url: URL): Promise<Omit<ApiQuestion, 'path' | 'now'>> {
  return { method: request.method ?? 'GET', query: url.searchParams, headers: request.headers, body: await text(request) };
}

function send(response: ServerResponse, { status, headers, body }: ApiAnswer): void {
  const isText = typeof body === 'string';
  response.writeHead(status, { 'content-type': isText ? 'text/plain' : 'application/json; charset=utf-8', ...headers });
  response.end(isText ? body : wireJson(body));
}
