/**
 * For whom a transaction runs. The database sees it as settings of the transaction, and row-level security decides by them:
 * - `all`: operator; - `merchants`: only these merchants; - `division`: everything inside a code prefix;
 * - `host`: only the sessions of these hosts;
 * - `door`: webhook intake (looks up shops, adds inbox rows); - `sign-in`: looks up accounts, sessions and tokens, nothing else.
 * A `worker` runs under its own database role with its own policies.
 */
export type Scope =
  | { readonly kind: 'all' }
  | { readonly kind: 'merchants'; readonly merchantIds: readonly string[] }
  | { readonly kind: 'division'; readonly codePrefix: string }
  | { readonly kind: 'host'; readonly hostIds: readonly string[] }
  | { readonly kind: 'door' }
  | { readonly kind: 'sign-in' };

/** By which request somebody acts, for the record of who did what. */
export interface Origin {
  /** The operation of the API, by its id in the OpenAPI document. */
  readonly action: string;
  readonly address: string;
  readonly userAgent: string | null;
}

export type Principal =
  | {
      readonly kind: 'account';
      readonly accountId: string;
      readonly username: string;
      readonly role: string;
      readonly scope: Scope;
      /** The database refuses to write anything for it. */
      readonly isReadOnly: boolean;
      /** Of the token it came with; a person comes with a session. */
      readonly tokenName?: string | null;
      readonly origin?: Origin;
    }
  | { readonly kind: 'program'; readonly name: string; readonly scope: Scope; readonly origin?: Origin }
  | { readonly kind: 'worker'; readonly name: string };

export const DOOR: Principal = { kind: 'program', name: 'intake-door', scope: { kind: 'door' } };
export const SIGN_IN = { kind: 'program', name: 'sign-in', scope: { kind: 'sign-in' } } as const satisfies Principal;

export function worker(name: string): Principal {
  return { kind: 'worker', name };
}

/** A program of ours that acts for the operator: start-up, commands. */
export function operator(name: string): Principal {
  return { kind: 'program', name, scope: { kind: 'all' } };
}

/** A program of ours that looks after accounts: commands. */
export function accountKeeper(name: string): Principal {
  return { kind: 'program', name, scope: { kind: 'sign-in' } };
}

/** As it is written down who did something. */
export function nameOf(principal: Principal): string {
  return principal.kind === 'account' ? principal.username : principal.name;
}

export interface PrincipalSettings {
  readonly scope: string;
  readonly merchantIds: string;
  readonly divisionPrefix: string;
  readonly hostIds: string;
  readonly accountId: string;
  readonly isReadOnly: boolean;
  /** JSON for the record of who did what; empty for background work, which is nobody's. */
  readonly actor: string;
}

export function settingsOf(principal: Principal): PrincipalSettings {
  if (principal.kind === 'worker')
    return { scope: 'worker', merchantIds: '{}', divisionPrefix: '', hostIds: '{}', accountId: '', isReadOnly: false, actor: '' };
  const { scope } = principal;
  return {
    scope: scope.kind,
    merchantIds: scope.kind === 'merchants' ? `{${scope.merchantIds.join(',')}}` : '{}',
    divisionPrefix: scope.kind === 'division' ? scope.codePrefix : '',
    hostIds: scope.kind === 'host' ? `{${scope.hostIds.join(',')}}` : '{}',
    accountId: principal.kind === 'account' ? principal.accountId : '',
    isReadOnly: principal.kind === 'account' && principal.isReadOnly,
    actor: JSON.stringify(actorOf(principal)),
  };
}

function actorOf(principal: Exclude<Principal, { kind: 'worker' }>): object {
  const { origin } = principal;
  if (principal.kind === 'program') return { program: principal.name, ...origin };
  const { accountId, username, role, tokenName } = principal;
  return { accountId, username, role, program: tokenName ?? null, ...origin };
}
