import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Length, Matches, Max, MaxLength, Min } from 'class-validator';
import { IsBusinessDay, MAX_PAGE } from '../../platform/http/index.js';

export const MEASURES = ['net', 'paid', 'refunded', 'orders', 'lines', 'quantity'] as const;
export type Measure = (typeof MEASURES)[number];
export const BASES = ['origin', 'merchant'] as const;
export type Basis = (typeof BASES)[number];
export const REFUND_VIEWS = ['cash', 'cohort'] as const;
export type RefundView = (typeof REFUND_VIEWS)[number];
export const COMPARISONS = ['yoy', 'previous', 'none'] as const;
export type Comparison = (typeof COMPARISONS)[number];
export const DIVISION_MAPS = ['as-was', 'today'] as const;
export type DivisionMap = (typeof DIVISION_MAPS)[number];
export const SUBJECTS = [
  'cities',
  'counties',
  'townships',
  'villages',
  'merchants',
  'products',
  'categories',
  'platforms',
  'hosts',
  'live-sessions',
  'campaigns',
] as const;
export type Subject = (typeof SUBJECTS)[number];

/** What a ranking and a series have in common. */
export class ScopeQuery {
  @ApiProperty({ example: '2026-11-01', description: 'First day, Asia/Shanghai, from 2015-01-01 on' })
  @IsBusinessDay()
  from: string;

  @ApiProperty({ example: '2026-11-21', description: 'Last day, included' })
  @IsBusinessDay()
  to: string;

  @ApiPropertyOptional({
    enum: BASES,
    default: 'origin',
    description: 'Where a sale counts: where the product comes from, or where the seller is at home',
  })
  @IsOptional()
  @IsIn(BASES)
  basis: Basis = 'origin';

  @ApiPropertyOptional({
    enum: REFUND_VIEWS,
    default: 'cash',
    description: 'Refunds on the day they succeeded (cash) or on the day the order was paid (cohort)',
  })
  @IsOptional()
  @IsIn(REFUND_VIEWS)
  refundView: RefundView = 'cash';

  @ApiPropertyOptional({ example: '140681', description: 'Only what lies in this division; everywhere if absent' })
  @IsOptional()
  @IsString()
  @Matches(/^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$/)
  within?: string;
}

export class RankingQuery extends ScopeQuery {
  @ApiPropertyOptional({ enum: MEASURES, default: 'net' })
  @IsOptional()
  @IsIn(MEASURES)
  measure: Measure = 'net';

  @ApiPropertyOptional({ example: 'grain', description: 'A category and what is below it' })
  @IsOptional()
  @IsString()
  @Length(1, 80)
  @Matches(/^[a-z0-9.-]+$/)
  category?: string;

  @ApiPropertyOptional({ example: 'standard' })
  @IsOptional()
  @IsString()
  @Length(1, 40)
  @Matches(/^[a-z0-9-]+$/)
  platform?: string;

  @ApiPropertyOptional({
    enum: DIVISION_MAPS,
    default: 'as-was',
    description:
      'Divisions as they were on the day of the sale, or as they are today: sales of abolished, moved and merged divisions then count for their successors, and `orders` is null',
  })
  @IsOptional()
  @IsIn(DIVISION_MAPS)
  map: DivisionMap = 'as-was';

  @ApiPropertyOptional({ enum: COMPARISONS, default: 'yoy' })
  @IsOptional()
  @IsIn(COMPARISONS)
  compare: Comparison = 'yoy';

  @ApiPropertyOptional({ default: 100, description: 'Rows per page, 1 to 500' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MAX_PAGE)
  limit: number = 100;

  @ApiPropertyOptional({ description: '`nextCursor` of the page before' })
  @IsOptional()
  @IsString()
  @MaxLength(600)
  cursor?: string;
}

export const BUCKETS = ['day', 'week', 'month'] as const;
export type Bucket = (typeof BUCKETS)[number];

export class RevenueQuery extends ScopeQuery {
  @ApiPropertyOptional({
    enum: BUCKETS,
    default: 'day',
    description: 'Weeks begin on Monday; the first and last bucket end with the range',
  })
  @IsOptional()
  @IsIn(BUCKETS)
  by: Bucket = 'day';
}

/** Distinct orders are not defined for products and categories, nor under a category filter, nor on today's map. */
export function isOrdersDefined(subject: Subject, category: string | null, map: DivisionMap): boolean {
  return category === null && subject !== 'products' && subject !== 'categories' && map === 'as-was';
}
