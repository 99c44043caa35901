import { Injectable } from '@nestjs/common';
import { parseLosslessJson } from '../../kernel/lossless-json.js';
import { ApiFailure } from './api-failure.js';
import type { ApiRequest } from './platforms/platform-api.js';

const PATIENCE_MS = 10_000;
const MAX_ANSWER_BYTES = 8 * 1_048_576;

export interface ApiAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed without losing ids; null if it is no JSON. */
  readonly body: unknown;
}

/** One exchange with a platform's API: bounded in time and size, and never led elsewhere by a redirection. */
@Injectable()
export class ApiSender {
  async send(baseUrl: string, { method, path, headers, body }: ApiRequest): Promise<ApiAnswer> {
    try {
      const response = await fetch(baseUrl + path, {
        method,
        headers: { accept: 'application/json', ...headers },
        body,
        redirect: 'error',
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      const text = await readText(response);
      return { status: response.status, headers: Object.fromEntries(response.headers), body: parsed(text) };
    } catch (error) {
      if (error instanceof ApiFailure) throw error;
      throw new ApiFailure('away', { code: 'api.away', detail: `The platform's API was not reached: ${causeOf(error)}` });
    }
  }
}

async function readText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const body: AsyncIterable<Uint8Array> | null = response.body;
  for await (const chunk of body ?? []) {
    size += chunk.length;
    if (size > MAX_ANSWER_BYTES)
      throw new ApiFailure('refused', { code: 'api.too-large', detail: `The answer is larger than ${MAX_ANSWER_BYTES} bytes.` });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parsed(text: string): unknown {
  try {
    return parseLosslessJson(text);
  } catch {
    return null;
  }
}

/** Of the cause and not of the address: that may hold a token. */
function causeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(cause instanceof Error)) return 'unknown';
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.name;
}
