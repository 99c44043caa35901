import { firstRoomFor, isClosedTo, managementPagesFor, rolesInvitedBy, roomsFor } from './rooms.js';

const names = (places: readonly { readonly name: string }[]) => places.map(({ name }) => name);

describe('the rooms of the house', () => {
  it('are shown to those who find something in them', () => {
    expect(names(roomsFor('operator'))).toEqual([
      'rankings',
      'countyWatch',
      'bulletins',
      'reports',
      'campaigns',
      'imports',
      'sources',
      'management',
    ]);
    expect(names(roomsFor('bureau'))).toEqual(['rankings', 'countyWatch', 'bulletins', 'reports', 'campaigns', 'management']);
    expect(names(roomsFor('clerk'))).toEqual(['rankings', 'campaigns', 'imports', 'today']);
    expect(names(roomsFor('host'))).toEqual(['mySessions', 'today']);
  });

  it('are closed to those who do not', () => {
    expect(firstRoomFor('host')).toBe('/my-sessions');
    expect(firstRoomFor('clerk')).toBe('/rankings');
    expect(['/rankings', '/sources/messages', '/management/audit'].map((path) => isClosedTo('host', path))).toEqual([true, true, true]);
    expect(['/my-sessions', '/account', '/my-sessions-of-old'].map((path) => isClosedTo('host', path))).toEqual([false, false, false]);
    expect(isClosedTo('clerk', '/my-sessions')).toBe(true);
  });

  it('have a page of management for everybody who may enter that room', () => {
    expect(names(managementPagesFor('operator'))).toEqual(['accounts', 'invitations', 'applications', 'audit']);
    expect(names(managementPagesFor('bureau'))).toEqual(['invitations', 'applications']);
    expect(names(managementPagesFor('lead'))).toEqual(['invitations']);
    expect(managementPagesFor('clerk')).toEqual([]);
  });

  it('let nobody be invited by those who only look', () => {
    expect(rolesInvitedBy('auditor')).toEqual([]);
    expect(rolesInvitedBy('clerk')).toEqual([]);
    expect(rolesInvitedBy('lead')).toEqual(['clerk', 'host']);
  });
});
