import { NO_SCOPE, scopeFor } from './scope.js';

describe('the scope of an account', () => {
  const both = { divisionCode: '140681', merchantIds: ['17', '18'] };

  it('is what its role is about, and nothing else', () => {
    expect(scopeFor('bureau', both)).toEqual({ divisionCode: '140681' });
    expect(scopeFor('lead', both)).toEqual({ merchantIds: ['17', '18'] });
    expect(scopeFor('clerk', both)).toEqual({ merchantIds: ['17', '18'] });
    expect(scopeFor('operator', both)).toEqual({});
    expect(scopeFor('auditor', both)).toEqual({});
  });

  it('is still to be chosen where the role needs one', () => {
    expect(scopeFor('bureau', NO_SCOPE)).toBeNull();
    expect(scopeFor('clerk', NO_SCOPE)).toBeNull();
    expect(scopeFor('operator', NO_SCOPE)).toEqual({});
  });
});
