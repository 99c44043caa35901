import type {} from '@fastify/cookie';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { isEqualConstantTime } from '../../platform/crypto/index.js';
import { IS_PUBLIC } from '../../platform/http/index.js';
import { AccountError } from './account.errors.js';
import { type Recognised, SignIn } from './sign-in.service.js';

export const SESSION_COOKIE = 'cunbo_session';
export const CSRF_COOKIE = 'csrf';

const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS'];

/** Closed unless marked public: a request needs a session cookie or a bearer token; a cookie's writes need the CSRF header too. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly signIn: SignIn,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (this.reflector.getAllAndOverride<boolean>(IS_PUBLIC, [context.getHandler(), context.getClass()])) return true;
    await this.authenticate(context.switchToHttp().getRequest<FastifyRequest>());
    return true;
  }

  /** Throws `auth.required` or `auth.csrf`; else the request carries its principal. Also called by routes that are not controllers. */
  async authenticate(request: FastifyRequest): Promise<void> {
    const recognised = await this.recognise(request);
    if (recognised === null) throw new AccountError('auth.required');
    if (recognised.csrfToken !== null && !SAFE_METHODS.includes(request.method)) requireCsrf(request, recognised.csrfToken);
    request.principal = recognised.principal;
  }

  private recognise(request: FastifyRequest): Promise<Recognised | null> {
    const bearer = /^Bearer ([\w.~+/-]+=*)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (bearer !== undefined) return this.signIn.recogniseToken(bearer);
    const session = request.cookies[SESSION_COOKIE];
    return session === undefined || session === '' ? Promise.resolve(null) : this.signIn.recogniseSession(session);
  }
}

function requireCsrf(request: FastifyRequest, expected: string): void {
  const given = request.headers['x-csrf-token'];
  if (typeof given !== 'string' || !isEqualConstantTime(Buffer.from(given), Buffer.from(expected))) throw new AccountError('auth.csrf');
}
