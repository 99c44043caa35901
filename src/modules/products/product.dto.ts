import { ApiProperty, ApiPropertyOptional, OmitType, PartialType } from '@nestjs/swagger';
import { IsBoolean, IsOptional, IsString, Length, Matches } from 'class-validator';
import { IsId, PageOf, PageQuery } from '../../platform/http/index.js';

export class CreateProduct {
  @ApiProperty({ description: 'The merchant that sells it; cannot be changed later', example: '17' })
  @IsId()
  merchantId: string;

  @ApiProperty({ minLength: 1, maxLength: 200, example: '红山荞麦米 5 斤装' })
  @IsString()
  @Length(1, 200)
  name: string;

  @ApiProperty({ description: 'Code of the taxonomy, see GET /api/v1/categories', example: 'grain.buckwheat' })
  @IsString()
  @Length(1, 60)
  category: string;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'Where it comes from, 2 to 12 digits; null or absent: unknown',
    example: '140603101200',
  })
  @IsOptional()
  @Matches(/^\d{2,12}$/)
  originDivisionCode?: string | null;

  @ApiProperty({ description: 'Counts as a farm product (农产品), apart from being rural', example: true })
  @IsBoolean()
  isAgricultural: boolean;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    maxLength: 100,
    description: 'Geographical indication (地理标志) it is sold under',
    example: '红山荞麦',
  })
  @IsOptional()
  @IsString()
  @Length(1, 100)
  giMark?: string | null;
}

/** A name, category or flag cannot be cleared: null is refused there. */
export class ChangeProduct extends PartialType(OmitType(CreateProduct, ['merchantId'] as const), { skipNullProperties: false }) {}

export class ProductQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Only the products of this merchant', example: '17' })
  @IsOptional()
  @IsId()
  merchantId?: string;
}

export class ProductDto extends OmitType(CreateProduct, ['originDivisionCode', 'giMark'] as const) {
  @ApiProperty({ example: '203' })
  id: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Where it comes from, as a rule for the product has it today; null: unknown',
    example: '140603101200',
  })
  originDivisionCode: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Geographical indication (地理标志) it is sold under', example: '红山荞麦' })
  giMark: string | null;

  @ApiProperty({ description: 'Time of creation, ISO 8601 in Beijing time', example: '2026-11-20T20:15:31+08:00' })
  createdAt: string;

  @ApiProperty({ type: String, nullable: true, description: 'Set once archived: no new sales are expected, past ones stay', example: null })
  archivedAt: string | null;
}

export class ListedProductDto extends ProductDto {
  @ApiProperty({ description: 'Its `ETag`, for `If-Match`: who lists products can change them later without reading each', example: '"…"' })
  entityTag: string;
}

export class ProductPage extends PageOf {
  @ApiProperty({ type: [ListedProductDto] })
  items: ListedProductDto[];
}
