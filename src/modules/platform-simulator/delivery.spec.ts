import { createServer, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { addReports, deliver, deliverAll, NO_DELIVERY } from './delivery.js';
import { distort, seededRandom } from './faults.js';
import { SimulatorError } from './platform-simulator.errors.js';
import { PlatformSimulator } from './platform-simulator.js';

const NOON = new Date('2026-11-20T12:00:00+08:00');
const CREDENTIALS = { appKey: '1', appSecret: 's' };
const LINE = { itemId: '1', skuId: '2', title: '碗', quantity: 1, paidFen: 100 };
const AT_ONCE = { repeatAfterMs: [0, 0] };

interface Receiver {
  readonly url: string;
  readonly bodies: string[];
  stop(): void;
}

/** Answers with these in turn, and with the last one from then on. */
async function receiver(...answers: [status: number, body: string][]): Promise<Receiver> {
  const bodies: string[] = [];
  const server: Server = createServer((request, response) => {
    void text(request).then((body) => {
      const [status, answer] = answers[Math.min(bodies.push(body), answers.length) - 1]!;
      response.writeHead(status).end(answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address() as { port: number };
  return { url: `http://127.0.0.1:${address.port}/hooks/1?kept=yes`, bodies, stop: () => server.close() };
}

describe('delivering a push', () => {
  const shop = new PlatformSimulator().openShop({ platform: 'douyin', credentials: CREDENTIALS, externalShopId: '1' });

  it('ends with the platform’s own acknowledgement, and repeats the same bytes until then', async () => {
    const { url, bodies, stop } = await receiver([500, ''], [200, 'ok'], [200, '{"code":0,"msg":"success"}']);
    const report = await deliver(shop.probe(NOON), url, AT_ONCE);
    stop();
    expect(report).toMatchObject({ pushes: 1, attempts: 3, accepted: 1, refused: 0 });
    expect(report.latenciesMs).toHaveLength(3);
    expect(new Set(bodies).size).toBe(1);
  });

  it('gives up after the last repeat, and keeps what was said', async () => {
    const { url, stop } = await receiver([200, '{"code":40041,"msg":"no"}']);
    const report = await deliver(shop.probe(NOON), url, AT_ONCE);
    stop();
    expect(report).toMatchObject({ attempts: 3, accepted: 0, refused: 1, refusals: ['200 {"code":40041,"msg":"no"}'] });
  });

  it('takes silence for a refusal', async () => {
    const report = await deliver(shop.probe(NOON), 'http://127.0.0.1:9/', { repeatAfterMs: [] });
    expect(report).toMatchObject({ attempts: 1, refused: 1, latenciesMs: [] });
  });

  it('wants its echo back from 微信小店, and nothing but success for messages', async () => {
    const credentials = { appId: 'wx1', token: 'AAAAA', encodingAesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG' };
    const weixin = new PlatformSimulator().openShop({ platform: 'weixin', credentials, externalShopId: 'gh_1' });
    const probe = weixin.probe(NOON);
    weixin.createOrder({ at: NOON, lines: [LINE] });
    const { url, stop } = await receiver([200, probe.query.echostr!], [200, 'success'], [200, '"success"']);
    const reports = [await deliver(probe, url, { repeatAfterMs: [] }), await deliverAll(weixin.takePushes(), url, { repeatAfterMs: [] })];
    weixin.createOrder({ at: NOON, lines: [LINE] });
    reports.push(await deliverAll(weixin.takePushes(), url, { repeatAfterMs: [] }));
    stop();
    expect(reports.reduce(addReports, NO_DELIVERY)).toMatchObject({ pushes: 3, accepted: 2, refused: 1 });
  });
});

describe('distorting what was sent', () => {
  const numbers = Array.from({ length: 1_000 }, (_, index) => index);

  it('is the same for the same seed', () => {
    const distortion = { lost: 0.1, repeated: 0.2, shuffled: true };
    const twice = [1, 1].map((seed) => distort(numbers, distortion, seededRandom(seed)));
    expect(twice[0]).toEqual(twice[1]);
    expect(twice[0]).not.toEqual(distort(numbers, distortion, seededRandom(2)));
  });

  it('loses, repeats and shuffles about as much as asked, and nothing unasked', () => {
    expect(distort(numbers, {}, seededRandom(1))).toEqual(numbers);
    const remaining = distort(numbers, { lost: 0.1 }, seededRandom(1)).length;
    expect(Math.abs(remaining - 900)).toBeLessThan(50);
    const doubled = distort(numbers, { repeated: 0.2 }, seededRandom(1));
    expect(Math.abs(doubled.length - 1_200)).toBeLessThan(50);
    expect(new Set(doubled).size).toBe(1_000);
    const shuffled = distort(numbers, { shuffled: true }, seededRandom(1));
    expect(shuffled).not.toEqual(numbers);
    expect(shuffled.sort((a, b) => a - b)).toEqual(numbers);
  });
});

describe('faults of the platforms’ APIs', () => {
  let now = NOON;
  const simulator = new PlatformSimulator(() => now);
  beforeAll(() => simulator.start());
  afterAll(() => simulator.stop());
  beforeEach(() => Object.assign(simulator.faults, { slowMs: 0, tooManyEvery: 0, serverErrorEvery: 0, deadUntil: null }));

  const ask = (path: string): Promise<Response> => fetch(`http://127.0.0.1:${simulator.port}/${path}`);

  it('say that the platform is asked too often, in its own words', async () => {
    simulator.faults.tooManyEvery = 1;
    expect(await (await ask('douyin/order/orderDetail')).json()).toMatchObject({ code: 60_000 });
    const shopify = await ask('shopify/admin/api/2026-01/orders.json');
    expect([shopify.status, shopify.headers.get('retry-after')]).toEqual([429, '2.0']);
  });

  it('break every n-th call', async () => {
    simulator.faults.serverErrorEvery = 2;
    const statuses = [];
    for (let count = 0; count < 4; count += 1) statuses.push((await ask('shopify/')).status);
    expect(statuses.filter((status) => status === 502)).toHaveLength(2);
    expect(statuses[0]).not.toBe(statuses[1]);
  });

  it('cut the line until the platform is back', async () => {
    simulator.faults.deadUntil = new Date(NOON.getTime() + 1_000);
    await expect(ask('shopify/')).rejects.toThrow('fetch failed');
    now = simulator.faults.deadUntil;
    expect((await ask('shopify/')).status).toBe(401);
  });

  it('delay the answer', async () => {
    simulator.faults.slowMs = 60;
    const startedAt = performance.now();
    await ask('shopify/');
    expect(performance.now() - startedAt).toBeGreaterThan(50);
  });

  it('say before the start that there is no address yet', () => {
    expect(() => new PlatformSimulator().baseUrl('douyin')).toThrow(SimulatorError);
  });
});
