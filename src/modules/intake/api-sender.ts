import { once } from 'node:events';
import { Agent as HttpAgent, type ClientRequest, type IncomingMessage, request as requestHttp, type RequestOptions } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { isIP } from 'node:net';
import { Injectable } from '@nestjs/common';
import { parseLosslessJson } from '../../kernel/lossless-json.js';
import { ApiFailure } from './api-failure.js';
import type { ApiRequest } from './platforms/platform-api.js';
import { isPublicAddress, NOT_PUBLIC, publicLookup } from './public-address.js';

const PATIENCE_MS = 10_000;
const MAX_ANSWER_BYTES = 8 * 1_048_576;

export interface ApiAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed without losing ids; null if it is no JSON. */
  readonly body: unknown;
}

/** `internet`: nothing of this machine and its networks is reached, whatever the name resolves to when the connection is made. */
export type Reach = 'internet' | 'anywhere';

// Connections are kept apart: one that was made to anywhere must not be used again for the internet.
const AGENTS = {
  internet: {
    http: new HttpAgent({ keepAlive: true, lookup: publicLookup }),
    https: new HttpsAgent({ keepAlive: true, lookup: publicLookup }),
  },
  anywhere: { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) },
} as const;

/** One exchange with a platform's API: bounded in time and size, and never led elsewhere by a redirection. */
@Injectable()
export class ApiSender {
  async send(baseUrl: string, request: ApiRequest, reach: Reach): Promise<ApiAnswer> {
    const url = new URL(baseUrl + request.path);
    try {
      requirePublicLiteral(url, reach);
      const response = await exchange(url, request, reach);
      const status = response.statusCode ?? 0;
      const text = await readText(response);
      if (status >= 300 && status < 400) throw away(`it leads elsewhere (${status})`);
      return { status, headers: headersOf(response), body: parsed(text) };
    } catch (error) {
      if (error instanceof ApiFailure) throw error;
      if (causeOf(error) === NOT_PUBLIC)
        throw new ApiFailure('closed', { code: 'api.no-credentials', detail: 'The address of the shop is not on the internet.' });
      throw away(causeOf(error));
    }
  }
}

async function exchange(url: URL, { method, headers, body }: ApiRequest, reach: Reach): Promise<IncomingMessage> {
  const isTls = url.protocol === 'https:';
  const options: RequestOptions = {
    method,
    headers: { accept: 'application/json', 'accept-encoding': 'identity', 'user-agent': 'cunbo', ...headers },
    agent: AGENTS[reach][isTls ? 'https' : 'http'],
    signal: AbortSignal.timeout(PATIENCE_MS),
  };
  const sent: ClientRequest = (isTls ? requestHttps : requestHttp)(url, options);
  // What goes wrong later goes wrong with the answer, too; an error that nobody listens for would end the process.
  sent.on('error', () => undefined);
  sent.end(body ?? undefined);
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  return response;
}

/** A host that is an address is not looked up. */
function requirePublicLiteral({ hostname }: URL, reach: Reach): void {
  const literal = hostname.replace(/^\[(.*)\]$/, '$1');
  if (reach === 'internet' && isIP(literal) !== 0 && !isPublicAddress(literal)) throw Object.assign(new Error(), { code: NOT_PUBLIC });
}

async function readText(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_ANSWER_BYTES)
      throw new ApiFailure('refused', { code: 'api.too-large', detail: `The answer is larger than ${MAX_ANSWER_BYTES} bytes.` });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  );
}

function parsed(text: string): unknown {
  try {
    return parseLosslessJson(text);
  } catch {
    return null;
  }
}

function away(why: string): ApiFailure {
  return new ApiFailure('away', { code: 'api.away', detail: `The platform's API was not reached: ${why}` });
}

/** Of the cause and not of the address: that may hold a token. */
function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
