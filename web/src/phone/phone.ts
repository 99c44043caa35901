import { computed, type ComputedRef, type Ref, ref, shallowRef } from 'vue';
import { api, ApiError, call, configureClient, type Credentials, type User } from '../api/client.js';
import { languageTag } from '../i18n/language.js';
import { dayView, type ShownDay } from './day-view.js';
import { type Draft, type Made, type NewDraft, unsentProduct } from './draft.js';
import { type KnownDay, type KnownOrder, type KnownSession, NOTHING_KNOWN, withOrder, withSession } from './known-day.js';
import { categoriesName, readCategories } from './categories.js';
import { keptOrder, keptProduct, keptSession, type ListedProduct, type Lists, readDay, readLists } from './lists.js';
import { withPatience } from './patience.js';
import { keptReading, placesName, readingName, readPlaces } from './places.js';
import { PhoneStore } from './phone-store.js';
import { PRACTISING, practiceLists } from './practice.js';
import { productView } from './product-view.js';
import { NOTHING_REMEMBERED, type Remembered, withProductId } from './remembered.js';
import { sendWaiting } from './sender.js';
import { verdictOn } from './verdict.js';
import { phoneZh } from './words-zh.js';

const EVERY_MS = 20_000;
const KEPT = { me: 'me', lists: 'lists', day: 'day', merchant: 'merchant', sent: 'sent-count' } as const;

/** reached: the server answered the last time it was asked. */
export type Signal = 'unknown' | 'reached' | 'unreached';

/** Everything the pages of the phone share. One of it per tab; practice and the real book never in the same. */
export class Phone {
  readonly me = shallowRef<User | null>(null);
  readonly isSignedOut = ref(false);
  readonly signal = ref<Signal>('unknown');
  readonly isSending = ref(false);
  /** The last thing written could not be kept. */
  readonly isFull = ref(false);
  readonly lists = shallowRef<Lists | null>(null);
  readonly known = shallowRef<KnownDay>(NOTHING_KNOWN);
  readonly drafts = shallowRef<readonly Draft[]>([]);
  readonly remembered = shallowRef<Remembered>(NOTHING_REMEMBERED);
  readonly merchantId = ref('');

  readonly owner: ComputedRef<string> = computed(() => (this.isPractice ? PRACTISING : (this.me.value?.username ?? '')));
  readonly own = computed(() => this.drafts.value.filter(({ owner }) => owner === this.owner.value));
  readonly waiting = computed(() => this.own.value.filter(({ state }) => state === 'waiting' || state === 'sending'));
  readonly refused = computed(() => this.own.value.filter(({ state }) => state === 'refused'));
  /** Unsent, of others who use this phone: they have to sign in for them. */
  readonly ofOthers = computed(() => this.drafts.value.filter(({ owner, state }) => owner !== this.owner.value && state !== 'sent'));
  readonly day: Readonly<Ref<ShownDay>> = computed(() => dayView(this.known.value, this.own.value));
  readonly products = computed(() => productView(this.lists.value?.products ?? [], this.own.value));
  /** The county in which the merchant is at home; '' where that is not known, or is wider than a county. */
  readonly county = computed(() => {
    const home = this.lists.value?.merchants.find(({ id }) => id === this.merchantId.value)?.divisionCode ?? '';
    return home.length < 6 ? '' : home.slice(0, 6);
  });
  readonly mayLog = computed(() => this.isPractice || ['operator', 'lead', 'clerk'].includes(this.me.value?.role ?? ''));

  /** Clerks see products and do not enter them. */
  readonly mayKeepProducts = computed(() => !this.isPractice && ['operator', 'lead'].includes(this.me.value?.role ?? ''));

  private readonly news: BroadcastChannel | null;
  private isWriting = false;
  private isAtWork = false;
  private isWanted = false;

  private constructor(
    readonly isPractice: boolean,
    readonly store: PhoneStore,
  ) {
    this.news = 'BroadcastChannel' in window ? new BroadcastChannel(isPractice ? 'cunbo-practice' : 'cunbo-phone') : null;
  }

  static async open(isPractice: boolean): Promise<Phone> {
    const phone = new Phone(isPractice, await PhoneStore.open(isPractice ? 'cunbo-practice' : 'cunbo-phone'));
    await phone.load();
    phone.news?.addEventListener('message', () => void phone.reload());
    if (!isPractice) phone.keepInTouch();
    return phone;
  }

