import { campaignsZh } from '../i18n/campaigns-zh.js';
import { areSoundDays, stateInWords, stateOf } from './campaign-days.js';
import { emptyDraft, valuesOf } from './campaign-draft.js';
import { filterOf, parseCampaignQuery, toCampaignAddress } from './campaign-query.js';
import { bigCount } from './report-figures.js';

const FEBRUARY = { from: '2026-02-10', to: '2026-02-20' };

describe('Which campaigns are shown', () => {
  it('stands in the address, and what cannot be read is not filtered by', () => {
    const address = { month: '2026-02', kind: 'festival', state: 'running', within: '140681' };
    expect(toCampaignAddress(parseCampaignQuery(address))).toEqual(address);
    const nothing = { month: null, kind: null, state: null, within: null };
    expect(parseCampaignQuery({ month: '2026-13', kind: 'x', state: '', within: '1406812' })).toEqual(nothing);
    expect(filterOf(parseCampaignQuery(address))).toMatchObject({ from: '2026-02-01', to: '2026-02-28' });
    expect(filterOf({ ...nothing, month: '2026-12' })).toMatchObject({ from: '2026-12-01', to: '2026-12-31' });
  });
});

it('says how far a campaign has come', () => {
  expect(['2026-02-09', '2026-02-10', '2026-02-20', '2026-02-21'].map((today) => stateOf(FEBRUARY, today))).toEqual([
    'upcoming',
    'running',
    'running',
    'ended',
  ]);
  expect(stateInWords(FEBRUARY, '2026-02-07', campaignsZh)).toBe('还有 3 天开始');
  expect(stateInWords(FEBRUARY, '2026-02-12', campaignsZh)).toBe('进行到第 3 天，共 11 天');
});

it('takes nothing that is not sound, and says nothing of what is empty', () => {
  const draft = { ...emptyDraft('2026-02-10', '140681'), name: ' 开门红 ', partners: [{ name: ' ', role: 'x' }] };
  expect(valuesOf(draft)).toMatchObject({ name: '开门红', partners: [], popularity: null, label: null, areaCodes: ['140681'] });
  for (const wrong of [{ name: ' ' }, { areaCodes: [] }, { to: '2026-02-09' }, { to: '' }, { popularity: '4200万' }, { ownerCode: null }])
    expect(valuesOf({ ...draft, ...wrong })).toBeNull();
  expect([areSoundDays({ from: '2026-01-01', to: '2027-01-01' }), areSoundDays({ from: '2026-01-01', to: '2027-01-02' })]).toEqual([
    true,
    false,
  ]);
});

it('reads a large count in ten thousands, down and never up', () => {
  expect([0, 9_999, 10_000, 42_000_000, 41_999_999].map((count) => bigCount(count, '万'))).toEqual([
    '0',
    '9,999',
    '1.0 万',
    '4,200.0 万',
    '4,199.9 万',
  ]);
});
