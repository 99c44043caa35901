import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import { BRIDGE_DEFAULTS, type BridgeOptions, runBridge } from './run-bridge.js';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const TID = '3691234567890123456';
const OID = '3691234567890123457';
const REFUND_ID = '150231974221958632';
const BUYER = /张三丰|13800138000|怀仁市某街|tb_zhang|快点发货/;

interface Delivery {
  readonly url: string;
  readonly id: string;
  readonly body: string;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

const servers: Server[] = [];

async function serve(handler: Handler): Promise<string> {
  const server = createServer((request, response) => void handler(request, response));
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** The webhook door: every signature is checked by the library of the standard; `answer` may refuse what is genuine. */
class Receiver {
  readonly deliveries: Delivery[] = [];
  readonly unverified: unknown[] = [];
  answer: Handler = (_request, response) => void response.writeHead(204).end();

  readonly handle: Handler = async (request, response) => {
    const body = await textOf(request);
    try {
      new Webhook(SECRET).verify(body, request.headers as Record<string, string>);
    } catch (error) {
      this.unverified.push(error);
    }
    this.deliveries.push({ url: request.url ?? '', id: String(request.headers['webhook-id']), body });
    await this.answer(request, response);
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

function trade(tid = TID): Record<string, unknown> {
  const line = { oid: OID, num_iid: 739001644954, title: '小米', num: 1, divide_order_fee: '59.80', status: 'WAIT_SELLER_SEND_GOODS' };
  const buyer = { buyer_nick: 'tb_zhang', receiver_name: '张三丰', receiver_mobile: '13800138000', receiver_address: '怀仁市某街 1 号' };
  const times = { created: '2026-11-20 20:15:02', pay_time: '2026-11-20 20:15:30', modified: '2026-11-20 20:15:31' };
  return { tid, status: 'WAIT_SELLER_SEND_GOODS', ...times, ...buyer, buyer_message: '快点发货', orders: { order: [line] } };
}

function payment(id: string, tid = TID, more: object = { trade: trade(tid) }): string {
  const content = `{"tid":${tid},"oid":${OID},"buyer_nick":"tb_zhang","payment":"59.80"}`;
  return `${JSON.stringify({ topic: 'taobao_trade_TradeBuyerPay', content, ...more }).slice(0, -1)},"id":${id}}`;
}

function refundMessage(id: string, more: object = { trade: trade() }): string {
  const content = `{"tid":${TID},"oid":${OID},"refund_id":${REFUND_ID},"refund_fee":"10.00","modified":"2026-11-21 09:00:00"}`;
  return JSON.stringify({ topic: 'taobao_refund_RefundSuccess', content, id, ...more });
}

interface Reply {
  readonly line: number;
  readonly id: string | null;
  readonly result: string;
  readonly reason?: string;
}

interface Run {
  readonly input: PassThrough;
  readonly answers: () => Reply[];
  readonly stop: AbortController;
  readonly log: string[];
  readonly ended: Promise<{ ok: number; failed: number }>;
}

function run(baseUrl: string, more: Partial<BridgeOptions> = {}): Run {
  const input = new PassThrough();
  const output = new PassThrough();
  const stop = new AbortController();
  const log: string[] = [];
  let written = '';
  output.on('data', (chunk: Buffer) => (written += chunk.toString()));
  const ended = runBridge({
    ...BRIDGE_DEFAULTS,
    ...{ platform: 'taobao', pddAmounts: null, baseUrl, shopId: 'abc', secret: SECRET, details: null, listen: null },
    ...{ input, output, log: (line: string) => log.push(line), stop: stop.signal, firstBackoffMs: 5, ...more },
  });
  return {
    input,
    answers: () =>
      written
        .trimEnd()
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Reply),
    stop,
    log,
    ended,
  };
}

async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; !condition(); tries += 1) {
    if (tries > 1_000) throw new Error('waited in vain');
    await wait(5);
  }
}

describe('A bridge', () => {
  let receiver: Receiver;
  let baseUrl: string;
  let directory: string;

  beforeEach(async () => {
    receiver = new Receiver();
    baseUrl = await serve(receiver.handle);
    directory = mkdtempSync(join(tmpdir(), 'cunbo-bridge-'));
  });

  afterEach(async () => {
    rmSync(directory, { recursive: true });
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
    expect(receiver.unverified).toEqual([]);
    for (const { body } of receiver.deliveries) expect(body).not.toMatch(BUYER);
  });

  it('passes a message on, signed, to its shop, and answers once it has arrived', async () => {
    const { input, answers, ended } = run(baseUrl, { shopId: 'a b' });
    input.end(`${payment('9007199254740993')}\n`);
    expect(await ended).toEqual({ ok: 1, failed: 0 });
    expect(answers()).toEqual([{ line: 1, id: '9007199254740993', result: 'ok', sent: 1 }]);
    const [delivery] = receiver.deliveries;
    expect(delivery?.url).toBe('/webhooks/standard/a%20b');
    expect(JSON.parse(delivery?.body ?? '')).toMatchObject({
      type: 'order.changed',
      data: { orderNo: TID, status: 'paid', lines: [{ lineNo: OID, itemId: '739001644954', paidFen: 5_980 }] },
    });
  });

  it('makes the same id and the same bytes of a message that is fed again, in another run too', async () => {
    const first = run(baseUrl);
    first.input.end(`${payment('1')}\n${refundMessage('2')}\n${payment('1')}\n`);
    await first.ended;
    const second = run(baseUrl);
    second.input.end(`${payment('1')}\n${refundMessage('2')}`);
    await second.ended;
    const told = new Map(receiver.deliveries.map(({ id, body }) => [id, body]));
    expect(receiver.deliveries).toHaveLength(5);
    expect(new Set(receiver.deliveries.map(({ id, body }) => `${id} ${body}`)).size).toBe(2);
    expect([...told.values()].map((body) => JSON.parse(body).data.refunds.length)).toEqual([0, 1]);
  });

  it('sends a partial refund by itself when its message is older than the order', async () => {
    const later = { ...trade(), modified: '2026-11-22 10:00:00' };
    const { input, answers, ended } = run(baseUrl);
    input.end(refundMessage('1', { trade: later }));
    await ended;
    expect(answers()).toEqual([{ line: 1, id: '1', result: 'ok', sent: 2 }]);
    expect(receiver.deliveries.map(({ body }) => JSON.parse(body).data.refunds)).toEqual([
      [],
      [expect.objectContaining({ refundNo: REFUND_ID, lineNo: OID, amountFen: 1_000, status: 'succeeded' })],
    ]);
  });

  it('passes frames of Pinduoduo on, and says nothing of heartbeats', async () => {
    const item = { goods_id: 1, sku_id: 2, goods_name: '绿豆', goods_count: 1, goods_price: 6_500 };
    const times = { created_time: '2026-11-20 20:15:02', confirm_time: '2026-11-20 20:15:30', updated_at: '2026-11-20 20:15:31' };
    const buyer = { receiver_name: '张三丰', receiver_phone: '13800138000', address: '怀仁市某街 1 号' };
    const order = {
      order_sn: '261120-339507978993455',
      order_status: 1,
      pay_amount: 6_780,
      postage: 800,
      ...times,
      ...buyer,
      item_list: [item],
    };
    const message = { type: 'pdd_trade_TradeConfirmed', mallID: 1, content: '{"mall_id":1,"tid":"261120-339507978993455"}' };
    const { input, answers, ended } = run(baseUrl, { platform: 'pinduoduo', pddAmounts: 'fen' });
    input.end(`{"commandType":"HeartBeat","time":1}\n\n${JSON.stringify({ id: 7, commandType: 'Common', time: 1, message, order })}\n`);
    expect(await ended).toEqual({ ok: 1, failed: 0 });
    expect(answers()).toEqual([{ line: 3, id: '7', result: 'ok', sent: 1 }]);
    expect(receiver.deliveries[0]?.id).toMatch(/^pmc-261120-339507978993455-/);
    expect(JSON.parse(receiver.deliveries[0]?.body ?? '').data.lines[0].paidFen).toBe(5_980);
  });

  it('answers every line that it cannot read with the reason, and goes on', async () => {
    const { input, answers, ended } = run(baseUrl);
    const lines = ['{"id":1', '[]', '{"id":2}', payment('3', TID, {}), payment('4', TID, { trade: trade('1') }), payment('5')];
    input.write(Buffer.concat([Buffer.from([0xff, 0x0a]), Buffer.from(`${lines.join('\n')}\n`)]));
    input.end(payment('6', TID, { trade: { ...trade(), status: 'WAIT_SELLER_SEND_GOODS', modified: '张三丰' } }));
    expect(await ended).toEqual({ ok: 1, failed: 7 });
    const found = answers().sort((a, b) => a.line - b.line);
    expect(found.map(({ id, result }) => [id, result])).toEqual([
      [null, 'failed'],
      [null, 'failed'],
      [null, 'failed'],
      ['2', 'failed'],
      ['3', 'failed'],
      ['4', 'failed'],
      ['5', 'ok'],
      ['6', 'failed'],
    ]);
    expect(found.map(({ reason }) => reason)).toEqual([
      'line is not UTF-8, or longer than any message',
      'line is not JSON',
      'line must be an object',
      'line/topic is required',
      `the message does not hold the order ${TID}: put it beside the message, or give --details`,
      `line/trade/tid is not the ${TID} of the message`,
      undefined,
      'line/trade/modified must be yyyy-MM-dd HH:mm:ss',
    ]);
  });

  it('has nothing to send for a message without sales, and says so', async () => {
    const { input, answers, ended } = run(baseUrl);
    input.end(JSON.stringify({ topic: 'taobao_trade_TradeMemoModified', id: 1, content: '{"seller_memo":"快点发货"}' }));
    await ended;
    expect(answers()).toEqual([{ line: 1, id: '1', result: 'ok', sent: 0 }]);
    expect(receiver.deliveries).toEqual([]);
  });

  it.each([429, 503])('waits as long as a server says that answers %s, then delivers the same event', async (status) => {
    const times: number[] = [];
    receiver.answer = (_request, response) => {
      times.push(Date.now());
      void (times.length === 1 ? response.writeHead(status, { 'retry-after': '1' }) : response.writeHead(204)).end();
    };
    const { input, answers, ended } = run(baseUrl);
    input.end(payment('1'));
    expect(await ended).toEqual({ ok: 1, failed: 0 });
    expect(answers()).toHaveLength(1);
    expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(990);
    expect(new Set(receiver.deliveries.map(({ id, body }) => id + body)).size).toBe(1);
  });

  it('tries on while the server is broken or away, says so once, and answers only when it is through', async () => {
    let attempts = 0;
    receiver.answer = (request, response) => {
      attempts += 1;
      if (attempts <= 3) void response.writeHead(502).end();
      else if (attempts <= 6) request.socket.destroy();
      else void response.writeHead(204).end();
    };
    const { input, answers, log, ended } = run(baseUrl);
    input.write(`${payment('1')}\n`);
    await until(() => attempts >= 3);
    expect(answers()).toEqual([]);
    input.end();
    expect(await ended).toEqual({ ok: 1, failed: 0 });
    expect(attempts).toBe(7);
    expect(log).toEqual(['The server cannot be reached, trying on: answered 502', 'The server is there again.']);
  });

  it.each([301, 400, 401, 404, 413])('fails what the server refuses with %s, with its reason', async (status) => {
    receiver.answer = (_request, response) => void response.writeHead(status, { location: '/elsewhere' }).end('{"code":"webhook.why"}');
    const { input, answers, ended } = run(baseUrl);
    input.end(payment('1'));
    expect(await ended).toEqual({ ok: 0, failed: 1 });
    expect(answers()[0]?.reason).toBe(`the server refused it with ${status}: {"code":"webhook.why"}`);
    expect(receiver.deliveries).toHaveLength(1);
  });

  it('holds so many messages at once and no more, and reads nothing beyond them', async () => {
    const held: ServerResponse[] = [];
    let isOpen = false;
    receiver.answer = (_request, response) => void (isOpen ? response.writeHead(204).end() : held.push(response));
    const { input, answers, ended } = run(baseUrl, { maxUnacknowledged: 3 });
    const lines = Array.from({ length: 400 }, (_, place) => `${payment(String(place), String(1_000 + place))}\n`);
    let isFull = false;
    for (const line of lines) isFull = !input.write(line) || isFull;
    await until(() => held.length === 3);
    await wait(50);
    expect(held).toHaveLength(3);
    expect(isFull).toBe(true);
    expect(input.readableLength + input.writableLength).toBeGreaterThan(lines.join('').length / 2);
    isOpen = true;
    for (const response of held) response.writeHead(204).end();
    input.end();
    expect(await ended).toEqual({ ok: 400, failed: 0 });
    expect(new Set(answers().map(({ id }) => id)).size).toBe(400);
  });

  it('reads no further while nobody takes its answers', async () => {
    const output = new PassThrough({ highWaterMark: 1 });
    const { input, ended } = run(baseUrl, { maxUnacknowledged: 2, output });
    for (let place = 0; place < 50; place += 1) input.write(`${payment(String(place), String(1_000 + place))}\n`);
    input.end();
    await until(() => receiver.deliveries.length >= 2);
    await wait(100);
    expect(receiver.deliveries.length).toBeLessThan(10);
    output.resume();
    expect(await ended).toEqual({ ok: 50, failed: 0 });
  });

  it('told to stop, begins nothing more and finishes what is under way', async () => {
    const held: ServerResponse[] = [];
    receiver.answer = (_request, response) => void held.push(response);
    const { input, answers, stop, ended } = run(baseUrl, { maxUnacknowledged: 2 });
    input.write(`${payment('1', '1')}\n${payment('2', '2')}\n${payment('3', '3')}\n`);
    await until(() => held.length === 2);
    stop.abort();
    for (const response of held) response.writeHead(204).end();
    expect(await ended).toEqual({ ok: 2, failed: 0 });
    expect(
      answers()
        .map(({ id }) => id)
        .sort(),
    ).toEqual(['1', '2']);
    expect(receiver.deliveries).toHaveLength(2);
  });

  it('told to stop, gives up on a server that stays away, and does not say that it delivered', async () => {
    receiver.answer = (_request, response) => void response.writeHead(503, { 'retry-after': '3600' }).end();
    const { input, answers, stop, ended } = run(baseUrl, { graceMs: 20 });
    input.write(`${payment('1')}\n`);
    await until(() => receiver.deliveries.length === 1);
    stop.abort();
    expect(await ended).toEqual({ ok: 0, failed: 1 });
    expect(answers()[0]).toMatchObject({ id: '1', result: 'failed', reason: expect.stringMatching(/^stopped before/) });
  });

  describe('with a source of details', () => {
    it('asks an address for what the message does not hold', async () => {
      const asked: string[] = [];
      const source = await serve((request, response) => {
        asked.push(request.url ?? '');
        if (asked.length === 1) return void response.writeHead(503).end();
        response.end(JSON.stringify({ trade_fullinfo_get_response: { trade: trade() } }));
      });
      const { input, ended } = run(baseUrl, { details: `${source}/trade/{tid}?oid={oid}&refund={refundId}` });
      input.end(`${refundMessage('1', {})}\n`);
      expect(await ended).toEqual({ ok: 1, failed: 0 });
      expect(asked).toEqual(Array.from({ length: 2 }, () => `/trade/${TID}?oid=${OID}&refund=${REFUND_ID}`));
      expect(JSON.parse(receiver.deliveries[0]?.body ?? '').data.refunds).toHaveLength(1);
    });

    it('runs a command for it', async () => {
      const program = join(directory, 'trade.mjs');
      writeFileSync(
        program,
        `const [tid] = process.argv.slice(2); console.log(JSON.stringify({ trade: { ...${JSON.stringify(trade())}, tid } }));`,
      );
      const { input, ended } = run(baseUrl, { details: `${process.execPath} ${program} {tid}` });
      input.end(payment('1', '42', {}));
      expect(await ended).toEqual({ ok: 1, failed: 0 });
      expect(JSON.parse(receiver.deliveries[0]?.body ?? '').data.orderNo).toBe('42');
    });

    it.each([
      ['an address that knows no such order', 404, '', 'the details were refused with 404'],
      ['an address that stays broken', 500, '', 'the details could not be had: answered 500'],
      ['an answer that is not JSON', 200, '<html>张三丰', 'details is not JSON'],
      ['an answer without the order', 200, '{}', `the details do not hold the order ${TID}`],
    ])('fails a message with %s', async (_what, status, body, reason) => {
      const source = await serve((_request, response) => void response.writeHead(status).end(body));
      const { input, answers, ended } = run(baseUrl, { details: `${source}/{tid}` });
      input.end(payment('1', TID, {}));
      await ended;
      expect(answers()).toEqual([{ line: 1, id: '1', result: 'failed', reason }]);
    });

    it('repeats nothing of what a failing command printed', async () => {
      const program = join(directory, 'broken.mjs');
      writeFileSync(program, `console.log('张三丰'); console.error('13800138000'); process.exit(3);`);
      const { input, answers, ended } = run(baseUrl, { details: `${process.execPath} ${program}` });
      input.end(payment('1', TID, {}));
      await ended;
      expect(answers()[0]?.reason).toBe(`the details could not be had: ${process.execPath} ended with exit code 3`);
    });
  });

  describe('on a socket', () => {
    async function open(address: string): Promise<{ ask: (text: string) => Promise<Reply[]>; end: () => Promise<unknown>; log: string[] }> {
      const { stop, ended, log } = run(baseUrl, { listen: address });
      let isRefused = false;
      ended.catch(() => (isRefused = true));
      await until(() => isRefused || log.length > 0);
      if (isRefused) await ended;
      return { ask: (text) => ask(address, text), end: () => (stop.abort(), ended), log };
    }

    async function ask(path: string, text: string): Promise<Reply[]> {
      const socket = connect(path);
      socket.end(text);
      let answer = '';
      for await (const chunk of socket as AsyncIterable<Buffer>) answer += chunk.toString();
      return answer
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Reply);
    }

    it('answers every connection on its own, and is closed to others', async () => {
      const path = join(directory, 'bridge.sock');
      const { ask, end } = await open(path);
      expect(statSync(path).mode & 0o777).toBe(0o600);
      const answers = await Promise.all([ask(payment('1', '1')), ask(`${payment('2', '2')}\n{}\n`)]);
      expect(answers[0]).toEqual([{ line: 1, id: '1', result: 'ok', sent: 1 }]);
      expect(answers[1]?.map(({ line, result }) => [line, result]).sort()).toEqual([
        [1, 'ok'],
        [2, 'failed'],
      ]);
      expect(await end()).toEqual({ ok: 2, failed: 1 });
    });

    it('told to stop, still hands over the answers under way', async () => {
      const path = join(directory, 'bridge.sock');
      const held: ServerResponse[] = [];
      receiver.answer = (_request, response) => void held.push(response);
      const { end } = await open(path);
      const socket = connect(path);
      socket.write(`${payment('1')}\n`);
      await until(() => held.length === 1);
      const ended = end();
      held[0]!.writeHead(204).end();
      expect(await ended).toEqual({ ok: 1, failed: 0 });
      expect(JSON.parse(String((await once(socket, 'data'))[0]))).toMatchObject({ id: '1', result: 'ok' });
      socket.destroy();
    });

    it('outlives a connection that breaks', async () => {
      const { end, log } = await open('127.0.0.1:0');
      const port = Number(/:(\d+)\.$/.exec(log[0] ?? '')?.[1]);
      const broken = connect(port);
      await once(broken, 'connect');
      broken.write(`${payment('1')}\n${payment('2').slice(0, 20)}`);
      await until(() => receiver.deliveries.length === 1);
      broken.resetAndDestroy();
      const socket = connect(port);
      socket.end(payment('3'));
      expect(JSON.parse(String((await once(socket, 'data'))[0]))).toMatchObject({ id: '3', result: 'ok' });
      expect(await end()).toMatchObject({ failed: 0 });
    });

    it('takes the place of a killed process, but not of a living one', async () => {
      const path = join(directory, 'bridge.sock');
      const first = await open(path);
      await expect(open(path)).rejects.toThrow(/Another process listens/);
      await first.end();
      const { end } = await open(path);
      await end();
    });

    it('listens to this machine alone', async () => {
      await expect(open('0.0.0.0:0')).rejects.toThrow(/only this machine itself/);
      const { end, log } = await open('127.0.0.1:0');
      expect(log).toEqual([expect.stringMatching(/^Listening at 127\.0\.0\.1:[1-9]\d*\.$/)]);
      await end();
    });
  });

  it.each([
    [{ secret: 'whsec_' }, /CUNBO_BRIDGE_SECRET/],
    [{ baseUrl: 'localhost:3000' }, /--base-url/],
    [{ platform: 'pinduoduo' as const }, /--pdd-amounts yuan or fen/],
  ])('does not begin with %j', async (more, reason) => {
    await expect(run(baseUrl, more).ended).rejects.toThrow(reason);
  });
});
