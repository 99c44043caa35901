// The only place that speaks HTTP: every answer is typed here, and every failure leaves as an ApiError whose sentence can be shown.
import type { BusinessDay, DayRange } from '../../../src/kernel/business-day.js';
import type { DivisionLevel } from '../../../src/kernel/division-code.js';

export type Subject =
  | 'cities'
  | 'counties'
  | 'townships'
  | 'villages'
  | 'merchants'
  | 'products'
  | 'categories'
  | 'platforms'
  | 'hosts'
  | 'live-sessions'
  | 'campaigns';
export type Measure = 'net' | 'paid' | 'refunded' | 'orders' | 'lines' | 'quantity';
export type Basis = 'origin' | 'merchant';
export type RefundView = 'cash' | 'cohort';
export type Comparison = 'yoy' | 'previous' | 'none';
export type Period = 'day' | 'week' | 'month';

export interface Measures {
  readonly paidFen: number;
  readonly refundedFen: number;
  readonly netFen: number;
  /** Null where an order cannot be told apart between members, as with products. */
  readonly orders: number | null;
  readonly lines: number;
  readonly quantity: number;
}

export type Growth =
  | { readonly kind: 'rate'; readonly rate: number; readonly base: number }
  | { readonly kind: 'new' | 'small-base' | 'not-comparable'; readonly base: number };

export interface RankingItem extends Measures {
  readonly rank: number | null;
  readonly previousRank: number | null;
  readonly id: string;
  readonly name: string;
  readonly isZone: boolean;
  readonly value: number | null;
  readonly share: number | null;
  readonly growth: Growth | null;
}

export interface Ranking {
  readonly range: DayRange;
  readonly comparedRange: DayRange | null;
  readonly measure: Measure;
  readonly basis: Basis;
  readonly refundView: RefundView;
  /** Only there where these are not everybody's sales, but those of the merchants that the account looks after. */
  readonly sellers?: 'own';
  /** Only there where the bulletins of all these months are frozen. */
  readonly issued?: true;
  readonly asOf: string;
  readonly items: readonly RankingItem[];
  readonly total: Measures;
  readonly unallocated: Measures;
  readonly nextCursor: string | null;
}

export interface RankingRequest extends DayRange {
  readonly subject: Subject;
  /** Empty: everywhere the reader may look. */
  readonly within: string;
  readonly measure: Measure;
  readonly basis: Basis;
  readonly refundView: RefundView;
  readonly compare: Comparison;
  /** A category with what is below it; null: of all. */
  readonly category: string | null;
  readonly platform: string | null;
}

export interface RevenuePoint extends Measures, DayRange {}

export interface RevenueSeries {
  readonly range: DayRange;
  readonly asOf: string;
  readonly by: Period;
  readonly items: readonly RevenuePoint[];
}

export interface Division {
  readonly code: string;
  readonly name: string;
  readonly fullName: string;
  readonly level: DivisionLevel;
}

/** One division with everything it lies in, from the province down. */
export interface PlacedDivision extends Division {
  readonly ancestors: readonly { readonly code: string; readonly name: string }[];
}

export interface OnAirSession {
  readonly id: string;
  readonly merchantId: string;
  readonly title: string;
  readonly startedAt: string;
}

export interface Fact {
  readonly metric: string;
  readonly value: number | null;
}

export const ROLES = ['operator', 'auditor', 'bureau', 'lead', 'clerk', 'host'] as const;
export type Role = (typeof ROLES)[number];

export interface User {
  readonly username: string;
  readonly name: string;
  readonly role: Role;
  readonly divisionCode: string | null;
  readonly merchantIds: readonly string[];
  readonly hostIds: readonly string[];
  readonly mustChangePassword: boolean;
  readonly hasSecondStep: boolean;
  /** Of a role that needs a second step, before it has one. */
  readonly mustSetUpSecondStep: boolean;
  /** What a token of it may be given at most. */
  readonly tokenPermissions: readonly string[];
}

export interface Credentials {
  readonly username: string;
  readonly password: string;
  /** The six digits of the second step, or a recovery code. */
  readonly code?: string;
}

