import { createHash } from 'node:crypto';
import { applyDecorators, createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { ApiSecurity } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { isDeeperThan } from '../../kernel/lossless-json.js';
import type { Origin, Principal } from '../database/index.js';
import { InputError, MAX_INPUT_DEPTH } from './input-error.js';
import { operationIdOf } from './openapi.js';

const LONGEST_USER_AGENT = 160;

export const IS_PUBLIC = 'cunbo:is-public';

/** For the few addresses strangers may use: sign-in and health. Everything else needs an account. The document says so, too. */
export const Public = (): MethodDecorator & ClassDecorator => applyDecorators(SetMetadata(IS_PUBLIC, true), ApiSecurity({}));

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the guard that recognised the session or token. */
    principal?: Principal;
  }
}

export function principalOf(request: FastifyRequest): Principal {
  if (request.principal === undefined)
    throw new Error(`No principal on ${request.method} ${request.routeOptions.url ?? ''}: the guard did not run.`);
  return request.principal;
}

/** `@CurrentPrincipal() principal: Principal` in a controller. */
export const CurrentPrincipal = createParamDecorator((_data: unknown, context: ExecutionContext): Principal =>
  principalOf(context.switchToHttp().getRequest<FastifyRequest>()),
);

/** From where a request comes and by which operation. */
export function originOf(context: ExecutionContext): Origin {
  const { ip, headers } = context.switchToHttp().getRequest<FastifyRequest>();
  const action = operationIdOf(context.getClass().name, context.getHandler().name);
  return { action, address: ip, userAgent: headers['user-agent']?.slice(0, LONGEST_USER_AGENT) ?? null };
}

/** `@RequestOrigin() origin: Origin` where nobody is signed in yet. */
export const RequestOrigin = createParamDecorator((_data: unknown, context: ExecutionContext): Origin => originOf(context));

/** A POST and whether it is to take effect once only: the same key and body answer the same again. */
export interface WriteRequest {
  readonly principal: Principal;
  readonly once: { readonly key: string; readonly requestHash: Buffer } | null;
}

/** `@Write() write: WriteRequest` in a controller's POST. */
export const Write = createParamDecorator((_data: unknown, context: ExecutionContext): WriteRequest => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  return { principal: principalOf(request), once: onceOf(request) };
});

function onceOf(request: FastifyRequest): WriteRequest['once'] {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return null;
  if (typeof key !== 'string' || key.length === 0 || key.length > 200)
    throw InputError.field('', 'idempotency-key', 'Idempotency-Key must have 1 to 200 characters');
  // Writing JSON recurses, and this comes before the body is looked at.
  if (isDeeperThan(request.body, MAX_INPUT_DEPTH)) throw InputError.field('', 'depth', 'is nested too deeply');
  const requestHash = createHash('sha256')
    .update(`${request.method} ${request.url}\n${JSON.stringify(request.body ?? null)}`)
    .digest();
  return { key, requestHash };
}
