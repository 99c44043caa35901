import { createHash } from 'node:crypto';
import { DemoError } from './demo.errors.js';
import { sendUntilAnswered, type HttpAnswer, type HttpRequest } from './http-attempts.js';
import { signWebhook } from './signing.js';

/** A thing the API answered with; fields are looked at, never assumed. */
export type Resource = Readonly<Record<string, unknown>>;

const PAGE_SIZE = 500;

/** The public HTTP API of a server, and nothing else of it. */
export class ApiClient {
  constructor(
    private readonly baseUrl: string,
    private readonly token: string,
    private readonly now: () => Date,
    /** Ends the asking again. */
    private readonly signal: AbortSignal,
  ) {}

  /** Reads a whole list, page by page. */
  async listAll(path: string): Promise<readonly Resource[]> {
    const items: Resource[] = [];
    let cursor: string | null = null;
    do {
      const page = await this.readPage(path, cursor);
      items.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return items;
  }

  /** The resource of a 2xx answer; anything else stops the run, because what comes next would build on it. */
  async write(method: 'POST' | 'PUT' | 'PATCH', path: string, content: object): Promise<Resource> {
    const answer = await this.tryWrite(method, path, content);
    if (!isSuccess(answer.status)) throw refusal(`${method} ${path}`, answer);
    return resourceOf(answer.body);
  }

  /** The idempotency key is made from what is sent, so an equal request is the same request, in this run and in the next. */
  async tryWrite(method: 'POST' | 'PUT' | 'PATCH', path: string, content: object): Promise<HttpAnswer> {
    const body = JSON.stringify(content);
    const digest = createHash('sha256').update(`${method} ${path} ${body}`).digest('hex');
    const headers = { ...this.authorization(), 'content-type': 'application/json', 'idempotency-key': `demo-${digest.slice(0, 40)}` };
    return this.send({ method, url: this.urlOf(path), headers: () => headers, body });
  }

  /** A platform's push: no token, only what its signature proves. */
  async pushSigned(shop: { readonly id: string; readonly secret: string }, messageId: string, body: string): Promise<HttpAnswer> {
    const url = this.urlOf(`/webhooks/standard/${encodeURIComponent(shop.id)}`);
    const headers = () => ({ ...signWebhook(shop.secret, messageId, this.now(), body), 'content-type': 'application/json' });
    return this.send({ method: 'POST', url, headers, body });
  }

  private async readPage(path: string, cursor: string | null): Promise<{ items: readonly Resource[]; nextCursor: string | null }> {
    const query = `?limit=${PAGE_SIZE}${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`;
    const answer = await this.send({ method: 'GET', url: this.urlOf(path + query), headers: () => this.authorization() });
    if (!isSuccess(answer.status)) throw refusal(`GET ${path}`, answer);
    const { items, nextCursor } = resourceOf(answer.body);
    if (!Array.isArray(items)) throw new DemoError('simulate.unexpected-answer', `GET ${path} answered without items`);
    return { items: items.map(resourceOf), nextCursor: typeof nextCursor === 'string' ? nextCursor : null };
  }

  private send(request: HttpRequest): Promise<HttpAnswer> {
    return sendUntilAnswered(request, this.signal);
  }

  private urlOf(path: string): URL {
    return new URL(path, this.baseUrl);
  }

  private authorization(): Readonly<Record<string, string>> {
    return { authorization: `Bearer ${this.token}` };
  }
}

export function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

export function resourceOf(value: unknown): Resource {
  return isResource(value) ? value : {};
}

function isResource(value: unknown): value is Resource {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An id or name the run cannot go on without. */
export function requiredText(resource: Resource, field: string, where: string): string {
  const value = resource[field];
  if (typeof value !== 'string') throw new DemoError('simulate.unexpected-answer', `${where} answered without ${field}`);
  return value;
}

function refusal(request: string, answer: HttpAnswer): DemoError {
  const said = JSON.stringify(answer.body).slice(0, 500);
  return new DemoError('simulate.refused', `${request} was answered ${answer.status}: ${said}`, answer.status);
}
