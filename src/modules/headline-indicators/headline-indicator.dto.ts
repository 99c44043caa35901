import { ApiProperty, ApiPropertyOptional, PickType } from '@nestjs/swagger';
import { IsIn, IsOptional, Matches } from 'class-validator';
import { BASES, type Basis, DayRangeDto, type Growth, GrowthDto, REFUND_VIEWS, type RefundView, ScopeQuery } from '../rankings/index.js';

export const INDICATOR_MEASURES = ['net', 'paid'] as const;
export type IndicatorMeasure = (typeof INDICATOR_MEASURES)[number];
export const INDICATORS = ['rural-online-retail', 'farm-online-retail'] as const;
export type Indicator = (typeof INDICATORS)[number];

export class IndicatorQuery extends PickType(ScopeQuery, ['from', 'to', 'basis', 'refundView']) {
  @ApiProperty({ example: '140681', description: 'The division; bureaus ask within their province' })
  @Matches(/^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$/)
  within: string;

  @ApiPropertyOptional({ enum: INDICATOR_MEASURES, default: 'net', description: 'What `value`, `share` and `growth` are of' })
  @IsOptional()
  @IsIn(INDICATOR_MEASURES)
  measure: IndicatorMeasure = 'net';
}

export class FigureDto {
  @ApiProperty({ description: 'Σ paid for goods, by day of payment; fen' }) paidFen: number;
  @ApiProperty({ description: 'Σ successful refunds; fen' }) refundedFen: number;
  @ApiProperty({ description: 'paidFen − refundedFen; fen' }) netFen: number;
  @ApiProperty({ description: 'Paid order lines' }) lines: number;
  @ApiProperty({ description: 'Items paid' }) quantity: number;
  @ApiProperty({ description: 'Of the asked measure; fen' }) value: number;
  @ApiProperty({ type: Number, nullable: true, description: 'value ÷ value of all sales of the area; null where that is not above 0' })
  share: number | null;
  @ApiProperty({ type: GrowthDto, nullable: true, description: 'Against the same days of last year, by the rules of the rankings' })
  growth: Growth | null;
}

export class TwoFiguresDto {
  @ApiProperty({ description: 'In `range`' }) period: FigureDto;
  @ApiProperty({ description: 'In `cumulativeRange`: since 1 January' }) cumulative: FigureDto;
}

export class IndicatorDto extends TwoFiguresDto {
  @ApiProperty({
    enum: INDICATORS,
    description:
      '`rural-online-retail` 农村网络零售额: all goods, ceramics included, whose origin (basis=origin) or seller’s home (basis=merchant) lies in ' +
      'a rural township. `farm-online-retail` 农产品网络零售额: products flagged isAgricultural, of the whole division. They overlap and are not added. ' +
      'Services are part of both: products do not say whether they are goods or services',
  })
  indicator: Indicator;

  @ApiProperty({
    description:
      'Not in it, because nobody can say: rural: sales coded to no township; farm: sales mapped to no product. In `range`, in the same measure',
  })
  undecided: FigureDto;
}

export class IndicatorAreaDto {
  @ApiProperty({ example: '140681102' }) code: string;
  @ApiProperty({ example: '金沙滩镇' }) name: string;
  @ApiProperty({ type: Boolean, nullable: true, description: 'Of townships' }) isRural: boolean | null;
  @ApiProperty() rural: TwoFiguresDto;
  @ApiProperty() farm: TwoFiguresDto;
}

export class RuralOverrideDto {
  @ApiProperty({ example: '140681001' }) code: string;
  @ApiProperty({ example: '云中街道' }) name: string;
  @ApiProperty() isRural: boolean;
  @ApiProperty({ example: '县统计局城乡划分 2025 年批复' }) reason: string;
  @ApiProperty({ example: '2025-06-30' }) decidedOn: string;
}

export class RuralRuleDto {
  @ApiProperty({
    example: 'township-code-from-100',
    description:
      'Without a decision: rural are townships whose digits 7–9 are 100 or more (镇, 乡 and units like them), not sub-districts (0xx)',
  })
  defaultRule: string;
  @ApiProperty({ description: 'Rural townships of the division' }) ruralTownships: number;
  @ApiProperty({ description: 'All townships of the division' }) townships: number;
  @ApiProperty({
    type: [RuralOverrideDto],
    description: 'Decided otherwise than by the code or confirmed, with basis and date. Both years are measured by the same rule',
  })
  decided: RuralOverrideDto[];
}

export class HeadlineIndicatorsDto {
  @ApiProperty({ example: '140681' }) within: string;
  @ApiProperty({ type: DayRangeDto }) range: DayRangeDto;
  @ApiProperty({ type: DayRangeDto }) comparedRange: DayRangeDto;
  @ApiProperty({ type: DayRangeDto }) cumulativeRange: DayRangeDto;
  @ApiProperty({ type: DayRangeDto }) cumulativeComparedRange: DayRangeDto;
  @ApiProperty({ enum: BASES }) basis: Basis;
  @ApiProperty({ enum: REFUND_VIEWS }) refundView: RefundView;
  @ApiProperty({ enum: INDICATOR_MEASURES }) measure: IndicatorMeasure;
  @ApiProperty({ example: 'platform', description: '本平台口径: what was sold through Cunbo, no estimate of other sales' })
  coverage: string;
  @ApiProperty({ description: 'Beijing time' }) asOf: string;
  @ApiProperty({ type: [IndicatorDto] }) items: IndicatorDto[];
  @ApiProperty({ description: 'All sales of the division' }) all: TwoFiguresDto;
  @ApiProperty({
    type: [IndicatorAreaDto],
    description: 'The parts of the division down to townships, zones within their host counties; what sold or once sold',
  })
  areas: IndicatorAreaDto[];
  @ApiProperty({ type: RuralRuleDto }) ruralRule: RuralRuleDto;
}
