// What the door is compared with, a process of its own: a bare Fastify route that checks the same signature over the raw body and answers
// the same. By RIVAL it stores nothing, stores by one INSERT per request through a pool of 16, or by one TypeORM `save` per request.
import { createHash, createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';
import Fastify, { type FastifyRequest } from 'fastify';
import pg from 'pg';
import { DataSource, EntitySchema } from 'typeorm';
import { benchSql } from './bench-sql.ts';
import type { PushedShop } from './intake-messages.ts';

const POOL = 16;
const TOLERANCE_MS = 300_000;

interface RivalMessage {
  shopId: string;
  messageKey: string;
  bodyHash: Buffer;
  body: string;
  isToDo: boolean;
  receivedAt: Date;
}

type Store = (key: string, body: Buffer) => Promise<unknown>;
const shops = JSON.parse(process.env.SHOPS ?? '[]') as PushedShop[];
const byPath = new Map(shops.map((shop) => [shop.path, shop]));

async function storeOf(rival: string): Promise<Store | null> {
  const url = process.env.DATABASE_URL ?? '';
  if (rival === 'insert') return insertStore(url);
  return rival === 'save' ? saveStore(url) : null;
}

function insertStore(url: string): Store {
  const pool = new pg.Pool({ connectionString: url, max: POOL });
  const text = benchSql('sql/rival-insert');
  return (key, body) => pool.query({ name: 'insert', text, values: ['1', key, hashOf(body), body, new Date()] });
}

async function saveStore(url: string): Promise<Store> {
  const schema = new EntitySchema<RivalMessage & { id: string }>({
    name: 'RivalMessage',
    tableName: 'saved_message',
    schema: 'rival',
    columns: {
      id: { type: 'bigint', primary: true, generated: 'increment' },
      shopId: { type: 'bigint', name: 'shop_id' },
      messageKey: { type: 'text', name: 'message_key' },
      bodyHash: { type: 'bytea', name: 'body_hash' },
      body: { type: 'text' },
      isToDo: { type: 'boolean', name: 'is_to_do' },
      receivedAt: { type: 'timestamptz', name: 'received_at' },
    },
  });
  const source = await new DataSource({ type: 'postgres', url, poolSize: POOL, entities: [schema] }).initialize();
  const messages = source.getRepository(schema);
  return (messageKey, body) =>
    messages.save({
      shopId: '1',
      messageKey,
      bodyHash: hashOf(body),
      body: body.toString('utf8'),
      isToDo: true,
      receivedAt: new Date(),
    });
}

function hashOf(body: Buffer): Buffer {
  return createHash('sha256').update(body).digest();
}

/** The key of an authentic message, or null. */
function keyOf(request: FastifyRequest, body: Buffer): string | null {
  const shop = byPath.get(request.url);
  if (shop === undefined) return null;
  return shop.platform === 'douyin' ? keyOfDouyin(request, body, shop) : keyOfStandard(request, body, shop);
}

const keys = new Map(shops.map(({ path, secret }) => [path, createSecretKey(Buffer.from(secret.replace(/^whsec_/, ''), 'base64'))]));

function keyOfStandard({ headers }: FastifyRequest, body: Buffer, { path }: PushedShop): string | null {
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature } = headers;
  if (typeof id !== 'string' || typeof timestamp !== 'string' || typeof signature !== 'string') return null;
  if (Math.abs(Number(timestamp) * 1_000 - Date.now()) > TOLERANCE_MS) return null;
  const right = createHmac('sha256', keys.get(path) ?? '')
    .update(`${id}.${timestamp}.`)
    .update(body)
    .digest();
  return isEqual(right, Buffer.from(signature.slice('v1,'.length), 'base64')) ? id : null;
}

function keyOfDouyin({ headers }: FastifyRequest, body: Buffer, { appKey, secret }: PushedShop): string | null {
  const given = headers['event-sign'];
  if (typeof given !== 'string' || headers['app-id'] !== appKey) return null;
  const right = createHash('md5').update(appKey).update(body).update(secret).digest();
  if (!isEqual(right, Buffer.from(given, 'hex'))) return null;
  // Where something is to be stored, the id must be known; that is all this route reads of a body.
  return store === null ? '' : String((JSON.parse(body.toString('utf8')) as { msg_id: string }[])[0]?.msg_id);
}

function isEqual(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}

const store = await storeOf(process.env.RIVAL ?? '');
const server = Fastify();
server.removeAllContentTypeParsers();
server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
server.post('/webhooks/:platform/:shopId', async (request, reply) => {
  const body = request.body as Buffer;
  const key = keyOf(request, body);
  if (key === null) return reply.status(401).send();
  if (store !== null) await store(key, body);
  if (byPath.get(request.url)?.platform === 'standard') return reply.status(204).send();
  return reply.status(200).header('Content-Type', 'application/json').send('{"code":0,"msg":"success"}');
});
await server.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
process.on('SIGTERM', () => process.exit(0));
process.on('message', () => process.send?.({ isReady: true }));
