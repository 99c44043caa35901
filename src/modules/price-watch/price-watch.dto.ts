import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Length, Matches, Max, Min } from 'class-validator';

export const PRICE_COMPARISONS = ['yoy', 'previous'] as const;
export type PriceComparison = (typeof PRICE_COMPARISONS)[number];
export const MOST_PRODUCTS = 500;

const NUMBER = { type: Number, nullable: true } as const;

export class PriceQuery {
  @ApiProperty({ example: '140681', description: 'Products of merchants at home in it; bureaus ask within their own division' })
  @Matches(/^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$/)
  within: string;

  @ApiProperty({ example: '2026-11', description: 'The last month' })
  @Matches(/^20(1[5-9]|[2-9]\d)-(0[1-9]|1[0-2])$/)
  month: string;

  @ApiPropertyOptional({ default: 6, description: 'How many months, 1 to 12' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(12)
  months: number = 6;

  @ApiPropertyOptional({ example: 'ceramics', description: 'A category and what is below it' })
  @IsOptional()
  @Length(1, 60)
  @Matches(/^[a-z0-9.-]+$/)
  category?: string;

  @ApiPropertyOptional({
    enum: PRICE_COMPARISONS,
    default: 'yoy',
    description: 'With the same months of last year, or with as many right before',
  })
  @IsOptional()
  @IsIn(PRICE_COMPARISONS)
  compare: PriceComparison = 'yoy';

  @ApiPropertyOptional({ default: 15, description: 'A price has fallen if it fell by more than so many percent' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(99)
  thresholdPercent: number = 15;

  @ApiPropertyOptional({ default: 30, description: 'and if at least so many items were paid on both sides' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  minQuantity: number = 30;
}

export class PriceDto {
  @ApiProperty({ description: 'Fen' }) paidFen: number;
  @ApiProperty({ description: 'Items paid' }) quantity: number;
  @ApiProperty({ ...NUMBER, description: '件单价 = paidFen ÷ quantity of the same rows, to the fen; null where no items were paid' })
  unitPriceFen: number | null;
}

export class PriceOfMonthDto extends PriceDto {
  @ApiProperty({ example: '2026-11' }) month: string;
  @ApiProperty({ example: '2025-11' }) comparedMonth: string;
  @ApiProperty({ type: PriceDto }) compared: PriceDto;
}

export class PricesDto {
  @ApiProperty({ type: PriceDto, description: 'All months together' }) now: PriceDto;
  @ApiProperty({ type: PriceDto }) then: PriceDto;
  @ApiProperty({ ...NUMBER, description: 'Unit price now ÷ then − 1, unrounded; null where either is none' }) change: number | null;
  @ApiProperty({ type: [PriceOfMonthDto] }) months: PriceOfMonthDto[];
}

export class ProductPricesDto extends PricesDto {
  @ApiProperty() productId: string;
  @ApiProperty() name: string;
  @ApiProperty() merchantId: string;
  @ApiProperty() merchantName: string;
  @ApiProperty({ example: 'ceramics' }) category: string;
  @ApiProperty({ description: 'By the rule of this answer' }) hasFallen: boolean;
}

export class CategoryPricesDto extends PricesDto {
  @ApiProperty({ example: 'ceramics', description: 'The top category: what is sold dearer or cheaper within it moves its price, too' })
  category: string;
}

export class PriceRuleDto {
  @ApiProperty() thresholdPercent: number;
  @ApiProperty() minQuantity: number;
  @ApiProperty({ enum: PRICE_COMPARISONS }) compare: PriceComparison;
}

export class PriceWatchDto {
  @ApiProperty({ example: '140681' }) within: string;
  @ApiProperty({ type: [String] }) months: string[];
  @ApiProperty({ type: [String] }) comparedMonths: string[];
  @ApiProperty({ type: PriceRuleDto }) rule: PriceRuleDto;
  @ApiProperty({ description: 'Beijing time' }) asOf: string;
  @ApiProperty({ type: [CategoryPricesDto] }) categories: CategoryPricesDto[];
  @ApiProperty({
    type: [ProductPricesDto],
    description: `At most ${MOST_PRODUCTS}: those that fell first, the furthest first; then by what was paid`,
  })
  items: ProductPricesDto[];
  @ApiProperty({ description: 'How many products there are in all' }) itemCount: number;
  @ApiProperty({ description: 'How many of them fell' }) fallenCount: number;
}
