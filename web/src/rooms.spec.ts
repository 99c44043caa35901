import { managementPagesFor, rolesInvitedBy, roomsFor } from './rooms.js';

const names = (places: readonly { readonly name: string }[]) => places.map(({ name }) => name);

describe('the rooms of the house', () => {
  it('are shown to those who find something in them', () => {
    expect(names(roomsFor('operator'))).toEqual(['rankings', 'countyWatch', 'sources', 'management']);
    expect(names(roomsFor('bureau'))).toEqual(['rankings', 'countyWatch', 'management']);
    expect(names(roomsFor('clerk'))).toEqual(['rankings']);
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
    expect(rolesInvitedBy('lead')).toEqual(['clerk']);
  });
});
