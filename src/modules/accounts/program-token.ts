import { type Permission, PERMISSIONS } from '../../platform/http/index.js';
import { AccountError } from './account.errors.js';
import { mayAsk, type Role } from './role.js';
import { hashOf, randomToken } from './token-text.js';

const SHOWN_CHARACTERS = 12;

/** What a token never may, whoever it acts for: passwords, the second step, sessions and further tokens are a person's. */
export const PERSONS_OWN: Permission = 'own-account.write';

/** Whoever makes accounts or gives invitations can have one with all rights of the giver: no token of limited reach may. */
const UNLIMITED: readonly Permission[] = [PERSONS_OWN, 'accounts.write', 'invitations.write'];

/** The text that is shown once, and what is stored of it. */
export function newProgramToken(): { token: string; stored: { tokenHash: Buffer; firstCharacters: string } } {
  const token = `cunbo_${randomToken()}`;
  return { token, stored: { tokenHash: hashOf(token), firstCharacters: token.slice(0, SHOWN_CHARACTERS) } };
}

/** What a token of somebody in this role may be given. */
export function permissionsForTokens(role: Role): Permission[] {
  return PERMISSIONS.filter((permission) => !UNLIMITED.includes(permission) && mayAsk(role, permission));
}

/** A token is given nothing that its account has not. */
export function requireWithin(role: Role, permissions: readonly Permission[] | null): void {
  const givable = permissionsForTokens(role);
  const beyond = permissions?.find((permission) => !givable.includes(permission));
  if (beyond !== undefined) throw new AccountError('auth.beyond-account', { permission: beyond }, '/permissions');
}

/** What a token with these permissions may ask for, if its account may. Who it is it may always ask. */
export function tokenMayAsk(permissions: readonly Permission[] | null, permission: Permission): boolean {
  if (permissions === null) return permission !== PERSONS_OWN;
  return permission === 'own-account.read' || (permissions.includes(permission) && !UNLIMITED.includes(permission));
}
