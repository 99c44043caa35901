import { signedHeaders, type TestApp } from '../support/test-app.js';
import { breaches } from './conventions.js';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface Reply<Body = unknown> {
  readonly status: number;
  readonly body: Body;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly errors?: readonly { readonly pointer: string; readonly code: string; readonly detail: string }[];
}

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

/** Somebody else's program with a token. It holds every answer against the conventions of the contract. */
export class OutsideProgram {
  constructor(private readonly server: TestApp) {}

  async ask<Body = unknown>(method: Method, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Reply<Body>> {
    const reply = (await this.server.request(method, path, body, headers)) as Reply<Body>;
    const found = breaches(reply);
    if (found.length > 0) throw new Error(`${method} ${path} was answered ${reply.status} against the conventions: ${found.join('; ')}`);
    return reply;
  }

  /** For what must succeed. */
  async must<Body = unknown>(expected: number, method: Method, path: string, body?: unknown): Promise<Body> {
    const reply = await this.ask<Body>(method, path, body);
    if (reply.status !== expected) throw new Error(`${method} ${path} was answered ${reply.status}: ${JSON.stringify(reply.body)}`);
    return reply.body;
  }

  read<Body = unknown>(path: string): Promise<Body> {
    return this.must<Body>(200, 'GET', path);
  }

  make<Body = { readonly id: string }>(path: string, body: unknown): Promise<Body> {
    return this.must<Body>(201, 'POST', path, body);
  }

  /** For what must be refused with a problem. */
  async refused(method: Method, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Problem> {
    const reply = await this.ask<Problem>(method, path, body, headers);
    if (reply.status < 400) throw new Error(`${method} ${path} was answered ${reply.status}: ${JSON.stringify(reply.body)}`);
    return reply.body;
  }
}

/** One signed delivery of these very bytes. */
export async function push(server: TestApp, shopId: string, secret: string, messageId: string, payload: string): Promise<Reply> {
  return (await server.request('POST', `/webhooks/standard/${shopId}`, payload, signedHeaders(secret, messageId, payload))) as Reply;
}
