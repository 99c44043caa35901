import { settle } from '../support/pipeline.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { OutsideProgram } from './outside-program.js';
import { person } from './people.js';
import { handOrder, registerMerchant, type SampleMerchant, VILLAGE } from './sample-merchant.js';

const NEIGHBOUR_VILLAGE = '140681102202';
const DAYS = 'from=2026-11-01&to=2026-11-30&compare=none';
const OWN_FEN = 50_000;
const OTHERS_FEN = 20_000;
/** Both of them over half again as much as one's own: the same band. */
const AMOUNTS = [100_000, 900_000];

interface World {
  readonly server: TestApp;
  readonly lead: OutsideProgram;
  readonly own: SampleMerchant;
  readonly rival: SampleMerchant;
}

let worlds: World[];
beforeAll(async () => {
  worlds = [];
  for (const amount of AMOUNTS) worlds.push(await worldWith(amount));
});
afterAll(async () => {
  for (const { server } of worlds) await server.close();
});

/** Two worlds that differ by what the only seller of the next village has sold, and in nothing else. */
async function worldWith(rivalFen: number): Promise<World> {
  const server = await startTestApp();
  const operator = new OutsideProgram(server);
  const own = await registerMerchant(operator);
  const rival = await registerMerchant(operator, NEIGHBOUR_VILLAGE, NEIGHBOUR_VILLAGE);
  const third = await registerMerchant(operator);
  for (const [seller, paidFen] of [
    [own, OWN_FEN],
    [rival, rivalFen],
    [third, OTHERS_FEN],
  ] as const)
    await operator.make('/api/v1/orders', handOrder(seller, { lines: [{ productId: seller.productId, quantity: 1, paidFen }] }));
  await settle(server);
  return { server, own, rival, lead: await person(server, 'lead', { merchantIds: [own.merchantId] }) };
}

/** Whatever a merchant can ask that is made of anybody's sales: ranks, totals, parts of both, series, refunds, sessions, its own place. Of live events see `attacks-live-board`. */
function questions({ own, rival }: World): string[] {
  const areas = ['cities', 'counties', 'townships', 'villages'];
  const goods = ['merchants', 'products', 'categories', 'platforms', 'hosts', 'live-sessions'];
  const places = ['', '&within=140681', `&within=${NEIGHBOUR_VILLAGE}`, `&within=${VILLAGE}`];
  const rankings = ['origin', 'merchant'].flatMap((basis) =>
    areas.flatMap((subject) => places.map((within) => `rankings/${subject}?${DAYS}&basis=${basis}${within}`)),
  );
  const parts = [`subject=villages&id=${NEIGHBOUR_VILLAGE}`, 'subject=villages&part=total', `subject=merchants&id=${rival.merchantId}`];
  return [
    ...rankings,
    ...goods.flatMap((subject) => places.map((within) => `rankings/${subject}?${DAYS}${within}`)),
    ...parts.flatMap((part) => [`explain?${DAYS}&${part}`, `explain?${DAYS}&measure=paid&basis=merchant&${part}`]),
    ...places.map((within) => `revenue?from=2026-11-01&to=2026-11-30&by=day${within}`),
    ...places.map((within) => `session-facts?from=2026-11-01&to=2026-11-30&by=merchant${within}`),
    'refunds?from=2026-11-01&to=2026-11-30&by=merchant',
    ...['county', 'city', 'province'].flatMap((among) =>
      ['2026-11', '2026-Q4', '2026'].map((period) => `merchants/${own.merchantId}/standing?period=${period}&among=${among}`),
    ),
    `merchants/${rival.merchantId}/standing?period=2026-11`,
    ...['merchants', 'products', 'orders', 'live-sessions', 'hosts', 'review-items', 'declared-totals', 'imports'].map(
      (list) => `${list}?limit=100`,
    ),
  ];
}

async function answers(world: World): Promise<[string, string][]> {
  const told: [string, string][] = [];
  for (const question of questions(world)) {
    const { status, body } = await world.lead.ask('GET', `/api/v1/${question}`);
    told.push([question, `${status} ${neutral(JSON.stringify(body))}`]);
  }
  return told;
}

/** Clocks of two worlds differ, with them the tags of one's own things, and so does what is drawn at random: public ids of shops, and of orders by hand within them. */
function neutral(text: string): string {
  const tagless = text.replace(/"entityTag":"\\"[\w-]+\\""/g, '"entityTag":"…"');
  return tagless.replace(/"\d{4}-\d\d-\d\dT[^"]*"/g, '"time"').replace(/"(id|shopId|orderId|orderNo|sourceOrderNo)":"[^"]*"/g, '"$1":"…"');
}

it('of a competitor that sold for 1,000 yuan a merchant is told what it is told of one that sold for 9,000', async () => {
  const [little, much] = [await answers(worlds[0]!), await answers(worlds[1]!)];
  expect(little.filter(([, answer]) => answer.startsWith('200')).length).toBeGreaterThan(60);
  expect(much).toEqual(little);
});

it('and those who may know are told different things', async () => {
  const totals = worlds.map(async ({ server }) => {
    const question = `/api/v1/rankings/villages?${DAYS}&basis=merchant`;
    return (await new OutsideProgram(server).read<{ total: { paidFen: number } }>(question)).total.paidFen;
  });
  expect(await Promise.all(totals)).toEqual(AMOUNTS.map((amount) => amount + OWN_FEN + OTHERS_FEN));
});
