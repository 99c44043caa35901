import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SessionMinutesDto } from '../../src/modules/live-board/session-minutes.dto.js';
import { Clock } from '../../src/platform/clock/index.js';
import { settle } from '../support/pipeline.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { orderChanged } from './canonical-message.js';
import { OutsideProgram } from './outside-program.js';
import { person } from './people.js';
import { handOrder, registerMerchant, type SampleMerchant, SECRET } from './sample-merchant.js';

let server: TestApp;
let port: number;
beforeAll(async () => {
  server = await startTestApp();
  await server.app.listen(0, '127.0.0.1');
  port = (server.app.getHttpServer().address() as AddressInfo).port;
});
afterAll(() => server.close());

async function open(headers: Record<string, string>, path = '/api/v1/live-board/events'): Promise<IncomingMessage> {
  const request = get({ host: '127.0.0.1', port, path, headers });
  const [stream] = (await once(request, 'response')) as [IncomingMessage];
  return stream.setEncoding('utf8');
}

/** Reads until one whole event of this name has come. */
async function nextEvent(stream: IncomingMessage, name: string): Promise<unknown> {
  let text = '';
  while (!new RegExp(`event: ${name}\ndata: .*\n\n`).test(text)) text += String((await once(stream, 'data'))[0]);
  return JSON.parse(new RegExp(`event: ${name}\ndata: (.*)\n\n`).exec(text)?.[1] ?? 'null');
}