  private async load(): Promise<void> {
    await this.store.forgetSent(new Date());
    if (this.isPractice) this.lists.value = practiceLists(phoneZh.practice.names);
    else {
      this.me.value = (await this.store.kept<User>(KEPT.me)) ?? null;
      this.lists.value = (await this.store.kept<Lists>(KEPT.lists)) ?? null;
    }
    const chosen = await this.store.kept<string>(KEPT.merchant);
    await this.chooseMerchant(chosen ?? this.lists.value?.merchants[0]?.id ?? '');
    await this.reload();
  }

  /** What this or another tab has written. Drafts first, then what is known; shown together, since what was just sent is told by the one or by the other. */
  private async reload(): Promise<void> {
    const drafts = await this.store.drafts();
    const known = this.isPractice ? this.known.value : ((await this.store.kept<KnownDay>(KEPT.day)) ?? NOTHING_KNOWN);
    [this.drafts.value, this.known.value] = [drafts, known];
  }

  private async tell(): Promise<void> {
    await this.reload();
    this.news?.postMessage('changed');
  }

  private keepInTouch(): void {
    configureClient({ language: languageTag, onSignedOut: () => (this.isSignedOut.value = true), onStepMissing: () => undefined });
    window.addEventListener('online', () => void this.sync());
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && void this.sync());
    // The browser's own “online” only tells of a network, not of a way to the server.
    setInterval(() => (this.waiting.value.length > 0 || this.signal.value === 'unreached') && void this.sync(), EVERY_MS);
    void this.sync();
  }

  async chooseMerchant(id: string): Promise<void> {
    this.merchantId.value = id;
    await this.store.keep(KEPT.merchant, id);
    this.remembered.value = (await this.store.kept<Remembered>(`remembered:${id}`)) ?? NOTHING_REMEMBERED;
  }

  async remember(by: (before: Remembered) => Remembered): Promise<void> {
    this.remembered.value = await this.store.amend<Remembered>(`remembered:${this.merchantId.value}`, (before) =>
      by(before ?? NOTHING_REMEMBERED),
    );
  }

  /** true: it is on disk, and sending goes on by itself. false: the phone could not keep it, and says so; nothing is closed or forgotten then. */
  async write(drafts: readonly (NewDraft & { readonly key?: string })[], photo?: string): Promise<boolean> {
    // The second tap of two on one button.
    if (this.isWriting) return false;
    this.isWriting = true;
    try {
      this.isFull.value = !(await this.store.add(this.owner.value, drafts, photo).then(
        () => true,
        () => false,
      ));
      if (this.isFull.value) return false;
      await this.tell();
    } finally {
      this.isWriting = false;
    }
    void this.sync();
    return true;
  }

  /** false: it may have left the phone meanwhile. */
  async rewrite(key: string, by: (draft: Draft) => Draft): Promise<boolean> {
    let isDone = false;
    await this.store.change(key, (draft) => {
      isDone = draft.state === 'waiting' || draft.state === 'refused';
      return isDone ? { ...by(draft), state: 'waiting', trouble: null } : null;
    });
    await this.tell();
    void this.sync();
    return isDone;
  }

  async discard(key: string): Promise<boolean> {
    const isDone = await this.store.remove(key);
    await this.tell();
    return isDone;
  }

  async forgetPractice(): Promise<void> {
    if (!this.isPractice) return;
    await this.store.forgetAll();
    this.remembered.value = NOTHING_REMEMBERED;
    await this.tell();
  }

  /** Sends what waits, then reads anew. Asked again while it is at work, it goes round once more. */
  async sync(): Promise<void> {
    if (this.isPractice) return;
    this.isWanted = true;
    if (this.isAtWork) return;
    this.isAtWork = true;
    while (this.isWanted) {
      this.isWanted = false;
      await this.exchange().catch((error: unknown) => this.note(error));
    }
    this.isAtWork = false;
  }

  private async exchange(): Promise<void> {
    await this.meet(await whoAmI());
    this.isSending.value = this.waiting.value.length > 0;
    try {
      const outcome = await sendWaiting(this.store, this.owner.value, {
        onSent: (draft, view, made) => this.take(draft, view, made),
        onChange: () => void this.tell(),
      });
      if (outcome === 'sign-in') this.isSignedOut.value = true;
    } finally {
      this.isSending.value = false;
    }
    await this.read();
    this.signal.value = 'reached';
  }

  /** Another person on the same phone finds nothing of the one before but what still waits, without its content. */
  private async meet(user: User): Promise<void> {
    if (this.me.value !== null && this.me.value.username !== user.username) await this.store.forgetKept();
    await this.store.keep(KEPT.me, user);
    this.me.value = user;
    this.isSignedOut.value = false;
    this.signal.value = 'reached';
  }

  private async read(): Promise<void> {
    if (this.mayLog.value) {
      this.lists.value = await withPatience(readLists);
      await this.store.keep(KEPT.lists, this.lists.value);
      const { merchants } = this.lists.value;
      if (!merchants.some(({ id }) => id === this.merchantId.value)) await this.chooseMerchant(merchants[0]?.id ?? '');
    }
    await this.readDay();
    await this.keepPlaces();
  }

  /** The places of the home county lie on the phone before anybody looks for one, and the categories before a product is entered. */
  private async keepPlaces(): Promise<void> {
    const county = this.county.value;
    if (county === '') return;
    await this.store.keepOnce(readingName(placesName(county)), () =>
      keptReading(() => withPatience((signal) => readPlaces(county, signal))),
    );
    if (this.mayKeepProducts.value)
      await this.store.keepOnce(readingName(categoriesName), () => keptReading(() => withPatience(readCategories)));
  }

  /** What was sent while the answer was on its way is not in it: then it is read again. */
  private async readDay(): Promise<void> {
    const [merchantId, before] = [this.merchantId.value, await this.store.kept<number>(KEPT.sent)];
    const manual = this.lists.value?.shops.find((shop) => shop.merchantId === merchantId && shop.platform === 'manual');
    const day = await withPatience((signal) => readDay(this.mayLog.value ? merchantId : null, manual?.id ?? null, signal));
    if ((await this.store.kept<number>(KEPT.sent)) !== before) return this.readDay();
    await this.store.keep(KEPT.day, day);
    await this.tell();
  }

  private async take(draft: Draft, view: unknown, made: Made): Promise<void> {
    await this.store.amend<number>(KEPT.sent, (count) => (count ?? 0) + 1);
    if (draft.kind === 'attach-photo' || draft.kind === 'declare-total' || typeof view !== 'object' || view === null) return;
    const thing = { ...view, entityTag: made.tag };
    if (draft.kind === 'add-product' || draft.kind === 'change-origin')
      return this.takeProduct(draft.key, keptProduct(thing as ListedProduct));
    const isSession = ['begin-session', 'end-session', 'note-session'].includes(draft.kind);
    await this.store.amend<KnownDay>(KEPT.day, (known) => {
      const day = known ?? NOTHING_KNOWN;
      // A note may be of a session of long ago, which is none of these days.
      if (draft.kind === 'note-session' && !day.sessions.some(({ id }) => id === made.id)) return day;
      return isSession ? withSession(day, keptSession(thing as KnownSession)) : withOrder(day, keptOrder(thing as KnownOrder));
    });
  }

  private async takeProduct(key: string, product: ListedProduct): Promise<void> {
    if (this.lists.value === null) return;
    const others = this.lists.value.products.filter(({ id }) => id !== product.id);
    this.lists.value = { ...this.lists.value, products: [...others, product] };
    await this.store.keep(KEPT.lists, this.lists.value);
    await this.remember((before) => withProductId(before, unsentProduct(key), product.id));
  }

  private note(error: unknown): void {
    const status = error instanceof ApiError ? error.status : 0;
    const code = error instanceof ApiError ? error.code : '';
    const verdict = verdictOn(status, code);
    if (verdict === 'sign-in') this.isSignedOut.value = true;
    this.signal.value = verdict === 'later' ? 'unreached' : 'reached';
  }

  async signIn(credentials: Credentials): Promise<void> {
    await api.signIn(credentials);
    await this.meet(await whoAmI());
    await this.sync();
  }

  /** What waits stays on the phone, for the same person to come back to. false: the server cannot be reached, and the session would go on. */
  async signOut(): Promise<boolean> {
    try {
      await call('/auth/logout', { method: 'POST', mayBeSignedOut: true });
    } catch (error) {
      if (!(error instanceof ApiError) || verdictOn(error.status, error.code) === 'later') return false;
    }
    await this.store.forgetKept();
    this.me.value = null;
    this.lists.value = null;
    await this.tell();
    return true;
  }
}

function whoAmI(): Promise<User> {
  return withPatience((signal) => call<User>('/auth/me', { signal, mayBeSignedOut: true }));
}

let opened: Phone | null = null;

export async function openPhone(isPractice: boolean): Promise<Phone> {
  opened = await Phone.open(isPractice);
  return opened;
}

export function usePhone(): Phone {
  if (opened === null) throw new Error('The phone is not open yet.');
  return opened;
}
