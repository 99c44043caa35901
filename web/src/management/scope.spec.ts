import { NO_SCOPE, scopeFor } from './scope.js';

describe('the scope of an account', () => {
  const all = { divisionCode: '140681', merchantIds: ['17', '18'], hostIds: ['31'] };

  it('is what its role is about, and nothing else', () => {
    expect(scopeFor('bureau', all)).toEqual({ divisionCode: '140681' });
    expect(scopeFor('lead', all)).toEqual({ merchantIds: ['17', '18'] });
    expect(scopeFor('clerk', all)).toEqual({ merchantIds: ['17', '18'] });
    expect(scopeFor('host', all)).toEqual({ hostIds: ['31'] });
    expect(scopeFor('operator', all)).toEqual({});
    expect(scopeFor('auditor', all)).toEqual({});
  });

  it('is still to be chosen where the role needs one', () => {
    expect(scopeFor('bureau', NO_SCOPE)).toBeNull();
    expect(scopeFor('clerk', NO_SCOPE)).toBeNull();
    expect(scopeFor('host', NO_SCOPE)).toBeNull();
    expect(scopeFor('operator', NO_SCOPE)).toEqual({});
  });
});
