// What everybody asks about their own account: password, second step, sessions, tokens.
import { call } from './client.js';

export interface Session {
  readonly id: string;
  readonly createdAt: string;
  readonly lastSeenAt: string;
  readonly address: string | null;
  readonly userAgent: string | null;
  readonly isCurrent: boolean;
}

export interface SecondStepSecret {
  readonly secret: string;
  /** What an authenticator app reads from the QR code. */
  readonly uri: string;
}

export interface AccessToken {
  readonly id: string;
  readonly name: string;
  /** To tell it from others; empty: not kept. */
  readonly firstCharacters: string;
  /** Null: whatever the account may. */
  readonly permissions: readonly string[] | null;
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly lastUsedAt: string | null;
}

export interface NewToken {
  readonly name: string;
  readonly permissions?: readonly string[];
  readonly expiresAt: string;
}

const id = encodeURIComponent;

export const ownAccount = {
  changePassword: (currentPassword: string, newPassword: string): Promise<void> =>
    call('/auth/password', { method: 'POST', body: { currentPassword, newPassword } }),

  sessions: (): Promise<{ readonly items: readonly Session[] }> => call('/auth/sessions'),
  endSession: (sessionId: string): Promise<void> => call(`/auth/sessions/${id(sessionId)}`, { method: 'DELETE' }),
  endOtherSessions: (): Promise<void> => call('/auth/sessions/end-others', { method: 'POST' }),

  startSecondStep: (password: string): Promise<SecondStepSecret> => call('/auth/second-step', { method: 'POST', body: { password } }),
  confirmSecondStep: (code: string): Promise<{ readonly recoveryCodes: readonly string[] }> =>
    call('/auth/second-step/confirm', { method: 'POST', body: { code } }),
  removeSecondStep: (password: string, code: string): Promise<void> =>
    call('/auth/second-step/remove', { method: 'POST', body: { password, code } }),

  tokens: (): Promise<{ readonly items: readonly AccessToken[] }> => call('/auth/tokens'),
  createToken: (token: NewToken): Promise<AccessToken & { readonly token: string }> =>
    call('/auth/tokens', { method: 'POST', body: token }),
  endToken: (tokenId: string): Promise<void> => call(`/auth/tokens/${id(tokenId)}`, { method: 'DELETE' }),
};
