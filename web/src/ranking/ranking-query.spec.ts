import { drillInto, parseRankingQuery, toAddress, trailOf, withArea, withSubject } from './ranking-query.js';

const TODAY = '2026-11-22';
const START = parseRankingQuery({}, TODAY);

describe('the question of a ranking', () => {
  it('starts with the counties of Shanxi over the last 30 days', () => {
    expect(toAddress(START)).toEqual({
      subject: 'counties',
      within: '14',
      from: '2026-10-24',
      to: '2026-11-22',
      measure: 'net',
      basis: 'origin',
      refundView: 'cash',
      compare: 'yoy',
    });
  });

  it('is restored from its own address, on any later day', () => {
    const asked = { ...withArea(START, '140681'), measure: 'orders', basis: 'merchant', refundView: 'cohort', compare: 'none' } as const;
    expect(parseRankingQuery(toAddress(asked), '2027-05-01')).toEqual(asked);
    const everywhere = withArea(START, '');
    expect(parseRankingQuery(toAddress(everywhere), '2027-05-01')).toEqual(everywhere);
  });

  it('takes the default for what cannot be read', () => {
    const broken = { subject: 'planets', within: '140', from: '2026-02-30', to: '2026-03-01', measure: ['net', 'paid'], compare: null };
    expect(parseRankingQuery(broken, TODAY)).toEqual(START);
    expect(parseRankingQuery({ from: '2026-11-02', to: '2026-11-01' }, TODAY)).toEqual(START);
  });

  it('goes down one level with each area, and from a village to who sells there', () => {
    const down = ['1406', '140681', '140681102', '140681102201'].map((code) => drillInto(START, code)?.subject);
    expect(down).toEqual(['counties', 'townships', 'villages', 'merchants']);
  });

  it('leads nowhere from a merchant or a product', () => {
    expect(drillInto(withSubject(START, 'merchants'), '17')).toBeNull();
    expect(drillInto(withSubject(START, 'products'), '17')).toBeNull();
  });

  it('climbs out of an area too small for the members asked for', () => {
    const village = { ...START, subject: 'merchants', within: '140681102201' } as const;
    expect(withSubject(village, 'villages').within).toBe('140681102');
    expect(withSubject(village, 'counties').within).toBe('1406');
    expect(withSubject(village, 'cities').within).toBe('14');
    expect(withSubject(village, 'products').within).toBe('140681102201');
    expect(parseRankingQuery({ subject: 'counties', within: '140681102' }, TODAY).within).toBe('1406');
  });

  it('keeps ranking merchants when the area changes', () => {
    expect(withArea(withSubject(START, 'merchants'), '140681')).toMatchObject({ subject: 'merchants', within: '140681' });
  });

  it('does not rank products by orders, which belong to no product alone', () => {
    const byOrders = { ...START, measure: 'orders' } as const;
    expect(withSubject(byOrders, 'products').measure).toBe('net');
    expect(withSubject(byOrders, 'merchants').measure).toBe('orders');
    expect(parseRankingQuery({ subject: 'products', measure: 'orders' }, TODAY).measure).toBe('net');
  });

  it('knows what an area lies in', () => {
    expect(trailOf('140681102')).toEqual(['14', '1406', '140681', '140681102']);
    expect(trailOf('')).toEqual([]);
  });
});
