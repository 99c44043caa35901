import { ApiProperty, ApiPropertyOptional, PartialType, PickType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Length, Matches, Max, Min } from 'class-validator';
import { MAX_FEN } from '../../kernel/money.js';
import { PageOf, PageQuery } from '../../platform/http/index.js';
import { BASES, type Basis, DayRangeDto } from '../rankings/index.js';

export const TARGET_MEASURES = ['net', 'paid'] as const;
export type TargetMeasure = (typeof TARGET_MEASURES)[number];

const TEXT = { type: String, nullable: true } as const;

export class CreateSalesTarget {
  @ApiProperty({ example: '140681', description: 'Bureaus decide for their own division and what is inside' })
  @Matches(/^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$/)
  divisionCode: string;

  @ApiPropertyOptional({
    ...TEXT,
    example: 'ceramics',
    description: 'A category and what is below it, of a county or above; null: of everything',
  })
  @IsOptional()
  @IsString()
  @Length(1, 60)
  category?: string | null;

  @ApiProperty({ example: 2026 })
  @IsInt()
  @Min(2015)
  @Max(2099)
  year: number;

  @ApiProperty({ enum: TARGET_MEASURES })
  @IsIn(TARGET_MEASURES)
  measure: TargetMeasure;

  @ApiProperty({ enum: BASES })
  @IsIn(BASES)
  basis: Basis;

  @ApiProperty({ description: 'Fen: 10 000 000 000 元 are 1 000 000 000 000', example: 1000000000000 })
  @IsInt()
  @Min(1)
  @Max(MAX_FEN)
  valueFen: number;

  @ApiProperty({ description: 'On what it rests', minLength: 1, maxLength: 500, example: '怀政发〔2026〕3号' })
  @IsString()
  @Length(1, 500)
  reason: string;
}

export class ChangeSalesTarget extends PartialType(PickType(CreateSalesTarget, ['valueFen', 'reason']), { skipNullProperties: false }) {}

export class SalesTargetQuery extends PageQuery {
  @ApiPropertyOptional({ example: 2026 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(2015)
  @Max(2099)
  year?: number;

  @ApiPropertyOptional({
    example: '140681',
    description: 'Those of this division, of what is inside of it, and of the divisions around it',
  })
  @IsOptional()
  @Matches(/^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$/)
  within?: string;
}

export class SalesTargetDto {
  @ApiProperty({ example: '3' }) id: string;
  @ApiProperty({ example: '140681' }) divisionCode: string;
  @ApiProperty({ ...TEXT, example: 'ceramics' }) category: string | null;
  @ApiProperty({ example: 2026 }) year: number;
  @ApiProperty({ enum: TARGET_MEASURES }) measure: TargetMeasure;
  @ApiProperty({ enum: BASES }) basis: Basis;
  @ApiProperty({ description: 'Fen' }) valueFen: number;
  @ApiProperty() reason: string;
  @ApiProperty({ description: 'ISO 8601 in Beijing time' }) changedAt: string;
  @ApiProperty({ example: 'huairen.wang' }) changedBy: string;
}

export class PaceDto {
  @ApiProperty({ description: 'What should have been sold through the last day of `range`; fen' }) expectedFen: number;
  @ApiProperty({ description: 'soldFen − expectedFen; behind if negative' }) aheadFen: number;
  @ApiProperty({ description: 'By how many days what was sold is ahead of when it was due, within the year; one decimal' })
  aheadDays: number;
}

export class ProgressDto {
  @ApiProperty({
    type: DayRangeDto,
    nullable: true,
    description: 'Whole days: from 1 January through yesterday or the end of the year; null before the year has one',
  })
  range: DayRangeDto | null;
  @ApiProperty({ description: 'In `range`, in the target’s measure and basis; refunds on the day they succeeded; fen' }) soldFen: number;
  @ApiProperty({ description: 'soldFen ÷ valueFen' }) progress: number;
  @ApiProperty({ type: PaceDto, nullable: true, description: 'The target spread evenly over the days of its year' }) even: PaceDto | null;
  @ApiProperty({
    type: PaceDto,
    nullable: true,
    description:
      'The target spread like last year’s sales over its months, within a month evenly by days; null unless every month of last year sold something',
  })
  likeLastYear: PaceDto | null;
}

export class TargetProgressDto extends SalesTargetDto {
  @ApiProperty({ example: '山西省 朔州市 怀仁市' }) divisionName: string;
  @ApiProperty({ type: ProgressDto }) progress: ProgressDto;
}

export class SalesTargetPage extends PageOf {
  @ApiProperty({ type: [TargetProgressDto] }) items: TargetProgressDto[];
  @ApiProperty({ description: 'Beijing time' }) asOf: string;
}
