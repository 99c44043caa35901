import { type Role, ROLES } from './api/client.js';
import type { Words } from './i18n/zh.js';

interface Place<Name> {
  readonly name: Name;
  readonly path: string;
  /** Who finds anything behind the door; the server asks again. */
  readonly roles: readonly Role[];
}

/** The pages of the room of management, in the order of its head. */
export const MANAGEMENT_PAGES: readonly Place<keyof Words['management']['pages']>[] = [
  { name: 'accounts', path: '/management/accounts', roles: ['operator', 'auditor'] },
  { name: 'invitations', path: '/management/invitations', roles: ['operator', 'auditor', 'bureau', 'lead'] },
  { name: 'applications', path: '/management/applications', roles: ['operator', 'auditor', 'bureau'] },
  { name: 'audit', path: '/management/audit', roles: ['operator', 'auditor'] },
];

const NOT_HOSTS: readonly Role[] = ['operator', 'auditor', 'bureau', 'lead', 'clerk'];

/** The rooms of the house that can be entered, in the order of the rail. */
const ROOMS: readonly Place<keyof Words['rooms']>[] = [
  { name: 'rankings', path: '/rankings', roles: NOT_HOSTS },
  { name: 'countyWatch', path: '/county-watch', roles: ['operator', 'auditor', 'bureau'] },
  { name: 'bulletins', path: '/bulletins', roles: ['operator', 'auditor', 'bureau'] },
  { name: 'reports', path: '/reports', roles: ['operator', 'auditor', 'bureau'] },
  { name: 'campaigns', path: '/campaigns', roles: NOT_HOSTS },
  { name: 'mySessions', path: '/my-sessions', roles: ['host'] },
  { name: 'imports', path: '/imports', roles: ['operator', 'auditor', 'lead', 'clerk'] },
  // A page of its own, which a phone keeps.
  { name: 'today', path: '/phone', roles: ['lead', 'clerk', 'host'] },
  { name: 'sources', path: '/sources', roles: ['operator', 'auditor', 'lead'] },
  { name: 'management', path: '/management', roles: ['operator', 'auditor', 'bureau', 'lead'] },
];

export function roomsFor(role: Role): readonly Place<keyof Words['rooms']>[] {
  return ROOMS.filter(({ roles }) => roles.includes(role));
}

/** Where somebody begins. */
export function firstRoomFor(role: Role): string {
  return roomsFor(role)[0]?.path ?? '/account';
}

/** Whether a path leads into a room in which the role would find nothing. */
export function isClosedTo(role: Role, path: string): boolean {
  return ROOMS.some((room) => (path === room.path || path.startsWith(`${room.path}/`)) && !room.roles.includes(role));
}

export function managementPagesFor(role: Role): readonly Place<keyof Words['management']['pages']>[] {
  return MANAGEMENT_PAGES.filter(({ roles }) => roles.includes(role));
}

/** Whom each role may ask in. */
const INVITED: Readonly<Record<Role, readonly Role[]>> = {
  operator: ROLES,
  auditor: [],
  bureau: ['bureau', 'lead', 'clerk'],
  lead: ['clerk', 'host'],
  clerk: [],
  host: [],
};

export function rolesInvitedBy(role: Role): readonly Role[] {
  return INVITED[role];
}
