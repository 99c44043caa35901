import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../platform/config/index.js';
import { Metrics } from '../../platform/telemetry/index.js';
import type { KnownShop } from '../shops/index.js';
import { ApiFailure } from './api-failure.js';
import { ApiPace } from './api-pace.js';
import { ApiSender } from './api-sender.js';
import { ApiTokenStore } from './api-tokens.service.js';
import type { ApiCall, ApiShop, ApiTokens, Ask, PlatformApi, Verdict } from './platforms/platform-api.js';

const RENEW_EARLY_MS = 120_000;

/** The renewal that is on its way for a shop: who needs it meanwhile waits for the same one. */
type Renewals = Map<string, Promise<ApiTokens | null>>;

/** Asks platforms' APIs: signed, within the shop's limits, with tokens renewed when they expire. Throws ApiFailure where there is no answer. */
@Injectable()
export class ApiCaller {
  private readonly renewals: Renewals = new Map();

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly pace: ApiPace,
    private readonly sender: ApiSender,
    private readonly tokens: ApiTokenStore,
    private readonly metrics: Metrics,
  ) {}

  /** The API of a shop, ready to be asked. */
  async open(shop: KnownShop, api: PlatformApi): Promise<Ask> {
    const tokens = await this.tokens.find(shop);
    const session = new ApiSession(shop, api, tokens);
    return (call) => this.ask(session, call);
  }

  private async ask(session: ApiSession, call: ApiCall): Promise<unknown> {
    if (session.needsTokens(new Date(Date.now() + RENEW_EARLY_MS))) await this.renew(session);
    const used = session.tokens;
    const verdict = await this.exchange(session, call);
    if (verdict.kind !== 'token-expired') return dataOf(verdict);
    if (session.tokens === used) await this.renew(session);
    return dataOf(await this.exchange(session, call));
  }

  /** Somebody else may have renewed them: a refresh token works once, and two who use it would lose both. */
  private async renew(session: ApiSession): Promise<void> {
    const { owner } = session;
    const renewal = this.renewals.get(owner) ?? this.renewNow(session).finally(() => this.renewals.delete(owner));
    this.renewals.set(owner, renewal);
    session.tokens = (await renewal) ?? session.tokens;
  }

  private async renewNow(session: ApiSession): Promise<ApiTokens | null> {
    const kept = await this.tokens.find(session.known);
    if (kept !== null && kept.accessToken !== session.tokens?.accessToken) return kept;
    const call = session.api.renewal(session.shop);
    if (call === null) return null;
    const tokens = session.api.tokensIn(dataOf(await this.exchange(session, call)), new Date());
    if (tokens === null)
      throw new ApiFailure('closed', { code: 'api.no-token', detail: 'The platform gave no new token; authorise the shop again.' });
    await this.tokens.save(session.known, tokens);
    return tokens;
  }

  private async exchange(session: ApiSession, call: ApiCall): Promise<Verdict> {
    const { owner, api } = session;
    // An address that somebody typed must not be a place inside; the platforms' own and the operator's are nobody's choice.
    const configured = this.config.platformApis[session.platform];
    const baseUrl = configured ?? api.baseUrl ?? shopUrlOf(session);
    await this.pace.turn(owner, api.callsPerSecond);
    const request = api.request(call, session.shop, new Date());
    if (request === null) throw closed("The shop's credentials do not open the platform's API.");
    try {
      const { status, headers, body } = await this.sender.send(
        baseUrl,
        request,
        configured === undefined && !api.baseUrl ? 'internet' : 'anywhere',
      );
      return this.judged(owner, session.platform, status >= 500 ? away(status) : api.judge(status, headers, body));
    } catch (error) {
      if (error instanceof ApiFailure && error.kind === 'away') this.pace.failed(owner);
      this.metrics.platformCalls.inc({ platform: session.platform, outcome: error instanceof ApiFailure ? error.kind : 'error' });
      throw error;
    }
  }

  private judged(owner: string, platform: string, verdict: Verdict): Verdict {
    this.pace.succeeded(owner);
    this.metrics.platformCalls.inc({ platform, outcome: verdict.kind });
    if (verdict.kind === 'busy') this.pace.pause(owner, verdict.retryAfterMs ?? 1_000);
    return verdict;
  }
}

class ApiSession {
  readonly owner: string;
  readonly platform: string;

  constructor(
    readonly known: KnownShop,
    readonly api: PlatformApi,
    public tokens: ApiTokens | null,
  ) {
    this.owner = known.owner;
    this.platform = known.platform;
  }

  get shop(): ApiShop {
    return { credentials: this.known.credentials ?? {}, externalShopId: this.known.externalShopId, tokens: this.tokens };
  }

  /** Before they expire, and where there is nothing but what a first one is got with. */
  needsTokens(soon: Date): boolean {
    if (this.api.renewal(this.shop) === null) return false;
    if (this.tokens !== null) return this.tokens.expiresAt < soon;
    return this.known.credentials?.accessToken === undefined;
  }
}

/** An address that somebody typed in: nobody reaches our own network by it (see ApiSender). */
function shopUrlOf({ api, shop }: ApiSession): string {
  const url = api.shopUrl?.(shop) ?? null;
  if (url === null) throw closed("The shop does not say where its platform's API is.");
  return url;
}

function dataOf(verdict: Verdict): unknown {
  if (verdict.kind === 'answer') return verdict.data;
  if (verdict.kind === 'not-found') return null;
  if (verdict.kind === 'busy')
    throw new ApiFailure('busy', { code: 'api.busy', detail: 'The platform asks to come back later.' }, verdict.retryAfterMs);
  if (verdict.kind === 'refused') throw new ApiFailure('refused', verdict.fault);
  throw new ApiFailure('closed', { code: 'api.token', detail: "The platform does not accept the shop's token; authorise the shop again." });
}

function closed(detail: string): ApiFailure {
  return new ApiFailure('closed', { code: 'api.no-credentials', detail });
}

function away(status: number): never {
  throw new ApiFailure('away', { code: 'api.away', detail: `The platform's API failed with status ${status}.` });
}
