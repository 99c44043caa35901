import { explain, parsePageState, toPageAddress, type PageState } from './page-state.js';
import { parseRankingQuery, withSubject } from './ranking-query.js';

const COUNTIES = parseRankingQuery({}, '2026-11-22');

describe('what is open on the page of rankings', () => {
  it.each<PageState>([
    { view: 'table', explained: null },
    { view: 'tiles', explained: null },
    { view: 'map', explained: explain({ kind: 'total' }, 'net') },
    { view: 'table', explained: explain({ kind: 'unallocated' }, 'refunded') },
    { view: 'table', explained: { cell: { kind: 'member', id: '140681' }, measure: 'paid', by: 'orders' } },
    { view: 'table', explained: { cell: { kind: 'member', id: 'grain.buckwheat' }, measure: 'lines', by: 'parts' } },
  ])('is restored from the address: %j', (state) => {
    expect(parsePageState(toPageAddress(state), COUNTIES)).toEqual(state);
  });

  it('is nothing where the address cannot be read', () => {
    const broken = { view: 'globe', why: '<b>', whyOf: 'net' };
    expect(parsePageState(broken, COUNTIES)).toEqual({ view: 'table', explained: null });
    expect(parsePageState({ why: '140681', whyOf: 'profit' }, COUNTIES).explained).toBeNull();
  });

  it('has a picture of counties only, and takes orders apart by orders', () => {
    expect(parsePageState({ view: 'tiles' }, withSubject(COUNTIES, 'villages')).view).toBe('table');
    expect(explain({ kind: 'total' }, 'orders').by).toBe('orders');
  });
});
