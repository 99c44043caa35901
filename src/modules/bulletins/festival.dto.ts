import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsInt, IsObject, IsOptional, Matches, Max, Min, ValidateNested } from 'class-validator';
import { IsBusinessDay } from '../../platform/http/index.js';
import { BASES, type Basis, REFUND_VIEWS, type RefundView } from '../rankings/index.js';
import { type Festival, FESTIVALS } from './festival-calendar.js';

const MAX_FESTIVALS = 1_000;

export class FestivalYear {
  @ApiProperty({ example: 2026 })
  @Type(() => Number)
  @IsInt()
  @Min(2015)
  @Max(2099)
  year: number;
}

export class FestivalDayDto {
  @ApiProperty({ enum: FESTIVALS })
  @IsIn(FESTIVALS)
  festival: Festival;

  @ApiProperty({ example: 2027, description: 'Of the days before a lunar new year: that of the new year' })
  @IsInt()
  @Min(2015)
  @Max(2099)
  year: number;

  @ApiProperty({ example: '2027-02-05' })
  @IsBusinessDay()
  firstDay: string;

  @ApiProperty({ example: '2027-02-12', description: 'Included; of a single day the same' })
  @IsBusinessDay()
  lastDay: string;
}

export class FestivalList {
  @ApiProperty({ type: [FestivalDayDto] }) items: FestivalDayDto[];
}

export class ImportFestivals {
  @ApiProperty({ type: [FestivalDayDto], description: `1 to ${MAX_FESTIVALS}; they go before the calendar that comes with the program` })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_FESTIVALS)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => FestivalDayDto)
  festivals: FestivalDayDto[];
}

export class ImportedFestivalsDto {
  @ApiProperty({ description: 'New, or other than what was imported before' }) changed: number;
  @ApiProperty() unchanged: number;
}

export class FestivalComparisonQuery extends FestivalYear {
  @ApiProperty({ example: '140681' })
  @Matches(/^(\d{2}|\d{4}|\d{6}|\d{9})$/)
  divisionCode: string;

  @ApiPropertyOptional({ enum: FESTIVALS, default: 'la-ba', description: 'Its first day begins the range' })
  @IsOptional()
  @IsIn(FESTIVALS)
  first: Festival = 'la-ba';

  @ApiPropertyOptional({ enum: FESTIVALS, default: 'lantern', description: 'Its last day ends the range' })
  @IsOptional()
  @IsIn(FESTIVALS)
  last: Festival = 'lantern';

  @ApiPropertyOptional({ enum: BASES, default: 'origin' })
  @IsOptional()
  @IsIn(BASES)
  basis: Basis = 'origin';

  @ApiPropertyOptional({ enum: REFUND_VIEWS, default: 'cash' })
  @IsOptional()
  @IsIn(REFUND_VIEWS)
  refundView: RefundView = 'cash';
}
