import { Controller, Delete, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Principal } from '../../platform/database/index.js';
import { Access, CurrentPrincipal, IdPipe } from '../../platform/http/index.js';
import { AccountSessionPage } from './account-session.dto.js';
import { Sessions } from './sessions.service.js';

@ApiTags('auth')
@Access('own-account')
@Controller('api/v1/auth/sessions')
export class AccountSessionController {
  constructor(private readonly sessions: Sessions) {}

  /** The browsers this account is signed in with, the newest first. A session ends 12 hours after it began, and after 2 hours without use. */
  @Get()
  @ApiOkResponse({ type: AccountSessionPage })
  async list(@CurrentPrincipal() principal: Principal, @Req() request: FastifyRequest): Promise<AccountSessionPage> {
    return { items: await this.sessions.list(principal, request.sessionId), nextCursor: null };
  }

  /** Signs all other browsers of this account out. */
  @Post('end-others')
  @HttpCode(204)
  @ApiNoContentResponse()
  endOthers(@CurrentPrincipal() principal: Principal, @Req() request: FastifyRequest): Promise<void> {
    return this.sessions.endOthers(principal, request.sessionId);
  }

  /** Signs one browser of this account out; 404 `auth.unknown-session`, also for one of somebody else. */
  @Delete(':id')
  @HttpCode(204)
  @ApiNoContentResponse()
  end(@CurrentPrincipal() principal: Principal, @Param('id', IdPipe) id: string): Promise<void> {
    return this.sessions.end(principal, id);
  }
}
