import { startTestApp, type TestApp } from '../support/test-app.js';
import { OutsideProgram } from './outside-program.js';
import { person } from './people.js';
import { COUNTY, registerMerchant } from './sample-merchant.js';

interface Told {
  readonly facts: readonly { metric: string; value: number | null; missing: string | null }[];
}

let server: TestApp;
let lead: OutsideProgram;
let bureau: OutsideProgram;
let few: string;
let three: string;
beforeAll(async () => {
  server = await startTestApp();
  const operator = new OutsideProgram(server);
  const { merchantId } = await registerMerchant(operator);
  const session = { merchantId, startedAt: '2026-11-20T19:30:00+08:00', endedAt: '2026-11-20T22:00:00+08:00' };
  few = (await operator.make('/api/v1/live-sessions', { ...session, title: '两人', viewers: 2, buyers: 1, views: 2 })).id;
  three = (await operator.make('/api/v1/live-sessions', { ...session, title: '三人', viewers: 3, buyers: 3, views: 2 })).id;
  lead = await person(server, 'lead', { merchantIds: [merchantId] });
  bureau = await person(server, 'bureau', { divisionCode: COUNTY });
});
afterAll(() => server.close());

const factOf = ({ facts }: Told, code: string) => {
  const found = facts.find(({ metric }) => metric === code);
  return [found?.value, found?.missing];
};

describe('Of one or two people', () => {
  it('a bureau is told nothing, and of three it is', async () => {
    expect(await bureau.read(`/api/v1/live-sessions/${few}`)).toMatchObject({ viewers: null, buyers: null, views: 2 });
    expect(await bureau.read(`/api/v1/live-sessions/${three}`)).toMatchObject({ viewers: 3, buyers: 3, views: 2 });
    const { items } = await bureau.read<{ items: { id: string; buyers: number | null }[] }>('/api/v1/live-sessions');
    expect(items.find(({ id }) => id === few)?.buyers).toBeNull();
    const facts = await bureau.read<Told>(`/api/v1/live-sessions/${few}/facts`);
    for (const code of ['buyers', 'viewers', 'aov_buyer', 'uv_value'])
      expect([code, ...factOf(facts, code)]).toEqual([code, null, 'few-people']);
    expect(factOf(facts, 'views')).toEqual([2, null]);
    expect(factOf(await bureau.read<Told>(`/api/v1/live-sessions/${three}/facts`), 'buyers')).toEqual([3, null]);
  });

  it('whoever reported them is told', async () => {
    expect(await lead.read(`/api/v1/live-sessions/${few}`)).toMatchObject({ viewers: 2, buyers: 1 });
    expect(factOf(await lead.read<Told>(`/api/v1/live-sessions/${few}/facts`), 'buyers')).toEqual([1, null]);
  });
});
