export interface ApiAnswer {
  readonly status: number;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
}

/** Speaks to a running server like a browser that has signed in. The session is in the database: it outlives every process. */
export class ApiClient {
  private constructor(
    private readonly baseUrl: string,
    private readonly headers: Readonly<Record<string, string>>,
  ) {}

  static async signIn(baseUrl: string, password: string): Promise<ApiClient> {
    const response = await fetch(`${baseUrl}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'admin', password }),
    });
    if (response.status !== 200) throw new Error(`Not signed in: ${response.status} ${await response.text()}`);
    const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]!);
    const csrf = cookies.find((cookie) => cookie.startsWith('csrf='))!.slice('csrf='.length);
    return new ApiClient(baseUrl, { cookie: cookies.join('; '), 'x-csrf-token': decodeURIComponent(csrf) });
  }

  async request(method: string, path: string, body?: unknown): Promise<ApiAnswer> {
    const json = body === undefined ? {} : { 'content-type': 'application/json' };
    const response = await fetch(this.baseUrl + path, { method, headers: { ...this.headers, ...json }, body: JSON.stringify(body) });
    const text = await response.text();
    return { status: response.status, body: text === '' ? null : JSON.parse(text) };
  }

  /** A form, as browsers send files. */
  async sendForm(path: string, form: FormData): Promise<ApiAnswer> {
    const response = await fetch(this.baseUrl + path, { method: 'POST', headers: this.headers, body: form });
    return { status: response.status, body: await response.json() };
  }

  /** The id of what was made. */
  async create(path: string, body: unknown): Promise<string> {
    const { status, body: created } = await this.request('POST', path, body);
    if (status !== 201) throw new Error(`POST ${path}: ${status} ${JSON.stringify(created)}`);
    return created.id;
  }

  /** What the server says as it happens; ends when the listener aborts. */
  async *events(path: string, signal: AbortSignal): AsyncGenerator<string> {
    const response = await fetch(this.baseUrl + path, { headers: this.headers, signal });
    let text = '';
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      const blocks = text.split('\n\n');
      text = blocks.pop()!;
      yield* blocks;
    }
  }
}
