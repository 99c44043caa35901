import { parseAuditQuery, toAuditAddress } from './audit-query.js';

const EVERYTHING = { account: null, action: null, resource: null, resourceId: null, range: null };

describe('which events of the audit trail are shown', () => {
  it('is restored from its own address', () => {
    const range = { from: '2026-11-01', to: '2026-11-21' };
    const asked = { account: '7', action: 'Merchant_change', resource: 'item_mapping', resourceId: 'a/b', range };
    expect(parseAuditQuery(toAuditAddress(asked))).toEqual(asked);
    expect(parseAuditQuery(toAuditAddress(EVERYTHING))).toEqual(EVERYTHING);
  });

  it('is everything where the address says nothing that can be read', () => {
    expect(parseAuditQuery({ account: 'admin', action: ['a', 'b'], resource: '', from: '2026-11-02', to: '2026-11-01' })).toEqual(
      EVERYTHING,
    );
  });

  it('does not ask for a number of nothing', () => {
    expect(parseAuditQuery({ id: '17' })).toEqual(EVERYTHING);
    expect(toAuditAddress({ ...EVERYTHING, resourceId: '17' })).toEqual({});
  });
});
