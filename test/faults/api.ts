const ANSWER_WITHIN_MS = 15_000;

export interface Answer {
  /** null: no answer at all, or a broken one. */
  readonly status: number | null;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
}

const NO_ANSWER: Answer = { status: null, body: null };

/** The API as somebody else's program uses it: a bearer token and nothing kept between two requests. */
export class Api {
  private readonly baseUrl: string;
  private readonly token: string;

  constructor(baseUrl: string, token: string) {
    this.baseUrl = baseUrl;
    this.token = token;
  }

  get(path: string): Promise<Answer> {
    return this.request('GET', path);
  }

  post(path: string, body: unknown, idempotencyKey?: string): Promise<Answer> {
    return this.request('POST', path, body, idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey });
  }

  put(path: string, body: unknown): Promise<Answer> {
    return this.request('PUT', path, body);
  }

  private request(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const json = body === undefined ? {} : { 'content-type': 'application/json' };
    return ask(this.baseUrl + path, {
      method,
      headers: { authorization: `Bearer ${this.token}`, ...json, ...headers },
      body: JSON.stringify(body),
    });
  }
}

export async function ask(url: string, request: RequestInit): Promise<Answer> {
  try {
    const response = await fetch(url, { ...request, signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
    const text = await response.text();
    return { status: response.status, body: text === '' ? null : JSON.parse(text) };
  } catch {
    return NO_ANSWER;
  }
}
