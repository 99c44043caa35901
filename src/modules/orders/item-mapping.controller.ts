import { Body, Controller, Delete, Get, Param, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Principal } from '../../platform/database/index.js';
import {
  Access,
  Conditional,
  CurrentPrincipal,
  IdOf,
  IfMatch,
  InputError,
  type Page,
  PageQuery,
  Precondition,
  Tagged,
} from '../../platform/http/index.js';
import { ItemMappingDto, MAX_ITEM_ID_LENGTH, type PlatformItem, ShopIdPipe } from '../shops/index.js';
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

  /** What one item, or with `skuId` one SKU, is mapped to by itself. 404 `orders.unknown-mapping` if it is not. */
  @Get('shops/:id/items/:itemId')
  @Tagged()
  @ApiOkResponse({ type: ItemMappingDto })
  get(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ShopIdPipe) shopDbId: string,
    @Param('itemId') itemId: string,
    @Query() { skuId }: SkuQuery,
  ): Promise<ItemMappingDto> {
    return this.mappings.get(principal, itemOf(shopDbId, itemId, skuId));
  }

  /** What a platform item (or one SKU of it) is. Past sales follow. */
  @Put('shops/:id/items/:itemId')
  @Conditional()
  @ApiOkResponse({ type: MappedItemDto })
  map(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ShopIdPipe) shopDbId: string,
    @Param('itemId') itemId: string,
    @Body() { productId, skuId }: MapItem,
    @IfMatch() expected: Precondition,
  ): Promise<MappedItemDto> {
    return this.mappings.map(principal, itemOf(shopDbId, itemId, skuId), productId, expected);
  }

  @Delete('shops/:id/items/:itemId')
  @Conditional()
  @ApiOkResponse({ type: AffectedLinesDto })
  unmap(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ShopIdPipe) shopDbId: string,
    @Param('itemId') itemId: string,
    @Query() { skuId }: SkuQuery,
    @IfMatch() expected: Precondition,
  ): Promise<AffectedLinesDto> {
    return this.mappings.unmap(principal, itemOf(shopDbId, itemId, skuId), expected);
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

function itemOf(shopDbId: string, itemId: string, skuId: string | null | undefined): PlatformItem {
  if (itemId.length > MAX_ITEM_ID_LENGTH) throw new InputError('input.not-found', { id: itemId.slice(0, 40) });
  return { shopDbId, itemId, skuId: skuId ?? '' };
}
