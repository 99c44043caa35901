import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { Growth } from './growth.js';
import { BASES, type Basis, MEASURES, type Measure, REFUND_VIEWS, type RefundView } from './ranking-query.js';
import { type Sellers, SELLERS } from './sellers.js';

export class MeasuresDto {
  @ApiProperty({ description: 'Σ what buyers paid for the goods, freight and platform subsidy excluded, by day of payment; fen' })
  paidFen: number;

  @ApiProperty({ description: 'Σ successful refunds; fen' })
  refundedFen: number;

  @ApiProperty({ description: 'paidFen − refundedFen; fen, may be negative' })
  netFen: number;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Distinct paid orders with a line here; not additive over members; null where not defined',
  })
  orders: number | null;

  @ApiProperty({ description: 'Paid order lines (成交子订单数)' })
  lines: number;

  @ApiProperty({ description: 'Items paid' })
  quantity: number;
}

export class DayRangeDto {
  @ApiProperty({ example: '2026-11-01' })
  from: string;

  @ApiProperty({ example: '2026-11-21', description: 'Included' })
  to: string;
}

export class GrowthDto {
  @ApiProperty({ enum: ['rate', 'not-comparable', 'new', 'small-base'] })
  kind: Growth['kind'];

  @ApiProperty({ required: false, description: 'value ÷ base − 1; only with kind `rate`' })
  rate?: number;

  @ApiProperty({ description: 'The value in comparedRange; fen for money measures' })
  base: number;
}

export class RankingItemDto extends MeasuresDto {
  @ApiProperty({ type: Number, nullable: true, description: 'Ties share a rank (1, 2, 2, 4); null for zones' })
  rank: number | null;

  @ApiProperty({ type: Number, nullable: true, description: 'Rank by the same query over comparedRange' })
  previousRank: number | null;

  @ApiProperty()
  id: string;

  @ApiProperty()
  name: string;

  @ApiProperty({ description: 'An of-which area (其中): shown, not part of the sums' })
  isZone: boolean;

  @ApiProperty({ description: 'The ranking’s measure; fen for money measures' })
  value: number;

  @ApiProperty({ type: Number, nullable: true, description: 'value ÷ total value; null where total ≤ 0 and for zones' })
  share: number | null;

  @ApiProperty({ type: GrowthDto, nullable: true })
  growth: GrowthDto | null;
}

export class RankingDto {
  @ApiProperty({ type: DayRangeDto })
  range: DayRangeDto;

  @ApiProperty({ type: DayRangeDto, nullable: true })
  comparedRange: DayRangeDto | null;

  @ApiProperty({ enum: MEASURES })
  measure: Measure;

  @ApiProperty({ enum: BASES })
  basis: Basis;

  @ApiProperty({ enum: REFUND_VIEWS })
  refundView: RefundView;

  @ApiPropertyOptional({
    enum: SELLERS,
    description: 'Only there where these are not everybody’s sales: `own`, those of the merchants that one’s account looks after',
  })
  sellers?: Sellers;

  @ApiPropertyOptional({
    enum: [true],
    description: 'Present where the bulletins of all months of the range are frozen (已结), of `within` or of the division around it',
  })
  issued?: true;

  @ApiProperty({ description: 'When these totals were read, Beijing time' })
  asOf: string;

  @ApiProperty({ type: [RankingItemDto] })
  items: RankingItemDto[];

  @ApiProperty({ type: MeasuresDto, description: 'All members of the whole ranking and unallocated; orders counted once' })
  total: MeasuresDto;

  @ApiProperty({ type: MeasuresDto, description: 'Revenue inside `within` that belongs to none of the members' })
  unallocated: MeasuresDto;

  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}

export class RevenueItemDto extends MeasuresDto {
  @ApiProperty({ example: '2026-11-01' })
  from: string;

  @ApiProperty({ example: '2026-11-01' })
  to: string;
}

export class RevenueDto {
  @ApiProperty({ type: DayRangeDto })
  range: DayRangeDto;

  @ApiProperty({ enum: BASES })
  basis: Basis;

  @ApiProperty({ enum: REFUND_VIEWS })
  refundView: RefundView;

  @ApiProperty({ description: 'day, week or month' })
  by: string;

  @ApiPropertyOptional({
    enum: SELLERS,
    description: 'Only there where these are not everybody’s sales: `own`, those of the merchants that one’s account looks after',
  })
  sellers?: Sellers;

  @ApiProperty()
  asOf: string;

  @ApiProperty({ type: [RevenueItemDto], description: 'Every bucket of the range, empty ones included' })
  items: RevenueItemDto[];
}
