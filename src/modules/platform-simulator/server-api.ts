import { randomUUID } from 'node:crypto';
import { DemoError, type HttpAnswer, isSuccess, requiredText, type Resource, resourceOf, sendUntilAnswered } from '../demo/index.js';

const PAGE_SIZE = 500;

/** The public API of the server the shops sell to. */
export class ServerApi {
  constructor(
    private readonly baseUrl: string,
    private readonly token: string,
    /** Ends the asking again while the server is busy or away. */
    private readonly signal: AbortSignal,
  ) {}

  async listAll(path: string, query: Readonly<Record<string, string>> = {}): Promise<readonly Resource[]> {
    const items: Resource[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const search = new URLSearchParams({ ...query, limit: String(PAGE_SIZE), ...(cursor === '' ? {} : { cursor }) });
      const page = resourceOf((await this.ask('GET', `${path}?${search.toString()}`)).body);
      if (!Array.isArray(page.items)) throw new DemoError('simulate.unexpected-answer', `GET ${path} answered without items`);
      items.push(...page.items.map(resourceOf));
      cursor = typeof page.nextCursor === 'string' ? page.nextCursor : null;
    }
    return items;
  }

  async write(method: 'POST' | 'PUT', path: string, content: object): Promise<Resource> {
    return resourceOf((await this.ask(method, path, content)).body);
  }

  async create(path: string, content: object): Promise<Resource & { readonly id: string }> {
    const created = await this.write('POST', path, content);
    return { ...created, id: requiredText(created, 'id', `POST ${path}`) };
  }

  private async ask(method: 'GET' | 'POST' | 'PUT', path: string, content?: object): Promise<HttpAnswer> {
    const headers = { authorization: `Bearer ${this.token}`, 'content-type': 'application/json', 'idempotency-key': randomUUID() };
    const body = content === undefined ? undefined : JSON.stringify(content);
    const answer = await sendUntilAnswered({ method, url: new URL(path, this.baseUrl), headers: () => headers, body }, this.signal);
    if (isSuccess(answer.status)) return answer;
    const said = JSON.stringify(answer.body).slice(0, 500);
    throw new DemoError('simulate.refused', `${method} ${path} was answered ${answer.status}: ${said}`, answer.status);
  }
}
