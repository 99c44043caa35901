import { ApiError, ask } from '../api/client.js';
import { type Draft, type Made, nextToSend, type Trouble } from './draft.js';
import { requestOf, type DraftRequest } from './draft-request.js';
import { withPatience } from './patience.js';
import type { PhoneStore } from './phone-store.js';
import { isAlreadyAs, type Verdict, verdictOn } from './verdict.js';

const LOCK = 'cunbo-phone-sender';

/** done: nothing of this person is left to send. */
export type Outcome = 'done' | 'later' | 'sign-in';

interface Hooks {
  /** What the server made of a draft, as it answered. */
  readonly onSent: (draft: Draft, view: unknown, made: Made) => Promise<void>;
  readonly onChange: () => void;
}

/**
 * Sends what waits, one after the other, in the order it was made. Of several tabs one sends: the others wait for the lock and find nothing left.
 * Before a draft leaves it is marked on disk as perhaps arrived; whatever dies after that, it goes again under the same key until the server answers.
 */
export function sendWaiting(store: PhoneStore, owner: string, hooks: Hooks): Promise<Outcome> {
  const send = (): Promise<Outcome> => sendAll(store, owner, hooks);
  // Without locks (old browsers, no TLS) two tabs may send the same: the key lets it count once all the same.
  const locks: LockManager | undefined = navigator.locks;
  return locks === undefined ? send() : locks.request(LOCK, send);
}

async function sendAll(store: PhoneStore, owner: string, hooks: Hooks): Promise<Outcome> {
  for (;;) {
    const drafts = await store.drafts();
    const next = nextToSend(drafts, owner);
    if (next === null) return 'done';
    const isSignedIn = await whoIsThere();
    if (isSignedIn !== owner) return isSignedIn === null ? 'sign-in' : isSignedIn === '' ? 'later' : 'sign-in';
    const verdict = await sendOne(store, next, drafts, hooks);
    hooks.onChange();
    if (verdict === 'later' || verdict === 'sign-in') return verdict;
  }
}

/** The name of who is signed in, null: nobody, '': the server cannot be reached. Asked first, so that without a signal nothing is left in doubt. */
async function whoIsThere(): Promise<string | null> {
  try {
    const { view } = await askThing('/auth/me', {});
    return nameOf(view);
  } catch (error) {
    return error instanceof ApiError && verdictOn(error.status, error.code) === 'sign-in' ? null : '';
  }
}

async function sendOne(store: PhoneStore, draft: Draft, drafts: readonly Draft[], hooks: Hooks): Promise<Verdict> {
  const request = requestOf(draft, drafts, draft.kind === 'attach-photo' ? ((await store.photo(draft.key)) ?? '') : '');
  // Between reading and sending it may have been edited or deleted in another tab: then it is looked at again.
  const leaving = await store.change(draft.key, (now) => (isSame(now, draft) ? { ...now, state: 'sending' } : null));
  if (leaving?.state !== 'sending') return 'changed';
  hooks.onChange();
  try {
    const { method, path, body, once, ifMatch } = request;
    const { view, tag } = await askThing(path, { method, body, once, ifMatch });
    await finish(store, draft, view, tag, hooks);
    return 'sent';
  } catch (error) {
    return meet(store, draft, request, error, hooks);
  }
}

async function meet(store: PhoneStore, draft: Draft, request: DraftRequest, error: unknown, hooks: Hooks): Promise<Verdict> {
  const { status, code, detail } = error instanceof ApiError ? error : new ApiError(0, 'network', '');
  const verdict = verdictOn(status, code);
  if (verdict === 'later' || verdict === 'sign-in') {
    // What was answered did not take it; only silence leaves it open whether it arrived.
    const isInDoubt = status === 0 || status >= 500;
    await store.change(draft.key, (now) => ({ ...now, state: isInDoubt ? 'sending' : 'waiting' }));
    return verdict;
  }
  const current = verdict === 'changed' ? await currentOf(request) : null;
  if (verdict === 'changed' && current === null) return 'later';
  if (current !== null && request.once === null && isAlreadyAs(request.body, current.view)) {
    await finish(store, draft, current.view, current.tag, hooks);
    return 'sent';
  }
  const trouble: Trouble = { status, code, detail, current };
  await store.change(draft.key, (now) => ({ ...now, state: 'refused', trouble }));
  return 'refused';
}

async function finish(store: PhoneStore, draft: Draft, view: unknown, tag: string | null, hooks: Hooks): Promise<void> {
  const made: Made = { id: textOf(view, 'id'), tag };
  // First what is shown, then the mark: in between it is shown twice at worst, never not at all.
  await hooks.onSent(draft, view, made);
  await store.change(draft.key, (now) => ({ ...now, state: 'sent', trouble: null, made }));
}

/** How the thing is by now; null: that cannot be asked at the moment. */
async function currentOf({ path }: DraftRequest): Promise<{ view: unknown; tag: string | null } | null> {
  const thing = /^\/(?:orders|live-sessions|products)\/[^/]+/.exec(path)?.[0];
  return thing === undefined ? null : askThing(thing, {}).catch(() => null);
}

type Asked = Parameters<typeof ask>[1];

function askThing(path: string, options: NonNullable<Asked>): Promise<{ view: unknown; tag: string | null }> {
  return withPatience(async (signal) => {
    const response = await ask(path, { ...options, signal, mayBeSignedOut: true });
    const view: unknown = await response.json();
    return { view, tag: response.headers.get('ETag') };
  });
}

function isSame(now: Draft, seen: Draft): boolean {
  return (now.state === 'waiting' || now.state === 'sending') && JSON.stringify(now.content) === JSON.stringify(seen.content);
}

function nameOf(view: unknown): string {
  return textOf(view, 'username');
}

function textOf(view: unknown, name: string): string {
  const value: unknown = typeof view === 'object' && view !== null ? Reflect.get(view, name) : undefined;
  return typeof value === 'string' ? value : '';
}
