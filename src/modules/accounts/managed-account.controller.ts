import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Principal } from '../../platform/database/index.js';
import {
  Access,
  Conditional,
  CurrentPrincipal,
  IdPipe,
  type Page,
  PageQuery,
  IfMatch,
  Precondition,
  Tagged,
} from '../../platform/http/index.js';
import { ChangeAccount, CreateAccount, InitialPasswordDto, ManagedAccountDto, ManagedAccountPage } from './account.dto.js';
import { ManagedAccounts } from './managed-account.service.js';

@ApiTags('accounts')
@Access('accounts')
@Controller('api/v1/accounts')
export class ManagedAccountController {
  constructor(private readonly accounts: ManagedAccounts) {}

  /**
   * An account and its first password, shown this once. 400 `accounts.wrong-scope` where a bureau has no division, a lead or clerk no
   * merchants, a host no hosts; 409 `accounts.name-taken`.
   */
  @Post()
  @ApiCreatedResponse({ type: InitialPasswordDto })
  create(@CurrentPrincipal() principal: Principal, @Body() body: CreateAccount): Promise<InitialPasswordDto> {
    return this.accounts.create(principal, body);
  }

  /** By id; those that are disabled, too. */
  @Get()
  @ApiOkResponse({ type: ManagedAccountPage })
  list(@CurrentPrincipal() principal: Principal, @Query() page: PageQuery): Promise<Page<ManagedAccountDto>> {
    return this.accounts.list(principal, page);
  }

  @Get(':id')
  @Tagged()
  @ApiOkResponse({ type: ManagedAccountDto })
  get(@CurrentPrincipal() principal: Principal, @Param('id', IdPipe) id: string): Promise<ManagedAccountDto> {
    return this.accounts.get(principal, id);
  }

  /** 409 `accounts.last-operator`: somebody must be left who can sign in. */
  @Patch(':id')
  @Tagged()
  @Conditional()
  @ApiOkResponse({ type: ManagedAccountDto })
  change(
    @CurrentPrincipal() principal: Principal,
    @Param('id', IdPipe) id: string,
    @Body() body: ChangeAccount,
    @IfMatch() expected: Precondition,
  ): Promise<ManagedAccountDto> {
    return this.accounts.change(principal, id, body, expected);
  }

  /** A new password, shown this once; ends the sessions of the account and the pause after wrong passwords. */
  @Post(':id/reset-password')
  @HttpCode(200)
  @Conditional()
  @ApiOkResponse({ type: InitialPasswordDto })
  resetPassword(
    @CurrentPrincipal() principal: Principal,
    @Param('id', IdPipe) id: string,
    @IfMatch() expected: Precondition,
  ): Promise<InitialPasswordDto> {
    return this.accounts.resetPassword(principal, id, expected);
  }

  /** Takes the second step of an account away, whose owner has lost it, and ends its sessions. 204 as well where there was none. */
  @Post(':id/reset-second-step')
  @HttpCode(204)
  @ApiNoContentResponse()
  resetSecondStep(@CurrentPrincipal() principal: Principal, @Param('id', IdPipe) id: string): Promise<void> {
    return this.accounts.resetSecondStep(principal, id);
  }
}
