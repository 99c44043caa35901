// What strangers ask: to follow an invitation, or to apply for a merchant. Nobody is signed in.
import { call, type Role } from './client.js';

export const MERCHANT_KINDS = ['cooperative', 'company', 'household', 'collective'] as const;
export type MerchantKind = (typeof MERCHANT_KINDS)[number];

export interface InvitationSeen {
  readonly role: Role;
  readonly name: string;
  readonly divisionName: string | null;
  readonly merchantNames: readonly string[];
  readonly hostNames: readonly string[];
  readonly expiresAt: string;
}

export interface Application {
  readonly name: string;
  readonly kind: MerchantKind;
  readonly divisionCode: string;
  readonly contactName: string;
  readonly username: string;
  readonly password: string;
  readonly note?: string;
}

export const entry = {
  lookAtInvitation: (token: string): Promise<InvitationSeen> =>
    call('/invitations/look', { method: 'POST', body: { token }, mayBeSignedOut: true }),
  acceptInvitation: (token: string, username: string, password: string): Promise<unknown> =>
    call('/invitations/accept', { method: 'POST', body: { token, username, password }, mayBeSignedOut: true }),
  apply: (application: Application): Promise<unknown> =>
    call('/merchant-applications', { method: 'POST', body: application, mayBeSignedOut: true }),
};
