import type { Answer, CunboDriver, Method } from './driver.js';
import type { Identities, Kind } from './identities.js';
import { textField } from './json-fields.js';

/** Calls of the API that must succeed, and the ids they bring. */
export class Server {
  constructor(
    private readonly driver: CunboDriver,
    readonly identities: Identities,
  ) {}

  id(kind: Kind, key: string): string {
    return this.identities.idOf(kind, key);
  }

  async create(kind: Kind, key: string, path: string, body: unknown): Promise<string> {
    const id = textField((await this.call('POST', path, body)).body, 'id');
    this.identities.learn(kind, key, id);
    return id;
  }

  async call(method: Method, path: string, body?: unknown): Promise<Answer> {
    const answer = await this.callUnlessConflict(method, path, body);
    if (!answer) throw new Error(`${describe(method, path, body)} was answered 409`);
    return answer;
  }

  /** Null for 409; everything else that is not success is an error. */
  async callUnlessConflict(method: Method, path: string, body?: unknown): Promise<Answer | null> {
    const answer = await this.driver.request(method, path, body);
    if (answer.status === 409) return null;
    if (answer.status >= 200 && answer.status < 300) return answer;
    throw new Error(`${describe(method, path, body)} was answered ${answer.status} ${JSON.stringify(answer.body)}`);
  }
}

function describe(method: Method, path: string, body: unknown): string {
  return `${method} ${path} ${JSON.stringify(body) ?? ''}`;
}
