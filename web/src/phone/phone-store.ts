import { type Draft, isOpen, type NewDraft, withoutDraft } from './draft.js';
import { newKey } from './new-key.js';

const VERSION = 1;
const STORES = ['drafts', 'photos', 'kept'] as const;
/** What was sent is shown for so long as done, and what hangs on it still finds it. */
const SENT_KEPT_MS = 14 * 86_400_000;

/**
 * The phone's own book, in IndexedDB: drafts, their pictures, and copies of lists. Practice has one of its own, under another name: there is no
 * way from one to the other. Every method is one transaction; two tabs never see half of one.
 */
export class PhoneStore {
  private constructor(private readonly database: IDBDatabase) {}

  static async open(name: 'cunbo-phone' | 'cunbo-practice'): Promise<PhoneStore> {
    const opening = indexedDB.open(name, VERSION);
    opening.onupgradeneeded = () => {
      for (const store of STORES) opening.result.createObjectStore(store, store === 'drafts' ? { keyPath: 'key' } : {});
    };
    const database = await answerOf(opening);
    // Another tab has a newer version of the page.
    database.onversionchange = () => database.close();
    return new PhoneStore(database);
  }

  drafts(): Promise<Draft[]> {
    return this.run('readonly', ({ drafts }) => answerOf<Draft[]>(drafts.getAll()));
  }

  /** The key is made here, once. `photo`: base64 of a picture that goes with it. All of them or none is kept. */
  add(owner: string, given: readonly (NewDraft & { readonly key?: string })[], photo?: string): Promise<Draft[]> {
    return this.run('readwrite', async ({ drafts, photos }) => {
      const before = await answerOf<Draft[]>(drafts.getAll());
      const last = before.reduce((most, { place }) => Math.max(most, place), 0);
      const made = given.map((draft, index): Draft => {
        const common = { owner, place: last + 1 + index, madeAt: new Date().toISOString(), trouble: null, made: null };
        return { ...draft, ...common, key: draft.key ?? newKey(), state: 'waiting' };
      });
      for (const draft of made) {
        drafts.add(draft);
        if (photo !== undefined) photos.put(photo, draft.key);
      }
      return made;
    });
  }

  /** `by` sees the draft as it is now; null leaves it so. Answers what is there afterwards, null if the draft is gone. */
  change(key: string, by: (draft: Draft) => Draft | null): Promise<Draft | null> {
    return this.run('readwrite', async ({ drafts }) => {
      const before = await answerOf<Draft | undefined>(drafts.get(key));
      if (before === undefined) return null;
      const after = by(before);
      if (after !== null) drafts.put(after);
      return after ?? before;
    });
  }

  /** false: it may have arrived meanwhile, and stays. */
  remove(key: string): Promise<boolean> {
    return this.run('readwrite', async ({ drafts, photos }) => {
      const all = await answerOf<Draft[]>(drafts.getAll());
      const { removed, changed } = withoutDraft(all, key);
      if (!all.filter((draft) => removed.includes(draft.key)).every(isOpen)) return false;
      for (const gone of removed) {
        drafts.delete(gone);
        photos.delete(gone);
      }
      for (const draft of changed) drafts.put(draft);
      return true;
    });
  }

  forgetSent(now: Date): Promise<void> {
    return this.run('readwrite', async ({ drafts, photos }) => {
      const all = await answerOf<Draft[]>(drafts.getAll());
      const isOld = ({ madeAt, state }: Draft): boolean => state === 'sent' && Date.parse(madeAt) < now.getTime() - SENT_KEPT_MS;
      for (const { key } of all.filter(isOld)) drafts.delete(key);
      for (const { key } of all.filter(({ state }) => state === 'sent')) photos.delete(key);
    });
  }

  async photo(key: string): Promise<string | undefined> {
    return this.run('readonly', ({ photos }) => answerOf<string | undefined>(photos.get(key)));
  }

  kept<Value>(name: string): Promise<Value | undefined> {
    return this.run('readonly', ({ kept }) => answerOf<Value | undefined>(kept.get(name)));
  }

  keep(name: string, value: unknown): Promise<void> {
    return this.run('readwrite', ({ kept }) => {
      kept.put(value, name);
      return Promise.resolve();
    });
  }

  /** Where nothing is kept under the name yet. */
  async keepOnce(name: string, read: () => Promise<unknown>): Promise<void> {
    if ((await this.kept(name)) === undefined) await this.keep(name, await read());
  }

  /** As `change`, of what is kept. */
  amend<Value>(name: string, by: (value: Value | undefined) => Value): Promise<Value> {
    return this.run('readwrite', async ({ kept }) => {
      const after = by(await answerOf<Value | undefined>(kept.get(name)));
      kept.put(after, name);
      return after;
    });
  }

  /** Copies of lists; drafts stay. */
  forgetKept(): Promise<void> {
    return this.run('readwrite', ({ kept }) => {
      kept.clear();
      return Promise.resolve();
    });
  }

  /** Everything, of practice. */
  forgetAll(): Promise<void> {
    return this.run('readwrite', (stores) => {
      for (const name of STORES) stores[name].clear();
      return Promise.resolve();
    });
  }

  /** Resolves when what was written is on disk. */
  private async run<Answer>(
    mode: IDBTransactionMode,
    work: (stores: Readonly<Record<(typeof STORES)[number], IDBObjectStore>>) => Promise<Answer>,
  ): Promise<Answer> {
    // Not left to the system's buffers: the phone may be switched off in the next second.
    const transaction = this.database.transaction([...STORES], mode, { durability: 'strict' });
    const done = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error ?? new Error('The phone’s store refused.'));
    });
    const [drafts, photos, kept] = [transaction.objectStore('drafts'), transaction.objectStore('photos'), transaction.objectStore('kept')];
    const answer = await work({ drafts, photos, kept });
    await done;
    return answer;
  }
}

function answerOf<Answer>(request: IDBRequest<Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('The phone’s store refused.'));
  });
}
