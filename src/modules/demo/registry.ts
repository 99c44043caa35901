import { requiredText, type ApiClient, type Resource } from './api-client.js';

/**
 * One kind of resource on the server, looked up by what it is rather than by id. What is already there is used as it is; only
 * what is missing is created, so loading the same sample twice changes nothing.
 */
export class Registry {
  private readonly ids = new Map<string, string>();
  created = 0;
  found = 0;

  constructor(
    private readonly client: ApiClient,
    private readonly path: string,
    private readonly fieldsOfKey: readonly string[],
  ) {}

  async load(): Promise<readonly Resource[]> {
    const resources = await this.client.listAll(this.path);
    for (const resource of resources) this.ids.set(this.keyOf(resource), requiredText(resource, 'id', `GET ${this.path}`));
    return resources;
  }

  async ensure(content: Resource): Promise<{ readonly id: string; readonly isNew: boolean }> {
    const known = this.ids.get(this.keyOf(content));
    if (known !== undefined) {
      this.found += 1;
      return { id: known, isNew: false };
    }
    const id = requiredText(await this.client.write('POST', this.path, content), 'id', `POST ${this.path}`);
    this.ids.set(this.keyOf(content), id);
    this.created += 1;
    return { id, isNew: true };
  }

  /** Times are compared as instants: a server may write the same moment with another offset. */
  private keyOf(resource: Resource): string {
    const parts = this.fieldsOfKey.map((field) => (field.endsWith('At') ? Date.parse(String(resource[field])) : resource[field]));
    return JSON.stringify(parts);
  }
}
