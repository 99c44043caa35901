import type {} from '@fastify/cookie';
import { Body, Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Origin, Principal } from '../../platform/database/index.js';
import { Access, CurrentPrincipal, Public, RequestOrigin } from '../../platform/http/index.js';
import { CSRF_COOKIE, SESSION_COOKIE } from './access.guard.js';
import { ownAccount } from './own-account.js';
import { AccountDto, CredentialsDto, NewPassword } from './own-account.dto.js';
import { OwnAccounts } from './own-account.service.js';
import { OwnPassword } from './own-password.service.js';
import { SignIn } from './sign-in.service.js';

@ApiTags('auth')
@Access('own-account')
@Controller('api/v1/auth')
export class AccountController {
  constructor(
    private readonly signIn: SignIn,
    private readonly passwords: OwnPassword,
    private readonly accounts: OwnAccounts,
  ) {}

  /**
   * Signs a browser in: the session in an HttpOnly cookie, and a readable cookie `csrf` whose value writes send back as `X-CSRF-Token`.
   * 401 `auth.wrong-credentials`; where the password is right and the account has a second step, 401 `auth.second-step` without a code and
   * `auth.wrong-code` with a wrong one. 429 `auth.locked` after too many failures of the account, `http.too-many` of the address.
   */
  @Public()
  @Post('login')
  @HttpCode(200)
  @ApiOkResponse({ type: AccountDto })
  async login(
    @Body() body: CredentialsDto,
    @RequestOrigin() origin: Origin,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AccountDto> {
    const formerToken = request.cookies[SESSION_COOKIE];
    const { token, csrfToken, expiresAt, accountId } = await this.signIn.signIn(body, { origin, formerToken });
    const options = { path: '/', sameSite: 'lax', secure: request.protocol === 'https', expires: expiresAt } as const;
    void reply.setCookie(SESSION_COOKIE, token, { ...options, httpOnly: true });
    void reply.setCookie(CSRF_COOKIE, csrfToken, options);
    return this.accounts.get(accountId);
  }

  @Post('logout')
  @HttpCode(204)
  @ApiNoContentResponse()
  async logout(
    @CurrentPrincipal() principal: Principal,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const token = request.cookies[SESSION_COOKIE];
    if (token !== undefined) await this.signIn.signOut(principal, token);
    clearCookies(reply);
  }

  /**
   * Changes one's own password and ends all sessions of the account, this one too. 401 `auth.wrong-credentials` if the current one is wrong;
   * for a new one that will not do 400 `auth.weak-password`, `auth.password-has-name`, `auth.password-is-run`, `auth.password-is-known` or
   * `auth.password-is-old`.
   */
  @Post('password')
  @HttpCode(204)
  @ApiNoContentResponse()
  async changePassword(
    @CurrentPrincipal() principal: Principal,
    @Body() body: NewPassword,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.passwords.change(principal, body.currentPassword, body.newPassword);
    clearCookies(reply);
  }

  /** Who is signed in. */
  @Get('me')
  @ApiOkResponse({ type: AccountDto })
  me(@CurrentPrincipal() principal: Principal): Promise<AccountDto> {
    return this.accounts.get(ownAccount(principal).accountId);
  }
}

function clearCookies(reply: FastifyReply): void {
  void reply.clearCookie(SESSION_COOKIE, { path: '/' });
  void reply.clearCookie(CSRF_COOKIE, { path: '/' });
}
