import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { settle } from '../support/pipeline.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { orderChanged } from './canonical-message.js';
import { OutsideProgram } from './outside-program.js';
import { registerMerchant, SECRET } from './sample-merchant.js';

let server: TestApp;
let port: number;
beforeAll(async () => {
  server = await startTestApp();
  await server.app.listen(0, '127.0.0.1');
  port = (server.app.getHttpServer().address() as AddressInfo).port;
});
afterAll(() => server.close());

async function open(headers: Record<string, string>): Promise<IncomingMessage> {
  const request = get({ host: '127.0.0.1', port, path: '/api/v1/live-board/events', headers });
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
