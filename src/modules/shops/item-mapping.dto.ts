import { ApiProperty } from '@nestjs/swagger';
import { PageOf } from '../../platform/http/index.js';

export class ItemMappingDto {
  @ApiProperty({ example: '1h0m3kq8w2zxr7c' })
  shopId: string;

  @ApiProperty({ description: "The platform's id of the item", example: '3600000001' })
  itemId: string;

  @ApiProperty({ type: String, nullable: true, description: 'null: every SKU of the item that has no mapping of its own', example: null })
  skuId: string | null;

  @ApiProperty({ example: '203' })
  productId: string;

  @ApiProperty({ description: 'Time of the mapping, ISO 8601 in Beijing time', example: '2026-11-20T20:15:31+08:00' })
  mappedAt: string;
}

export class ItemMappingPage extends PageOf {
  @ApiProperty({ type: [ItemMappingDto] })
  items: ItemMappingDto[];
}
