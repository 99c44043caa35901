import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, Length } from 'class-validator';
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
