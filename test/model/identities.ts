export type Kind = 'merchant' | 'product' | 'shop' | 'host' | 'session' | 'order' | 'rule';

/** The ids the server gave to the things of one world. */
export class Identities {
  private readonly ids = new Map<string, string>();
  private readonly keys = new Map<string, string>();

  learn(kind: Kind, key: string, id: string): void {
    this.ids.set(`${kind} ${key}`, id);
    this.keys.set(`${kind} ${id}`, key);
  }

  idOf(kind: Kind, key: string): string {
    const id = this.findId(kind, key);
    if (id === null) throw new Error(`The server has given no id to ${kind} ${key}`);
    return id;
  }

  findId(kind: Kind, key: string): string | null {
    return this.ids.get(`${kind} ${key}`) ?? null;
  }

  /** An id this world did not make is shown as it is: a cell that another history leaked into must not go unnoticed. */
  keyOf(kind: Kind, id: string): string {
    return this.keys.get(`${kind} ${id}`) ?? `unknown ${kind} ${id}`;
  }
}
