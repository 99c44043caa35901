import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Principal } from '../../platform/database/index.js';
import { Access, CurrentPrincipal, IdPipe } from '../../platform/http/index.js';
import { AccountTokenPage, CreateToken, NewTokenDto } from './account-token.dto.js';
import { Tokens } from './tokens.service.js';

@ApiTags('auth')
@Access('own-account')
@Controller('api/v1/auth/tokens')
export class AccountTokenController {
  constructor(private readonly tokens: Tokens) {}

  /** One's own tokens, the newest first; those that have expired, too. */
  @Get()
  @ApiOkResponse({ type: AccountTokenPage })
  async list(@CurrentPrincipal() principal: Principal): Promise<AccountTokenPage> {
    return { items: await this.tokens.list(principal), nextCursor: null };
  }

  /**
   * A token for a program, shown this once. It never may more than its account and its permissions, and nothing that is a person's own:
   * passwords, the second step, sessions, tokens (403 `auth.session-needed`). 400 `auth.beyond-account`, `auth.token-expired`.
   */
  @Post()
  @ApiCreatedResponse({ type: NewTokenDto })
  create(@CurrentPrincipal() principal: Principal, @Body() body: CreateToken): Promise<NewTokenDto> {
    return this.tokens.create(principal, body);
  }

  /** The token opens nothing any more; 404 `auth.unknown-token`, also for one of somebody else. */
  @Delete(':id')
  @HttpCode(204)
  @ApiNoContentResponse()
  delete(@CurrentPrincipal() principal: Principal, @Param('id', IdPipe) id: string): Promise<void> {
    return this.tokens.delete(principal, id);
  }
}
