// What the room of management asks of the server: accounts, invitations, applications, the audit trail.
import { call, type Role } from './client.js';
import type { MerchantKind } from './entry.js';
import type { Page } from './intake.js';

/** Whose data an account is about: a bureau's division, the merchants of a lead or clerk, or hosts. */
export interface AccountScope {
  readonly divisionCode?: string;
  readonly merchantIds?: readonly string[];
  readonly hostIds?: readonly string[];
}

export interface Account {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly role: Role;
  readonly divisionCode: string | null;
  readonly merchantIds: readonly string[];
  readonly hostIds: readonly string[];
  readonly isDisabled: boolean;
  readonly mustChangePassword: boolean;
  readonly hasSecondStep: boolean;
  readonly createdAt: string;
}

export interface AccountWithPassword extends Account {
  /** Shown this once. */
  readonly password: string;
}

export interface NewAccount extends AccountScope {
  readonly username: string;
  readonly name: string;
  readonly role: Role;
}

export interface AccountChange extends AccountScope {
  readonly name?: string;
  readonly isDisabled?: boolean;
}

export interface NewInvitation extends AccountScope {
  readonly role: Role;
  readonly name: string;
}

export interface Invitation {
  readonly id: string;
  readonly role: Role;
  readonly name: string;
  readonly divisionCode: string | null;
  readonly merchantIds: readonly string[];
  readonly hostIds: readonly string[];
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly acceptedAt: string | null;
}

export interface InvitationLink {
  readonly id: string;
  readonly url: string;
  readonly expiresAt: string;
}

export const APPLICATION_STATES = ['waiting', 'approved', 'refused'] as const;
export type ApplicationState = (typeof APPLICATION_STATES)[number];

export interface MerchantApplication {
  readonly id: string;
  readonly state: ApplicationState;
  readonly name: string;
  readonly kind: MerchantKind;
  readonly divisionCode: string;
  /** These three are forgotten with a refusal. */
  readonly contactName: string | null;
  readonly username: string | null;
  readonly note: string | null;
  readonly appliedAt: string;
  readonly decidedAt: string | null;
  readonly decidedBy: string | null;
  readonly reason: string | null;
}

export interface Merchant {
  readonly id: string;
  readonly name: string;
  readonly divisionCode: string;
}

export interface Host {
  readonly id: string;
  readonly merchantId: string;
  readonly name: string;
}

export type RecordedRow = Readonly<Record<string, unknown>>;

export interface AuditEvent {
  readonly id: string;
  readonly at: string;
  /** Null: a program, or somebody who did not get in. */
  readonly actor: { readonly accountId: string; readonly username: string; readonly role: string } | null;
  /** A command, or the name of the token the account came with. */
  readonly program: string | null;
  readonly address: string | null;
  readonly userAgent: string | null;
  readonly action: string;
  readonly resource: string;
  readonly resourceId: string | null;
  readonly before: RecordedRow | null;
  readonly after: RecordedRow | null;
  readonly changedFields: readonly string[];
}

/** Null: not filtered by it. */
export interface AuditFilter {
  readonly account: string | null;
  readonly action: string | null;
  readonly resource: string | null;
  readonly resourceId: string | null;
}

const LARGEST_PAGE = 500;
const id = encodeURIComponent;

export const management = {
  accounts: (cursor: string | null): Promise<Page<Account>> => call('/accounts', { query: { limit: LARGEST_PAGE, cursor } }),
  createAccount: (account: NewAccount): Promise<AccountWithPassword> => call('/accounts', { method: 'POST', body: account }),
  account: (accountId: string): Promise<Account> => call(`/accounts/${id(accountId)}`),
  changeAccount: (accountId: string, change: AccountChange): Promise<Account> =>
    call(`/accounts/${id(accountId)}`, { method: 'PATCH', body: change }),
  resetPassword: (accountId: string): Promise<AccountWithPassword> => call(`/accounts/${id(accountId)}/reset-password`, { method: 'POST' }),
  resetSecondStep: (accountId: string): Promise<unknown> => call(`/accounts/${id(accountId)}/reset-second-step`, { method: 'POST' }),

  securityPolicy: (): Promise<{ readonly secondStepRoles: readonly Role[] }> => call('/security-policy'),
  changeSecurityPolicy: (secondStepRoles: readonly Role[]): Promise<{ readonly secondStepRoles: readonly Role[] }> =>
    call('/security-policy', { method: 'PUT', body: { secondStepRoles } }),

  invitations: (cursor: string | null): Promise<Page<Invitation>> => call('/invitations', { query: { limit: LARGEST_PAGE, cursor } }),
  invite: (invitation: NewInvitation): Promise<InvitationLink> => call('/invitations', { method: 'POST', body: invitation }),
  withdrawInvitation: (invitationId: string): Promise<void> => call(`/invitations/${id(invitationId)}`, { method: 'DELETE' }),

  applications: (state: ApplicationState, cursor: string | null, signal?: AbortSignal): Promise<Page<MerchantApplication>> =>
    call('/merchant-applications', { query: { state, cursor }, signal }),
  approve: (applicationId: string): Promise<unknown> => call(`/merchant-applications/${id(applicationId)}/approve`, { method: 'POST' }),
  refuse: (applicationId: string, reason: string): Promise<unknown> =>
    call(`/merchant-applications/${id(applicationId)}/refuse`, { method: 'POST', body: { reason } }),

  merchants: (cursor: string | null): Promise<Page<Merchant>> => call('/merchants', { query: { limit: LARGEST_PAGE, cursor } }),

  hosts: (cursor: string | null): Promise<Page<Host>> => call('/hosts', { query: { limit: LARGEST_PAGE, cursor } }),

  auditEvents: (
    filter: AuditFilter & { from: string | null; to: string | null },
    page: { limit: number; cursor: string | null },
    signal?: AbortSignal,
  ): Promise<Page<AuditEvent>> => call('/audit-events', { query: { ...filter, ...page }, signal }),
};