export interface System {
  readonly sampleData: boolean;
  readonly version: string;
}

/** What the live board says after totals changed: days of the affected sales. */
export interface RevenueNews {
  readonly asOf: string;
  readonly days: readonly BusinessDay[];
}

/** RFC 9457 as an error. `status` 0: the server could not be reached at all; `detail` is empty when the server said nothing readable. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
  ) {
    super(detail === '' ? `${status} ${code}` : detail);
  }
}

interface ClientHooks {
  readonly language: () => string;
  readonly onSignedOut: () => void;
  /** Nothing is answered before the first password is changed, or the second step is set up. */
  readonly onStepMissing: () => void;
}

const STEPS_MISSING = ['auth.change-password', 'auth.set-up-second-step'];

let hooks: ClientHooks = { language: () => 'zh-CN', onSignedOut: () => undefined, onStepMissing: () => undefined };

export function configureClient(given: ClientHooks): void {
  hooks = given;
}

interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** What is null is not asked for. */
  readonly query?: Readonly<Record<string, string | number | null>>;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
  readonly accept?: string;
  /** The thing that is changed, where the path is something done to it: it must still be as it was read. */
  readonly of?: string;
  /** `Idempotency-Key`: however often it is sent, it is done once. */
  readonly once?: string | null;
  /** The state that is changed, where the caller kept its tag; null: whatever it is. Without it, the tag the thing was read with last. */
  readonly ifMatch?: string | null;
  /** The caller answers a 401 itself: signing in, or asking who is signed in. */
  readonly mayBeSignedOut?: boolean;
}

let pass: string | null = null;

/** A screen without a keyboard comes with a token of its own in the place of a session. */
export function comeWith(token: string): void {
  pass = token;
}

/** What each thing was when it was read last: a change says so, and is refused if somebody was faster. */
const tags = new Map<string, string>();

/** For the rooms that have a file of calls of their own beside this one. */
export async function call<Answer>(path: string, options: Call = {}): Promise<Answer> {
  const response = await ask(path, options);
  const tag = response.headers.get('ETag');
  if (tag !== null) tags.set(path, tag);
  const text = await response.text();
  const answer: Answer = text === '' ? undefined : JSON.parse(text);
  return answer;
}

/** The answer as it begins; a refusal is thrown. */
export async function ask(path: string, options: Call = {}): Promise<Response> {
  const response = await send(path, options);
  if (response.ok) return response;
  const error = await errorOf(response);
  // A wrong password typed into a form is a 401, too, and no reason to leave the page.
  if (error.code === 'auth.required' && options.mayBeSignedOut !== true && pass === null) hooks.onSignedOut();
  if (STEPS_MISSING.includes(error.code)) hooks.onStepMissing();
  throw error;
}

export interface DownloadedFile {
  readonly name: string;
  readonly content: Blob;
}

/** A file that the server makes: fetched and not linked to, so that it comes in the page's language and a refusal can be shown. */
export async function download(path: string, query: NonNullable<Call['query']>): Promise<DownloadedFile> {
  const response = await ask(path, { query, accept: '*/*' });
  const name = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('Content-Disposition') ?? '')?.[1] ?? 'download';
  return { name: decodeURIComponent(name), content: await response.blob() };
}

