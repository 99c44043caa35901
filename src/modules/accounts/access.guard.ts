import type {} from '@fastify/cookie';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { isEqualConstantTime } from '../../platform/crypto/index.js';
import {
  ACCESS,
  type Area,
  ID_OF,
  type IdInAddress,
  IS_PUBLIC,
  isSafeMethod,
  originOf,
  type Permission,
  permissionFor,
  RequestLimits,
} from '../../platform/http/index.js';
import { AccountError } from './account.errors.js';
import { Fence } from './fence.service.js';
import type { AccountPrincipal } from './own-account.js';
import { PERSONS_OWN, tokenMayAsk } from './program-token.js';
import { Recognition, type Recognised } from './recognition.service.js';
import { mayAsk } from './role.js';
import { requireSettled } from './settled.js';

export const SESSION_COOKIE = 'cunbo_session';
export const CSRF_COOKIE = 'csrf';

declare module 'fastify' {
  interface FastifyRequest {
    /** The session that asks; absent where a token does. */
    sessionId?: string;
  }
}

/**
 * Closed unless marked public: a request needs a session cookie or a bearer token, a cookie's writes need the CSRF header too, and the role
 * (and the token) must have what the endpoint asks for, and what the request names must lie inside its scope. The first wall; the second is
 * row-level security.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly recognition: Recognition,
    private readonly fence: Fence,
    private readonly limits: RequestLimits,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const places = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean>(IS_PUBLIC, places)) return true;
    const area = this.reflector.getAllAndOverride<Area | undefined>(ACCESS, places);
    if (area === undefined) throw new AccountError('auth.forbidden', { permission: 'none' });
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const principal = { ...(await this.admit(request, area)), origin: originOf(context) };
    request.principal = principal;
    this.limits.admitAccount(principal.accountId);
    await this.fence.require(principal, request, this.reflector.getAllAndOverride<IdInAddress | undefined>(ID_OF, places));
    return true;
  }

  /**
   * Throws `auth.required`, `auth.csrf`, `auth.forbidden`, `auth.session-needed`, `auth.change-password` or `auth.set-up-second-step`. Also
   * called by routes that are not controllers.
   */
  async admit(request: FastifyRequest, area: Area): Promise<AccountPrincipal> {
    const recognised = await this.recognise(request);
    if (recognised === null) throw new AccountError('auth.required');
    const { by, role, principal } = recognised;
    if (by.kind === 'session' && !isSafeMethod(request.method)) requireCsrf(request, by.csrfToken);
    this.requireAllowed(role, by, permissionFor(area, request.method));
    // A program cannot take a second step.
    const mustSetUpSecondStep = recognised.mustSetUpSecondStep && by.kind === 'session';
    if (area !== 'own-account') requireSettled({ ...recognised, mustSetUpSecondStep });
    if (by.kind === 'session') request.sessionId = by.sessionId;
    return principal;
  }

  private requireAllowed(role: Recognised['role'], by: Recognised['by'], permission: Permission): void {
    if (!mayAsk(role, permission)) throw new AccountError('auth.forbidden', { permission });
    if (by.kind === 'session' || tokenMayAsk(by.permissions, permission)) return;
    if (permission === PERSONS_OWN) throw new AccountError('auth.session-needed');
    throw new AccountError('auth.forbidden', { permission });
  }

  /** A token is taken from its header alone: addresses stand in logs. */
  private recognise(request: FastifyRequest): Promise<Recognised | null> {
    const bearer = /^Bearer ([\w.~+/-]+=*)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (bearer !== undefined) return this.recognition.byToken(bearer);
    const session = request.cookies[SESSION_COOKIE];
    return session === undefined || session === '' ? Promise.resolve(null) : this.recognition.bySession(session);
  }
}

function requireCsrf(request: FastifyRequest, expected: string): void {
  const given = request.headers['x-csrf-token'];
  if (typeof given !== 'string' || !isEqualConstantTime(Buffer.from(given), Buffer.from(expected))) throw new AccountError('auth.csrf');
}
