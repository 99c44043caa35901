import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApiSender } from './api-sender.js';

/** Something inside our own network that answers whoever asks. */
let inside: Server;
let port: number;
let asked: string[];
let answer: (request: IncomingMessage, response: ServerResponse) => void;
beforeAll(async () => {
  inside = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    answer(request, response);
  }).listen(0, '127.0.0.1');
  await once(inside, 'listening');
  port = (inside.address() as AddressInfo).port;
});
beforeEach(() => {
  asked = [];
  answer = (_request, response) => void response.end('{"id":12345678901234567890}');
});
afterAll(() => {
  inside.closeAllConnections();
  inside.close();
});

const sender = new ApiSender();
const REQUEST = { method: 'GET', path: '/orders?x=1', headers: { 'x-a': 'b' }, body: null } as const;

describe('Asking an address that somebody typed in', () => {
  it.each(['127.0.0.1', 'localhost', '[::1]', '[::ffff:127.0.0.1]', '0x7f.1', '2130706433', '169.254.169.254', '10.0.0.1'])(
    'does not reach %s',
    async (host) => {
      const failure = { kind: 'closed', fault: { code: 'api.no-credentials', detail: 'The address of the shop is not on the internet.' } };
      await expect(sender.send(`http://${host}:${port}`, REQUEST, 'internet')).rejects.toMatchObject(failure);
      await expect(sender.send(`https://${host}:${port}`, REQUEST, 'internet')).rejects.toMatchObject(failure);
      expect(asked).toEqual([]);
    },
  );

  it('does not use a connection that was made for the operator', async () => {
    await sender.send(`http://localhost:${port}`, REQUEST, 'anywhere');
    await expect(sender.send(`http://localhost:${port}`, REQUEST, 'internet')).rejects.toMatchObject({ kind: 'closed' });
    expect(asked).toHaveLength(1);
  });
});

describe('Asking where the operator says', () => {
  it('brings status, headers and content, with long numbers as they are written', async () => {
    answer = (_request, response) => void response.writeHead(429, { 'retry-after': '7' }).end('{"id":12345678901234567890}');
    const found = await sender.send(`http://127.0.0.1:${port}`, REQUEST, 'anywhere');
    expect(found).toMatchObject({ status: 429, headers: { 'retry-after': '7' }, body: { id: '12345678901234567890' } });
    expect(asked).toEqual(['GET /orders?x=1']);
  });

  it('sends what is to be sent', async () => {
    let body = '';
    answer = (request, response) => void request.on('data', (part) => (body += String(part))).on('end', () => response.end('{}'));
    await sender.send(`http://127.0.0.1:${port}`, { ...REQUEST, method: 'POST', body: '{"a":"村"}' }, 'anywhere');
    expect(body).toBe('{"a":"村"}');
  });

  it.each([301, 302, 303, 307, 308])('is not led elsewhere by a %i', async (status) => {
    answer = (_request, response) => void response.writeHead(status, { location: '/elsewhere' }).end();
    await expect(sender.send(`http://127.0.0.1:${port}`, REQUEST, 'anywhere')).rejects.toMatchObject({ kind: 'away' });
    expect(asked).toHaveLength(1);
  });

  it('takes no more than eight megabytes', async () => {
    answer = (_request, response) => void response.end(Buffer.alloc(9 * 1_048_576, 32));
    await expect(sender.send(`http://127.0.0.1:${port}`, REQUEST, 'anywhere')).rejects.toMatchObject({ kind: 'refused' });
  });

  it('tells of an answer that breaks off', async () => {
    answer = (_request, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{');
      setTimeout(() => response.destroy(), 20);
    };
    await expect(sender.send(`http://127.0.0.1:${port}`, REQUEST, 'anywhere')).rejects.toMatchObject({ kind: 'away' });
  });
});
