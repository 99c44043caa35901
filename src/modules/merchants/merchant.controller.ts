import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Principal } from '../../platform/database/index.js';
import {
  Access,
  Conditional,
  CurrentPrincipal,
  IdOf,
  IdPipe,
  IfMatch,
  type Page,
  PageQuery,
  Precondition,
  Tagged,
  Write,
  type WriteRequest,
} from '../../platform/http/index.js';
import { ChangeMerchant, CreateMerchant, MerchantDto, MerchantPage } from './merchant.dto.js';
import { MerchantService } from './merchant.service.js';

@ApiTags('merchants')
@Access('merchants')
@IdOf('merchant')
@Controller('api/v1/merchants')
export class MerchantController {
  constructor(private readonly merchants: MerchantService) {}

  /** A merchant (经营主体) and its manual shop. 400 with a pointer for each field that cannot be used. */
  @Post()
  @Tagged()
  @ApiCreatedResponse({ type: MerchantDto })
  create(@Write() write: WriteRequest, @Body() body: CreateMerchant): Promise<MerchantDto> {
    return this.merchants.create(write, body);
  }

  /** Merchants that are not archived, by id. */
  @Get()
  @ApiOkResponse({ type: MerchantPage })
  list(@CurrentPrincipal() principal: Principal, @Query() page: PageQuery): Promise<Page<MerchantDto>> {
    return this.merchants.list(principal, page);
  }

  @Get(':id')
  @Tagged()
  @ApiOkResponse({ type: MerchantDto })
  get(@CurrentPrincipal() principal: Principal, @Param('id', IdPipe) id: string): Promise<MerchantDto> {
    return this.merchants.get(principal, id);
  }

  /**
   * A new home division moves past sales on the merchant basis, too. Once there are sales it becomes a rule of attribution for all days,
   * listed with the source `merchant-move`, which can be withdrawn.
   */
  @Patch(':id')
  @Tagged()
  @Conditional()
  @ApiOkResponse({ type: MerchantDto })
  change(
    @CurrentPrincipal() principal: Principal,
    @Param('id', IdPipe) id: string,
    @Body() body: ChangeMerchant,
    @IfMatch() expected: Precondition,
  ): Promise<MerchantDto> {
    return this.merchants.change(principal, id, body, expected);
  }

  /** Takes the merchant out of lists and pickers; its sales stay counted. */
  @Post(':id/archive')
  @HttpCode(200)
  @Tagged()
  @Conditional()
  @ApiOkResponse({ type: MerchantDto })
  archive(
    @CurrentPrincipal() principal: Principal,
    @Param('id', IdPipe) id: string,
    @IfMatch() expected: Precondition,
  ): Promise<MerchantDto> {
    return this.merchants.archive(principal, id, expected);
  }
}