describe('The live board', () => {
  it('tells every listener which days changed, after they have', async () => {
    const program = new OutsideProgram(server);
    const { shopId } = await registerMerchant(program);
    await settle(server);
    const streams = [await open({ authorization: `Bearer ${server.token}` }), await open({ authorization: `Bearer ${server.token}` })];
    for (const stream of streams) {
      expect(stream.statusCode).toBe(200);
      expect(stream.headers).toMatchObject({ 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' });
    }
    const events = Promise.all(streams.map((stream) => nextEvent(stream, 'revenue')));
    await server.deliver(shopId, SECRET, 'm-1', orderChanged());
    const asOf = expect.stringMatching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?\+08:00$/) as string;
    expect(await events).toEqual(streams.map(() => ({ asOf, days: ['2026-11-20'] })));
    const { total } = await program.read<{ total: object }>('/api/v1/rankings/counties?from=2026-11-20&to=2026-11-20');
    expect(total).toMatchObject({ paidFen: 5_980 });
    for (const stream of streams) stream.destroy();
  });

  it('goes on for the others when one leaves', async () => {
    const { shopId } = await registerMerchant(new OutsideProgram(server));
    const leaving = await open({ authorization: `Bearer ${server.token}` });
    const staying = await open({ authorization: `Bearer ${server.token}` });
    leaving.destroy();
    const event = nextEvent(staying, 'revenue');
    await server.deliver(shopId, SECRET, 'm-2', orderChanged({ paidAt: '2026-11-19T20:00:00+08:00' }));
    expect(await event).toMatchObject({ days: ['2026-11-19'] });
    staying.destroy();
  });

  it('is closed to strangers', async () => {
    const refused = await open({});
    expect([refused.statusCode, refused.headers['content-type']]).toEqual([401, 'application/problem+json; charset=utf-8']);
    refused.destroy();
  });
});

describe('The minutes of a live session', () => {
  const clock = (time: string, day = '2026-11-20'): string => `${day}T${time}+08:00`;
  let operator: OutsideProgram;
  let sample: SampleMerchant;
  let messages = 0;
  let standAt: (instant: string) => void;

  beforeAll(() => {
    standAt = (instant) => (server.app.get(Clock).now = () => new Date(instant));
  });
  afterAll(() => {
    server.app.get(Clock).now = () => new Date();
  });
  beforeEach(async () => {
    standAt(clock('20:15:31'));
    operator = new OutsideProgram(server);
    sample = await registerMerchant(operator);
    await operator.must(200, 'PUT', `/api/v1/shops/${sample.shopId}/items/3600000001`, { productId: sample.productId });
  });

  const addressOf = ({ liveSessionId }: SampleMerchant): string => `/api/v1/live-sessions/${liveSessionId}/minutes`;
  const read = (who = operator): Promise<SessionMinutesDto> => who.read<SessionMinutesDto>(addressOf(sample));

  /** An order of the session's room, by its platform. */
  async function sell(paidAt: string, more: object = {}): Promise<void> {
    const data = {
      orderNo: `m-${sample.liveSessionId}-${paidAt}`,
      paidAt,
      createdAt: paidAt,
      roomId: `room-of-${sample.merchantId}`,
      ...more,
    };
    const { status } = await server.deliver(sample.shopId, SECRET, `minutes-${(messages += 1)}`, orderChanged(data));
    expect(status).toBe(204);
  }

  const soldIn = ({ minutes }: SessionMinutesDto): unknown[] =>
    minutes
      .filter(({ paidFen, orders }) => paidFen !== 0 || orders !== 0)
      .map(({ at, paidFen, orders }) => [at.slice(11, 16), paidFen, orders]);

  it('are what the ledger counts as the session’s, by the minute of payment, whole minutes beside whole minutes', async () => {
    const { merchantId, productId, liveSessionId } = sample;
    const { id: pot } = await operator.make('/api/v1/products', {
      ...{ merchantId, name: '青花大碗', category: 'ceramics', originDivisionCode: null, isAgricultural: false },
    });
    await sell(clock('19:54:59'));
    await sell(clock('19:55:00'));
    await sell(clock('20:04:59.999'));
    await sell(clock('20:05:00'), { refunds: [{ refundNo: 'R1', lineNo: '1', amountFen: 1_000, succeededAt: clock('20:14:00') }] });
    await sell(clock('20:14:59.999'));
    await sell(clock('20:15:00'));
    await sell(clock('20:10:00'), { orderNo: 'other-room', roomId: 'another' });
    const lines = [
      { productId: pot, quantity: 3, paidFen: 9_000 },
      { productId, quantity: 1, paidFen: 500 },
    ];
    await operator.make('/api/v1/orders', { merchantId, liveSessionId, paidAt: clock('20:14:10'), lines });
    const { id: mistaken } = await operator.make('/api/v1/orders', handOrder(sample, { liveSessionId, paidAt: clock('20:11:00') }));
    await operator.must(200, 'POST', `/api/v1/orders/${mistaken}/void`, { reason: '记错了' });
    await settle(server);

    const minutes = await read();
    expect(minutes).toMatchObject({
      liveSessionId,
      asOf: clock('20:15:31'),
      isOver: false,
      before: { startsAt: clock('19:55:00'), endsAt: clock('20:05:00'), minutes: 10, paidFen: 11_960, refundedFen: 0, orders: 2 },
      last: { startsAt: clock('20:05:00'), endsAt: clock('20:15:00'), minutes: 10, paidFen: 21_460, refundedFen: 1_000, orders: 3 },
      differenceFen: 9_500,
      running: { at: clock('20:15:00'), isBeforeStart: false, paidFen: 5_980, refundedFen: 0, orders: 1 },
    });
    expect(minutes.minutes).toHaveLength(20);
    expect(soldIn(minutes)).toEqual([
      ['19:55', 5_980, 1],
      ['20:04', 5_980, 1],
      ['20:05', 5_980, 1],
      ['20:14', 15_480, 2],
    ]);
    expect(minutes.products).toEqual([
      {
        ...{ productId, name: '粗陶茶具' },
        last: { paidFen: 12_460, refundedFen: 1_000, quantity: 5 },
        before: { paidFen: 11_960, refundedFen: 0, quantity: 4 },
      },
      {
        productId: pot,
        name: '青花大碗',
        last: { paidFen: 9_000, refundedFen: 0, quantity: 3 },
        before: { paidFen: 0, refundedFen: 0, quantity: 0 },
      },
    ]);
    // All that was sold, and nothing else: the sums of the session's facts.
    const { facts } = await operator.read<{ facts: { metric: string; value: number }[] }>(`/api/v1/live-sessions/${liveSessionId}/facts`);
    const fact = (code: string): number | undefined => facts.find(({ metric }) => metric === code)?.value;
    const shown = [minutes.last, minutes.before, minutes.running!, { paidFen: 5_980, refundedFen: 0, orders: 1 }];
    for (const [code, of] of [
      ['gmv_paid', 'paidFen'],
      ['refund_amt', 'refundedFen'],
      ['orders', 'orders'],
    ] as const)
      expect([code, shown.reduce((sum, part) => sum + part[of], 0)]).toEqual([code, fact(code)]);
  });

  it('take in what comes late, and lose what moves to another session', async () => {
    await sell(clock('20:03:00'), { version: 1 });
    await settle(server);
    expect(soldIn(await read())).toEqual([['20:03', 5_980, 1]]);
    await operator.must(200, 'PATCH', `/api/v1/live-sessions/${sample.liveSessionId}`, { roomId: 'moved' });
    await settle(server);
    expect(await read()).toMatchObject({ last: { paidFen: 0, orders: 0 }, before: { paidFen: 0, orders: 0 }, products: [] });
    await operator.must(200, 'PATCH', `/api/v1/live-sessions/${sample.liveSessionId}`, { roomId: `room-of-${sample.merchantId}` });
    await settle(server);
    expect(soldIn(await read())).toEqual([['20:03', 5_980, 1]]);
  });

  it('before the session began are none of it, and nothing is compared with them', async () => {
    await operator.must(200, 'PATCH', `/api/v1/live-sessions/${sample.liveSessionId}`, { startedAt: clock('20:02:30') });
    await sell(clock('20:02:40'));
    await settle(server);
    const { minutes, before, last, differenceFen } = await read();
    expect(minutes.filter(({ isBeforeStart }) => isBeforeStart).map(({ at }) => at.slice(11, 16))).toEqual(
      ['55', '56', '57', '58', '59'].map((minute) => `19:${minute}`).concat('20:00', '20:01'),
    );
    expect([before.minutes, before.paidFen, last.minutes, differenceFen]).toEqual([3, 5_980, 10, null]);
  });

  it('go over midnight, and are the last of a session that is over', async () => {
    await operator.must(200, 'PATCH', `/api/v1/live-sessions/${sample.liveSessionId}`, { endedAt: clock('00:05:20', '2026-11-21') });
    await sell(clock('23:58:00'));
    await sell(clock('00:05:10', '2026-11-21'));
    await settle(server);
    standAt(clock('00:05:15', '2026-11-21'));
    expect(await read()).toMatchObject({ isOver: false, running: { at: clock('00:05:00', '2026-11-21'), paidFen: 5_980 } });
    standAt(clock('11:00:00', '2026-11-25'));
    const over = await read();
    expect(over).toMatchObject({
      isOver: true,
      running: null,
      last: { endsAt: clock('00:06:00', '2026-11-21'), orders: 2, paidFen: 11_960 },
    });
    expect(soldIn(over)).toEqual([
      ['23:58', 5_980, 1],
      ['00:05', 5_980, 1],
    ]);
  });

  it('are shown to its host with the names of products, and are nobody else’s', async () => {
    await sell(clock('20:10:00'));
    await settle(server);
    const host = await person(server, 'host', { hostIds: [sample.hostId] });
    expect(await read(host)).toEqual(await read());
    expect((await read(host)).products).toMatchObject([{ name: '粗陶茶具', last: { paidFen: 5_980 } }]);
    const other = await registerMerchant(operator);
    const strangers = [
      await person(server, 'host', { hostIds: [other.hostId] }),
      await person(server, 'clerk', { merchantIds: [other.merchantId] }),
    ];
    for (const stranger of strangers) {
      for (const path of [addressOf(sample), `${addressOf(sample)}/events`]) expect((await stranger.ask('GET', path)).status).toBe(404);
    }
    for (const path of ['/api/v1/live-sessions/999999/minutes', '/api/v1/live-sessions/999999/minutes/events'])
      expect(await operator.refused('GET', path)).toMatchObject({ code: 'live-sessions.not-found' });
  });

  describe('as a stream', () => {
    interface Told {
      readonly stream: IncomingMessage;
      told(): SessionMinutesDto[];
      /** The first event from now on that is like this. */
      until(isIt: (minutes: SessionMinutesDto) => boolean): Promise<SessionMinutesDto>;
    }

    async function listen(): Promise<Told> {
      const stream = await open({ authorization: `Bearer ${server.token}` }, `${addressOf(sample)}/events`);
      let text = '';
      stream.on('data', (part) => (text += String(part)));
      const told = (): SessionMinutesDto[] =>
        [...text.matchAll(/event: minutes\ndata: (.*)\n\n/g)].map(([, data]) => JSON.parse(data ?? '') as SessionMinutesDto);
      const until: Told['until'] = async (isIt) => {
        for (;;) {
          const found = told().find(isIt);
          if (found !== undefined) return found;
          await once(stream, 'data');
        }
      };
      return { stream, told, until };
    }

    it('are told at once and after new sales, and end with the session', async () => {
      const { stream, until } = await listen();
      expect(stream.headers).toMatchObject({ 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' });
      expect(await until(() => true)).toMatchObject({ asOf: clock('20:15:31'), last: { orders: 0 } });
      await sell(clock('20:14:30'));
      expect(await until(({ last }) => last.orders > 0)).toMatchObject({ isOver: false, last: { orders: 1, paidFen: 5_980 } });
      const ended = once(stream, 'end');
      await operator.must(200, 'PATCH', `/api/v1/live-sessions/${sample.liveSessionId}`, { endedAt: clock('20:15:00') });
      await sell(clock('20:14:40'));
      expect(await until(({ isOver }) => isOver)).toMatchObject({ endedAt: clock('20:15:00'), running: null });
      await ended;
    });

    it('of one that is over are told once, with the end', async () => {
      standAt(clock('23:00:00'));
      const { stream, until } = await listen();
      const ended = once(stream, 'end');
      expect(await until(() => true)).toMatchObject({ isOver: true });
      await ended;
    });

    it('hear nothing of other sessions', async () => {
      standAt(clock('20:15:00'));
      const { stream, told, until } = await listen();
      await until(() => true);
      const other = await registerMerchant(operator);
      const elsewhere = { paidAt: clock('20:14:30'), roomId: `room-of-${other.merchantId}` };
      await server.deliver(other.shopId, SECRET, `minutes-${(messages += 1)}`, orderChanged(elsewhere));
      await settle(server);
      await sell(clock('20:14:40'));
      await until(({ last }) => last.orders > 0);
      expect(told().map(({ last }) => last.orders)).toEqual([0, 1]);
      stream.destroy();
    });
  });
});
