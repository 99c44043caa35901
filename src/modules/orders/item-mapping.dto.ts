import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsOptional, IsString, Length, MaxLength, ValidateNested } from 'class-validator';
import { IsId, PageOf } from '../../platform/http/index.js';
import { MAX_ITEM_ID_LENGTH } from '../shops/index.js';

export class MapItem {
  @ApiProperty({ description: 'A product of the shop’s merchant', example: '203' })
  @IsId()
  productId: string;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'Maps only this SKU; it beats the mapping of its item' })
  @IsOptional()
  @IsString()
  @Length(1, MAX_ITEM_ID_LENGTH)
  skuId?: string | null;
}

export class SkuQuery {
  @ApiPropertyOptional({ description: 'Removes only this SKU’s own mapping' })
  @IsOptional()
  @IsString()
  @Length(1, MAX_ITEM_ID_LENGTH)
  skuId?: string;
}

export class AffectedLinesDto {
  @ApiProperty({ description: 'Past order lines that this moves; they move within seconds' })
  affectedLines: number;
}

export class MappedItemDto extends AffectedLinesDto {
  @ApiProperty() shopId: string;
  @ApiProperty() itemId: string;
  @ApiProperty({ type: String, nullable: true }) skuId: string | null;
  @ApiProperty() productId: string;
}

export class MapShopItem extends MapItem {
  @ApiProperty({ example: '1h0m3kq8w2zxr7c' })
  @IsString()
  @MaxLength(40)
  shopId: string;

  @ApiProperty({ description: 'The platform’s id of the item', example: '3600000001' })
  @IsString()
  @Length(1, MAX_ITEM_ID_LENGTH)
  itemId: string;
}

export class MapItems {
  @ApiProperty({ type: [MapShopItem], description: '1 to 500; all or none of them' })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @ValidateNested({ each: true })
  @Type(() => MapShopItem)
  mappings: MapShopItem[];
}

export class MappedItemList {
  @ApiProperty({ type: [MappedItemDto] }) items: MappedItemDto[];
}

export class UnmappedItemDto {
  @ApiProperty() shopId: string;
  @ApiProperty() itemId: string;
  @ApiProperty({ type: String, nullable: true }) skuId: string | null;
  @ApiProperty({ description: 'As the platform calls it' }) title: string;
  @ApiProperty({ description: 'Fen' }) paidFen: number;
  @ApiProperty({ description: 'Order lines' }) lines: number;
  @ApiProperty({ description: 'Items' }) quantity: number;
  @ApiProperty({ description: 'ISO 8601, Beijing time' }) lastPaidAt: string;
}

export class UnmappedItemPage extends PageOf {
  @ApiProperty({ type: [UnmappedItemDto] }) items: UnmappedItemDto[];
}
