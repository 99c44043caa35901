import type {} from '@fastify/cookie';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { isEqualConstantTime } from '../../platform/crypto/index.js';
import type { Principal } from '../../platform/database/index.js';
import { ACCESS, type Area, ID_OF, type IdInAddress, IS_PUBLIC, type Permission, permissionFor } from '../../platform/http/index.js';
import { AccountError } from './account.errors.js';
import { Fence } from './fence.service.js';
import { mayAsk, type Role } from './role.js';
import { type Recognised, SignIn } from './sign-in.service.js';

export const SESSION_COOKIE = 'cunbo_session';
export const CSRF_COOKIE = 'csrf';

const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Closed unless marked public: a request needs a session cookie or a bearer token, a cookie's writes need the CSRF header too, and the role
 * must have what the endpoint asks for, and what the request names must lie inside its scope. The first wall; the second is row-level security.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly signIn: SignIn,
    private readonly fence: Fence,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const places = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean>(IS_PUBLIC, places)) return true;
    const area = this.reflector.getAllAndOverride<Area | undefined>(ACCESS, places);
    if (area === undefined) throw new AccountError('auth.forbidden', { permission: 'none' });
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const principal = await this.admit(request, area);
    await this.fence.require(principal, request, this.reflector.getAllAndOverride<IdInAddress | undefined>(ID_OF, places));
    return true;
  }

  /**
   * Throws `auth.required`, `auth.csrf`, `auth.forbidden` or `auth.change-password`; else the request carries its principal. Also called by
   * routes that are not controllers.
   */
  async admit(request: FastifyRequest, area: Area): Promise<Principal> {
    const recognised = await this.recognise(request);
    if (recognised === null) throw new AccountError('auth.required');
    const { csrfToken, role, mustChangePassword, principal } = recognised;
    if (csrfToken !== null && !SAFE_METHODS.includes(request.method)) requireCsrf(request, csrfToken);
    const permission = permissionFor(area, request.method);
    this.requireAllowed(role, permission);
    if (mustChangePassword && area !== 'own-account') throw new AccountError('auth.change-password');
    request.principal = principal;
    return principal;
  }

  private requireAllowed(role: Role, permission: Permission): void {
    if (!mayAsk(role, permission)) throw new AccountError('auth.forbidden', { permission });
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
