import { Body, Controller, Delete, Get, Param, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Principal } from '../../platform/database/index.js';
import { Access, CurrentPrincipal, IdOf, InputError, type Page, PageQuery } from '../../platform/http/index.js';
import { MAX_ITEM_ID_LENGTH, ShopIdPipe } from '../shops/index.js';
import {
  AffectedLinesDto,
  MapItem,
  MapItems,
  MappedItemDto,
  MappedItemList,
  SkuQuery,
  UnmappedItemDto,
  UnmappedItemPage,
} from './item-mapping.dto.js';
import { ItemMappingService } from './item-mapping.service.js';

@ApiTags('shops')
@Access('catalogue')
@IdOf('shop')
@Controller('api/v1')
export class ItemMappingController {
  constructor(private readonly mappings: ItemMappingService) {}

  /** What a platform item (or one SKU of it) is. Past sales follow. */
  @Put('shops/:id/items/:itemId')
  @ApiOkResponse({ type: MappedItemDto })
  map(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ShopIdPipe) shopDbId: string,
    @Param('itemId') itemId: string,
    @Body() body: MapItem,
  ): Promise<MappedItemDto> {
    return this.mappings.map(principal, shopDbId, requireItemId(itemId), body);
  }

  @Delete('shops/:id/items/:itemId')
  @ApiOkResponse({ type: AffectedLinesDto })
  unmap(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ShopIdPipe) shopDbId: string,
    @Param('itemId') itemId: string,
    @Query() query: SkuQuery,
  ): Promise<AffectedLinesDto> {
    return this.mappings.unmap(principal, shopDbId, requireItemId(itemId), query.skuId);
  }

  /** Maps many items at once, of any shops. Past sales follow. */
  @Put('item-mappings')
  @ApiOkResponse({ type: MappedItemList })
  mapAll(@CurrentPrincipal() principal: Principal, @Body() { mappings }: MapItems): Promise<MappedItemList> {
    return this.mappings.mapAll(principal, mappings);
  }

  /** Items that sold and are mapped to nothing: they count for no product and no origin until they are. */
  @Get('unmapped-items')
  @ApiOkResponse({ type: UnmappedItemPage })
  unmapped(@CurrentPrincipal() principal: Principal, @Query() page: PageQuery): Promise<Page<UnmappedItemDto>> {
    return this.mappings.listUnmapped(principal, page);
  }
}

function requireItemId(itemId: string): string {
  if (itemId.length > MAX_ITEM_ID_LENGTH) throw new InputError('input.not-found', { id: itemId.slice(0, 40) });
  return itemId;
}
