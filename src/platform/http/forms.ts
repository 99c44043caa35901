import multipart from '@fastify/multipart';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

declare module 'fastify' {
  interface FastifyContextConfig {
    takesForms?: boolean;
  }
}

/** For the few addresses to which files are uploaded as forms (multipart/form-data); everywhere else these are refused with 415. */
export const TakesForms = (): MethodDecorator => RouteConfig({ takesForms: true });

/** Requests that may take longer than others until all of them is there: a file from a village, over a weak signal. */
const SLOW = new WeakSet<Socket>();
const FORM_MS = 1_800_000;

/** What the server does with a connection whose request is not complete in time, or that cannot be read. Silence ends them all. */
export function endConnection(error: Error & { code?: string }, socket: Socket): void {
  if ((error.code === 'ERR_HTTP_REQUEST_TIMEOUT' && SLOW.has(socket)) || error.code === 'ECONNRESET' || socket.destroyed) return;
  const status = STATUSES[error.code ?? ''] ?? '400 Bad Request';
  if (socket.writable) socket.write(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  socket.destroy(error);
}

const STATUSES: Readonly<Record<string, string>> = {
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
};

export async function prepareForms(app: NestFastifyApplication): Promise<void> {
  await app.register(multipart);
  const fastify: FastifyInstance = app.getHttpAdapter().getInstance();
  fastify.addHook('preParsing', (request, _reply, payload, done) => {
    const isForm = /^\s*multipart\//i.test(request.headers['content-type'] ?? '');
    if (isForm && request.routeOptions.config.takesForms === true) letItTakeLong(request.raw.socket, payload);
    if (!isForm || request.routeOptions.config.takesForms === true) return done(null, payload);
    done(Object.assign(new Error('Forms are not taken here.'), { statusCode: 415 }));
  });
}

function letItTakeLong(socket: Socket, payload: NodeJS.EventEmitter): void {
  SLOW.add(socket);
  const limit = setTimeout(() => socket.destroy(), FORM_MS).unref();
  const over = (): void => {
    clearTimeout(limit);
    SLOW.delete(socket);
  };
  payload.once('end', over).once('close', over);
}
