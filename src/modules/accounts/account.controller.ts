import type {} from '@fastify/cookie';
import { Body, Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Origin, Principal } from '../../platform/database/index.js';
import { Access, CurrentPrincipal, Public, RequestOrigin } from '../../platform/http/index.js';
import { CSRF_COOKIE, SESSION_COOKIE } from './access.guard.js';
import { SignIn } from './sign-in.service.js';

export class Credentials {
  @ApiProperty({ example: 'admin' })
  @IsString()
  @Length(1, 100)
  username: string;

  @ApiProperty()
  @IsString()
  @Length(1, 1_000)
  password: string;
}

export class NewPassword {
  @ApiProperty()
  @IsString()
  @Length(1, 1_000)
  currentPassword: string;

  @ApiProperty({ minLength: 12, description: 'Without the username in it, and another than before' })
  @IsString()
  @Length(1, 1_000)
  newPassword: string;
}

export class AccountDto {
  @ApiProperty({ example: 'admin' }) username: string;
  @ApiProperty({ example: 'operator' }) role: string;
}

@ApiTags('auth')
@Access('own-account')
@Controller('api/v1/auth')
export class AccountController {
  constructor(private readonly signIn: SignIn) {}

  /** Signs a browser in: the session in an HttpOnly cookie, and a readable cookie `csrf` whose value writes send back as `X-CSRF-Token`. */
  @Public()
  @Post('login')
  @HttpCode(200)
  @ApiOkResponse({ type: AccountDto })
  async login(
    @Body() body: Credentials,
    @RequestOrigin() origin: Origin,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AccountDto> {
    const { token, csrfToken, expiresAt, username, role } = await this.signIn.signIn(body.username, body.password, origin);
    const options = { path: '/', sameSite: 'lax', secure: request.protocol === 'https', expires: expiresAt } as const;
    void reply.setCookie(SESSION_COOKIE, token, { ...options, httpOnly: true });
    void reply.setCookie(CSRF_COOKIE, csrfToken, options);
    return { username, role };
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
    void reply.clearCookie(SESSION_COOKIE, { path: '/' });
    void reply.clearCookie(CSRF_COOKIE, { path: '/' });
  }

  /**
   * Changes one's own password and ends all sessions of the account, this one too. 401 `auth.wrong-credentials` if the current one is wrong,
   * 400 `auth.weak-password` for a new one that will not do.
   */
  @Post('password')
  @HttpCode(204)
  @ApiNoContentResponse()
  async changePassword(
    @CurrentPrincipal() principal: Principal,
    @Body() body: NewPassword,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.signIn.changePassword(principal, body.currentPassword, body.newPassword);
    void reply.clearCookie(SESSION_COOKIE, { path: '/' });
    void reply.clearCookie(CSRF_COOKIE, { path: '/' });
  }

  /** Who is signed in. */
  @Get('me')
  @ApiOkResponse({ type: AccountDto })
  me(@CurrentPrincipal() principal: Principal): AccountDto {
    return principal.kind === 'account' ? { username: principal.username, role: principal.role } : { username: '', role: '' };
  }
}
