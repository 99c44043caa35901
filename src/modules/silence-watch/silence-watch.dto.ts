import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import { BASES, type Basis, DayRangeDto } from '../rankings/index.js';

export const SILENT = ['merchants', 'villages', 'townships'] as const;
export type Silent = (typeof SILENT)[number];
export const FORMER_PERIODS = ['before', 'last-year'] as const;
export const MOST_SILENT = 500;

export class SilenceQuery {
  @ApiProperty({ example: '140681', description: 'Bureaus ask for merchants within their own division, for areas within their province' })
  @Matches(/^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$/)
  within: string;

  @ApiPropertyOptional({ enum: SILENT, default: 'merchants' })
  @IsOptional()
  @IsIn(SILENT)
  of: Silent = 'merchants';

  @ApiPropertyOptional({ default: 30, description: 'Silent for so many days, today included; 7 to 180' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(7)
  @Max(180)
  days: number = 30;

  @ApiPropertyOptional({
    enum: FORMER_PERIODS,
    default: 'before',
    description: 'Sold in the 90 days before those, or in the same days of last year',
  })
  @IsOptional()
  @IsIn(FORMER_PERIODS)
  former: (typeof FORMER_PERIODS)[number] = 'before';

  @ApiPropertyOptional({ enum: BASES, default: 'origin', description: 'Of areas; merchants are always where they are at home' })
  @IsOptional()
  @IsIn(BASES)
  basis: Basis = 'origin';
}

export class SilentDto {
  @ApiProperty({ description: 'Of the merchant, or the code of the area' }) id: string;
  @ApiProperty() name: string;
  @ApiProperty({ example: '140681102201', description: 'The home of the merchant, or the area itself' }) divisionCode: string;
  @ApiProperty({ example: '山西省 朔州市 怀仁市 金沙滩镇 南家堡村' }) divisionName: string;
  @ApiProperty({ type: String, nullable: true, description: 'The last day with a paid line', example: '2026-09-30' }) lastSaleDay:
    string | null;
  @ApiProperty({ description: 'In the former period; fen' }) paidFen: number;
  @ApiProperty({ description: 'In the former period; fen' }) netFen: number;
  @ApiProperty({ description: 'Paid lines of the former period' }) lines: number;
}

export class SilenceWatchDto {
  @ApiProperty({ example: '140681' }) within: string;
  @ApiProperty({ enum: SILENT }) of: Silent;
  @ApiProperty({ enum: BASES }) basis: Basis;
  @ApiProperty({ type: DayRangeDto, description: 'Without a paid line' }) window: DayRangeDto;
  @ApiProperty({ type: DayRangeDto, description: 'With at least one paid line' }) former: DayRangeDto;
  @ApiProperty({ description: 'Beijing time' }) asOf: string;
  @ApiProperty({ type: [SilentDto], description: `At most ${MOST_SILENT}, the largest former revenue first` }) items: SilentDto[];
  @ApiProperty({ description: 'How many fell silent in all' }) silentCount: number;
  @ApiProperty({ description: 'Of so many that sold in the former period' }) formerCount: number;
}
