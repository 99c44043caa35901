import { ApiProperty } from '@nestjs/swagger';
import { BASES, type Basis, DayRangeDto, type Growth, REFUND_VIEWS, type RefundView } from '../rankings/index.js';

export class BulletinGrowthDto {
  @ApiProperty({ enum: ['rate', 'not-comparable', 'new', 'small-base'] }) kind: string;
  @ApiProperty({ required: false, description: 'value ÷ base − 1; only with kind `rate`' }) rate?: number;
  @ApiProperty({ description: 'Net of the compared range; fen' }) base: number;
}

/** Amounts of one period, with the growth of net on the same period of the year before. */
export class PeriodDto {
  @ApiProperty() paidFen: number;
  @ApiProperty() refundedFen: number;
  @ApiProperty() netFen: number;
  @ApiProperty({ type: Number, nullable: true }) orders: number | null;
  @ApiProperty() lines: number;
  @ApiProperty({ description: 'Net of the same period last year' }) baseNetFen: number;
  @ApiProperty({ type: BulletinGrowthDto, nullable: true }) growth: Growth | null;
}

export class MemberDto {
  @ApiProperty({ example: '140681' }) id: string;
  @ApiProperty({ example: '怀仁市' }) name: string;
  @ApiProperty({ description: '其中: shown, not part of the sums' }) isZone: boolean;
  @ApiProperty({ type: Number, nullable: true, description: 'By net of the month; null for zones and where nothing happened' })
  rank: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'In the same month of last year' }) previousRank: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'In the month before' }) lastMonthRank: number | null;
  @ApiProperty({ type: Number, nullable: true }) share: number | null;
  @ApiProperty({ description: 'Merchants with sales in the month' }) sellers: number;
  @ApiProperty({ type: PeriodDto }) month: PeriodDto;
  @ApiProperty({ type: PeriodDto }) cumulative: PeriodDto;
}

export class ScopeDto {
  @ApiProperty({ description: '全口径: merchants with sales' }) sellers: number;
  @ApiProperty({ description: '全口径, the same period last year' }) baseSellers: number;
  @ApiProperty({ description: '可比口径: merchants with sales in either period, registered or with sales in both' })
  comparableSellers: number;
  @ApiProperty({ description: 'Net of the comparable scope' }) netFen: number;
  @ApiProperty() baseNetFen: number;
  @ApiProperty({ type: BulletinGrowthDto, nullable: true, description: 'Of the comparable scope' }) growth: Growth | null;
}

export class MoverDto {
  @ApiProperty() id: string;
  @ApiProperty() name: string;
  @ApiProperty({ description: 'The rank in the month before; for movers by growth the rate' }) before: number;
  @ApiProperty({ description: 'The rank now; for movers by growth the rate' }) now: number;
}

export class MoversDto {
  @ApiProperty({ type: [MoverDto], description: 'By rank against the month before' }) risers: MoverDto[];
  @ApiProperty({ type: [MoverDto] }) fallers: MoverDto[];
  @ApiProperty({ type: [MoverDto], description: 'By growth; only members with a growth rate' }) fastest: MoverDto[];
  @ApiProperty({ type: [MoverDto] }) slowest: MoverDto[];
}

export class FestivalMemberDto {
  @ApiProperty() id: string;
  @ApiProperty() name: string;
  @ApiProperty() isZone: boolean;
  @ApiProperty() netFen: number;
  @ApiProperty() baseNetFen: number;
  @ApiProperty({ type: BulletinGrowthDto, nullable: true }) growth: Growth | null;
}

/** The same lunar days of two years. */
export class FestivalComparisonDto {
  @ApiProperty({ example: 'la-ba' }) first: string;
  @ApiProperty({ example: 'lantern' }) last: string;
  @ApiProperty({ type: DayRangeDto }) range: DayRangeDto;
  @ApiProperty({ type: DayRangeDto }) comparedRange: DayRangeDto;
  @ApiProperty({ description: 'Days of the range' }) days: number;
  @ApiProperty() comparedDays: number;
  @ApiProperty({ type: [FestivalMemberDto] }) members: FestivalMemberDto[];
  @ApiProperty() netFen: number;
  @ApiProperty() baseNetFen: number;
  @ApiProperty({ type: BulletinGrowthDto, nullable: true }) growth: Growth | null;
}

/** Everything a bulletin says in figures. Kept as it is once issued. */
export class BulletinFiguresDto {
  @ApiProperty({ example: '140681' }) divisionCode: string;
  @ApiProperty({ example: '怀仁市' }) divisionName: string;
  @ApiProperty({ enum: ['city', 'county', 'township', 'village'] }) memberLevel: string;
  @ApiProperty({ example: '2026-10' }) month: string;
  @ApiProperty({ enum: BASES }) basis: Basis;
  @ApiProperty({ enum: REFUND_VIEWS }) refundView: RefundView;
  @ApiProperty({ type: DayRangeDto }) range: DayRangeDto;
  @ApiProperty({ type: DayRangeDto }) comparedRange: DayRangeDto;
  @ApiProperty({ type: DayRangeDto }) lastMonthRange: DayRangeDto;
  @ApiProperty({ type: DayRangeDto }) cumulativeRange: DayRangeDto;
  @ApiProperty({ type: DayRangeDto }) cumulativeComparedRange: DayRangeDto;
  @ApiProperty({ description: 'When they were read, Beijing time' }) asOf: string;
  @ApiProperty({ type: [MemberDto], description: 'By rank; zones and members without sales last' }) members: MemberDto[];
  @ApiProperty({ type: PeriodDto }) total: PeriodDto;
  @ApiProperty({ type: PeriodDto }) cumulativeTotal: PeriodDto;
  @ApiProperty({ type: PeriodDto, description: 'Inside the division, but of none of its members' }) unallocated: PeriodDto;
  @ApiProperty({ type: PeriodDto }) cumulativeUnallocated: PeriodDto;
  @ApiProperty({ description: 'Refunded ÷ paid of the month; null without sales', type: Number, nullable: true }) refundShare:
    number | null;
  @ApiProperty({ type: Number, nullable: true }) baseRefundShare: number | null;
  @ApiProperty({ type: MoversDto }) movers: MoversDto;
  @ApiProperty({ type: ScopeDto }) scope: ScopeDto;
  @ApiProperty({ type: ScopeDto }) cumulativeScope: ScopeDto;
  @ApiProperty({
    type: FestivalComparisonDto,
    nullable: true,
    description: 'In the bulletin of the month in which the Lantern Festival falls',
  })
  festival: FestivalComparisonDto | null;
}
