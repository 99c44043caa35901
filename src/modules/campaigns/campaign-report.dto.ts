import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { type Basis, BASES, DayRangeDto, GrowthDto, SELLERS, type Sellers } from '../rankings/index.js';
import { CampaignDto } from './campaign.dto.js';

export class ReportQuery {
  @ApiPropertyOptional({
    enum: BASES,
    default: 'origin',
    description: 'Whose counties `areas` lists: where goods come from, or sellers are at home',
  })
  @IsOptional()
  @IsIn(BASES)
  basis: Basis = 'origin';
}

export const REPORT_FORMATS = ['csv', 'xlsx'] as const;

export class ReportExportQuery extends ReportQuery {
  @ApiPropertyOptional({ enum: REPORT_FORMATS, default: 'csv' })
  @IsOptional()
  @IsIn(REPORT_FORMATS)
  format: (typeof REPORT_FORMATS)[number] = 'csv';
}

export class CampaignMetricDto {
  @ApiProperty({ example: 'sessions_held' }) code: string;
  @ApiProperty({ example: 1 }) version: number;
  @ApiProperty() nameZh: string;
  @ApiProperty() nameEn: string;
  @ApiProperty() formulaZh: string;
  @ApiProperty() formulaEn: string;
  @ApiProperty() unitZh: string;
  @ApiProperty() unitEn: string;
}

export class ReportNumberDto {
  @ApiProperty({ description: 'A code of `metrics`', example: 'gmv_paid' }) metric: string;
  @ApiProperty({ description: 'Version of the formula' }) version: number;
  @ApiProperty({ type: Number, nullable: true, description: 'null: nobody reported it; never 0 in its place' }) value: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Sessions it rests on, where these are not all' }) sessions: number | null;
  @ApiProperty({ type: DayRangeDto }) range: DayRangeDto;
  @ApiProperty({ description: 'When it was read, Beijing time' }) asOf: string;
}

export class ReportRowDto {
  @ApiProperty({ type: String, nullable: true, description: 'Division, partner or merchant; null: without one, or the rest' }) key:
    string | null;
  @ApiProperty({ type: String, nullable: true }) name: string | null;
  @ApiProperty({ description: 'Several rows in one: each by itself would tell of one or two merchants' }) isRest: boolean;
  @ApiProperty({ description: 'Sessions that sold something counted here' }) sessions: number;
  @ApiProperty({ description: 'Different products sold' }) products: number;
  @ApiProperty() paidFen: number;
  @ApiProperty() refundedFen: number;
  @ApiProperty() netFen: number;
  @ApiProperty() lines: number;
  @ApiProperty() quantity: number;
}

export class ComparedDto {
  @ApiProperty({ description: 'In `range`; fen' }) value: number;
  @ApiProperty({ description: 'In `comparedRange`; fen' }) base: number;
  @ApiProperty({ type: GrowthDto, nullable: true, description: 'null if both are 0' }) growth: GrowthDto | null;
}

export class ComparedCampaignDto {
  @ApiProperty({ example: '4' }) id: string;
  @ApiProperty({ example: '2025 潞党参节' }) name: string;
}

export const COMPARISON_KINDS = ['baseline-weeks', 'last-edition', 'lunar-year'] as const;
export type ComparisonKind = (typeof COMPARISON_KINDS)[number];
export const MISSING = ['not-begun', 'no-edition', 'no-lunar-date', 'withheld'] as const;
export type Missing = (typeof MISSING)[number];

export class ComparisonDto {
  @ApiProperty({ enum: COMPARISON_KINDS }) kind: ComparisonKind;
  @ApiProperty({ type: DayRangeDto, nullable: true, description: 'The days of the campaign so far' }) range: DayRangeDto | null;
  @ApiProperty({ type: DayRangeDto, nullable: true }) comparedRange: DayRangeDto | null;
  @ApiProperty({ type: ComparedCampaignDto, nullable: true, description: 'The edition before' })
  comparedCampaign: ComparedCampaignDto | null;
  @ApiProperty({ type: ComparedDto, nullable: true }) paid: ComparedDto | null;
  @ApiProperty({ type: ComparedDto, nullable: true }) net: ComparedDto | null;
  @ApiProperty({ type: String, enum: MISSING, nullable: true, description: 'Why there is nothing to compare' }) missing: Missing | null;
  @ApiPropertyOptional({ enum: SELLERS, description: '`own`: of one’s own merchants only' }) sellers?: Sellers;
  @ApiProperty({ description: 'The rule in words' }) ruleZh: string;
  @ApiProperty() ruleEn: string;
}

export class CampaignReportDto {
  @ApiProperty({ type: CampaignDto }) campaign: CampaignDto;
  @ApiProperty({ type: DayRangeDto, description: 'The days of the campaign' }) range: DayRangeDto;
  @ApiProperty({ enum: BASES }) basis: Basis;
  @ApiPropertyOptional({
    enum: SELLERS,
    description: 'Only there where these are not everybody’s sales: `own`, those of the merchants that one’s account looks after',
  })
  sellers?: Sellers;
  @ApiProperty({ description: 'When these figures were read, Beijing time' }) asOf: string;
  @ApiProperty({ type: [ReportNumberDto], description: 'sessions_held, popularity, views, gmv_paid, refund_amt, net_paid, products_sold' })
  numbers: ReportNumberDto[];
  @ApiProperty({ type: [ReportRowDto], description: 'By county on the basis; they add up to the total' }) areas: ReportRowDto[];
  @ApiProperty({ type: [ReportRowDto], description: 'By partner; empty where no session is linked to one' }) partners: ReportRowDto[];
  @ApiProperty({ type: [ReportRowDto], description: 'The merchants that one’s account looks after' }) merchants: ReportRowDto[];
  @ApiProperty({ type: [ComparisonDto] }) comparisons: ComparisonDto[];
  @ApiProperty({ type: [CampaignMetricDto], description: 'What the numbers are' }) metrics: readonly CampaignMetricDto[];
}
