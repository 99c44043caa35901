import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Origin, Principal } from '../../platform/database/index.js';
import { Access, CurrentPrincipal, IdPipe, type Page, PageQuery, Public, RequestOrigin } from '../../platform/http/index.js';
import { AccountDto } from '../accounts/index.js';
import { Acceptance } from './acceptance.service.js';
import {
  AcceptInvitation,
  CreateInvitation,
  InvitationContentDto,
  InvitationDto,
  InvitationPage,
  LookAtInvitation,
  NewInvitationDto,
} from './invitation.dto.js';
import { Invitations } from './invitation.service.js';

@ApiTags('invitations')
@Access('invitations')
@Controller('api/v1/invitations')
export class InvitationController {
  constructor(
    private readonly invitations: Invitations,
    private readonly acceptance: Acceptance,
  ) {}

  /**
   * An invitation, good once and for seven days; its address is shown this once. Operators invite anybody, a bureau bureaus inside its division
   * and leads and clerks of merchants inside it, a lead clerks of its own merchants and their hosts: else 403 `invitations.beyond-yours`. 400
   * `accounts.wrong-scope`, `divisions.unknown`, `merchants.unknown`, `hosts.unknown` (also for those one does not see).
   */
  @Post()
  @ApiCreatedResponse({ type: NewInvitationDto })
  create(@CurrentPrincipal() principal: Principal, @Body() body: CreateInvitation): Promise<NewInvitationDto> {
    return this.invitations.create(principal, body);
  }

  /** Those one could have given, by id; used and expired ones, too. */
  @Get()
  @ApiOkResponse({ type: InvitationPage })
  list(@CurrentPrincipal() principal: Principal, @Query() page: PageQuery): Promise<Page<InvitationDto>> {
    return this.invitations.list(principal, page);
  }

  /** What an invitation is for, told to whoever has its token. 404 `invitations.void` for one that is used, withdrawn or expired. */
  @Public()
  @Post('look')
  @HttpCode(200)
  @ApiOkResponse({ type: InvitationContentDto })
  look(@Body() body: LookAtInvitation, @Req() request: FastifyRequest): Promise<InvitationContentDto> {
    return this.acceptance.look(body.token, request.ip);
  }

  /**
   * Makes the account of the invited; it does not sign in. 404 `invitations.void`, 409 `accounts.name-taken`, 400 for a password that will not
   * do, with the codes of `/api/v1/auth/password`.
   */
  @Public()
  @Post('accept')
  @ApiCreatedResponse({ type: AccountDto })
  accept(@Body() body: AcceptInvitation, @RequestOrigin() origin: Origin): Promise<AccountDto> {
    return this.acceptance.accept(body, origin);
  }

  /** Takes an invitation back. 409 `invitations.accepted` once it is used. */
  @Delete(':id')
  @HttpCode(204)
  @ApiNoContentResponse()
  withdraw(@CurrentPrincipal() principal: Principal, @Param('id', IdPipe) id: string): Promise<void> {
    return this.invitations.withdraw(principal, id);
  }
}
