import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Principal } from '../../platform/database/index.js';
import {
  Access,
  Conditional,
  CurrentPrincipal,
  IdOf,
  IfMatch,
  type Page,
  PageQuery,
  Precondition,
  Tagged,
  Write,
  type WriteRequest,
} from '../../platform/http/index.js';
import { ItemMappingDto, ItemMappingPage } from './item-mapping.dto.js';
import { ItemMappings } from './item-mappings.service.js';
import { ChangeShop, CreateShop, ShopDto, ShopPage, ShopQuery } from './shop.dto.js';
import { ShopIdPipe } from './shop-id.pipe.js';
import { ShopService } from './shop.service.js';

@ApiTags('shops')
@Access('shops')
@IdOf('shop')
@Controller('api/v1/shops')
export class ShopController {
  constructor(
    private readonly shops: ShopService,
    private readonly mappings: ItemMappings,
  ) {}

  /** A shop (店铺) and the address its messages go to. 400 with a pointer for each field that cannot be used. */
  @Post()
  @Tagged()
  @ApiCreatedResponse({ type: ShopDto })
  create(@Write() write: WriteRequest, @Body() body: CreateShop): Promise<ShopDto> {
    return this.shops.create(write, body);
  }

  /** Shops that are not archived, in order of creation; the manual ones, too. */
  @Get()
  @ApiOkResponse({ type: ShopPage })
  list(@CurrentPrincipal() principal: Principal, @Query() query: ShopQuery): Promise<Page<ShopDto>> {
    return this.shops.list(principal, query);
  }

  @Get(':id')
  @Tagged()
  @ApiOkResponse({ type: ShopDto })
  get(@CurrentPrincipal() principal: Principal, @Param('id', ShopIdPipe) dbId: string): Promise<ShopDto> {
    return this.shops.get(principal, dbId);
  }

  /** New credentials replace the old ones whole: during a rotation give both secrets. */
  @Patch(':id')
  @Tagged()
  @Conditional()
  @ApiOkResponse({ type: ShopDto })
  change(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ShopIdPipe) dbId: string,
    @Body() body: ChangeShop,
    @IfMatch() expected: Precondition,
  ): Promise<ShopDto> {
    return this.shops.change(principal, dbId, body, expected);
  }

  /** Takes the shop out of lists and pickers; its sales stay counted. 409 for a manual shop. */
  @Post(':id/archive')
  @HttpCode(200)
  @Tagged()
  @Conditional()
  @ApiOkResponse({ type: ShopDto })
  archive(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ShopIdPipe) dbId: string,
    @IfMatch() expected: Precondition,
  ): Promise<ShopDto> {
    return this.shops.archive(principal, dbId, expected);
  }

  /** What the shop's platform items are mapped to, by item and SKU. */
  @Get(':id/items')
  @ApiOkResponse({ type: ItemMappingPage })
  listItems(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ShopIdPipe) dbId: string,
    @Query() page: PageQuery,
  ): Promise<Page<ItemMappingDto>> {
    return this.mappings.listFor(principal, dbId, page);
  }
}
