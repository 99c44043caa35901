import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Origin, Principal } from '../../platform/database/index.js';
import { Access, CurrentPrincipal, IdPipe, type Page, Public, RequestOrigin } from '../../platform/http/index.js';
import {
  ApplicationQuery,
  ApplicationReceiptDto,
  ApplyForMerchant,
  MerchantApplicationDto,
  MerchantApplicationPage,
  RefuseApplication,
} from './merchant-application.dto.js';
import { MerchantApplications } from './merchant-application.service.js';

@ApiTags('merchant-applications')
@Access('applications')
@Controller('api/v1/merchant-applications')
export class MerchantApplicationController {
  constructor(private readonly applications: MerchantApplications) {}

  /**
   * A merchant asks to be let in. 409 `accounts.name-taken`, 400 `divisions.unknown` and the codes of a password that will not do; 429
   * `http.too-many` after five within an hour from one address.
   */
  @Public()
  @Post()
  @ApiCreatedResponse({ type: ApplicationReceiptDto })
  apply(@Body() body: ApplyForMerchant, @RequestOrigin() origin: Origin): Promise<ApplicationReceiptDto> {
    return this.applications.apply(body, origin);
  }

  /** By id; a bureau sees those inside its division. */
  @Get()
  @ApiOkResponse({ type: MerchantApplicationPage })
  list(@CurrentPrincipal() principal: Principal, @Query() query: ApplicationQuery): Promise<Page<MerchantApplicationDto>> {
    return this.applications.list(principal, query);
  }

  /**
   * Makes the merchant and the account of its lead, who signs in with the password of the application. 409 `applications.decided`, or
   * `accounts.name-taken` if somebody else was given the username meanwhile: then it can only be refused.
   */
  @Post(':id/approve')
  @HttpCode(200)
  @ApiOkResponse({ type: MerchantApplicationDto })
  approve(@CurrentPrincipal() principal: Principal, @Param('id', IdPipe) id: string): Promise<MerchantApplicationDto> {
    return this.applications.approve(principal, id);
  }

  /** Forgets who applied and how they were to sign in; what remains is the merchant's name, its place, and the reason. 409 `applications.decided`. */
  @Post(':id/refuse')
  @HttpCode(200)
  @ApiOkResponse({ type: MerchantApplicationDto })
  refuse(
    @CurrentPrincipal() principal: Principal,
    @Param('id', IdPipe) id: string,
    @Body() body: RefuseApplication,
  ): Promise<MerchantApplicationDto> {
    return this.applications.refuse(principal, id, body.reason);
  }
}