/** A form with a file, whose sending can be watched: `fetch` does not tell how far it is. */
export function upload<Answer>(path: string, form: FormData, onSent: (part: number) => void): Promise<Answer> {
  const request = new XMLHttpRequest();
  request.open('POST', `/api/v1${path}`);
  request.setRequestHeader('Accept', 'application/json');
  request.setRequestHeader('Accept-Language', hooks.language());
  request.setRequestHeader('X-CSRF-Token', csrfToken());
  request.upload.onprogress = ({ loaded, total }) => onSent(total === 0 ? 0 : loaded / total);
  return new Promise((resolve, reject) => {
    request.onerror = () => reject(new ApiError(0, 'network', ''));
    request.onload = () => {
      if (request.status < 400) return resolve(JSON.parse(request.responseText) as Answer);
      const error = refusalOf(request.status, parsed(request.responseText));
      if (error.code === 'auth.required') hooks.onSignedOut();
      reject(error);
    };
    request.send(form);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function send(
  path: string,
  { method = 'GET', query, body, signal, of = '', accept = 'application/json', once, ifMatch }: Call,
): Promise<Response> {
  const headers: Record<string, string> = { Accept: accept, 'Accept-Language': hooks.language() };
  if (pass !== null) headers.Authorization = `Bearer ${pass}`;
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (method !== 'GET') headers['X-CSRF-Token'] = csrfToken();
  if (once != null) headers['Idempotency-Key'] = once;
  const tag = ifMatch === undefined ? tags.get(method === 'PATCH' || method === 'PUT' ? path : of) : ifMatch;
  if (tag != null) headers['If-Match'] = tag;
  const search = query === undefined ? '' : `?${searchOf(query)}`;
  const sent = body === undefined ? null : JSON.stringify(body);
  try {
    return await fetch(`/api/v1${path}${search}`, { method, headers, body: sent, signal: signal ?? null, credentials: 'same-origin' });
  } catch (error) {
    if (signal?.aborted === true) throw error;
    throw new ApiError(0, 'network', '');
  }
}

function searchOf(query: NonNullable<Call['query']>): URLSearchParams {
  return new URLSearchParams(Object.entries(query).flatMap(([key, value]) => (value === null ? [] : [[key, String(value)]])));
}

async function errorOf(response: Response): Promise<ApiError> {
  return refusalOf(response.status, await response.json().catch(() => null));
}

function refusalOf(status: number, problem: unknown): ApiError {
  return new ApiError(status, textOf(problem, 'code') || 'unknown', textOf(problem, 'detail') || textOf(problem, 'title'));
}

function textOf(problem: unknown, key: 'code' | 'detail' | 'title'): string {
  const value: unknown = typeof problem === 'object' && problem !== null ? Reflect.get(problem, key) : undefined;
  return typeof value === 'string' ? value : '';
}

function csrfToken(): string {
  const cookie = document.cookie.split('; ').find((pair) => pair.startsWith('csrf='));
  return cookie === undefined ? '' : decodeURIComponent(cookie.slice('csrf='.length));
}

function withinOf(code: string): Record<string, string> {
  return code === '' ? {} : { within: code };
}

export const api = {
  signIn: (credentials: Credentials): Promise<unknown> => call('/auth/login', { method: 'POST', body: credentials, mayBeSignedOut: true }),
  signOut: (): Promise<void> => call('/auth/logout', { method: 'POST', mayBeSignedOut: true }),
  currentUser: (): Promise<User> => call('/auth/me', { mayBeSignedOut: true }),
  system: (): Promise<System> => call('/system', { mayBeSignedOut: true }),

  division: (code: string): Promise<PlacedDivision> => call(`/divisions/${encodeURIComponent(code)}`),
  onAir: (within: string, limit: number): Promise<{ readonly items: readonly OnAirSession[] }> =>
    call('/live-sessions', { query: { ...withinOf(within), onAir: 'true', limit } }),
  factsOf: (sessionId: string): Promise<{ readonly facts: readonly Fact[] }> =>
    call(`/live-sessions/${encodeURIComponent(sessionId)}/facts`),

  findDivisions: (query: string, limit: number, signal?: AbortSignal): Promise<{ readonly items: readonly Division[] }> =>
    call('/divisions', { query: { query, limit }, signal }),

  ranking: (
    { subject, within, ...rest }: RankingRequest,
    page: { limit: number; cursor?: string },
    signal?: AbortSignal,
  ): Promise<Ranking> => call(`/rankings/${subject}`, { query: { ...rest, ...withinOf(within), ...page }, signal }),

  revenue: ({ within, from, to, basis, refundView }: RankingRequest, by: Period, signal?: AbortSignal): Promise<RevenueSeries> =>
    call('/revenue', { query: { ...withinOf(within), from, to, by, basis, refundView }, signal }),
};
