import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Matches } from 'class-validator';
import { DayRangeDto } from './ranking.dto.js';

export const FIELDS = ['county', 'city', 'province'] as const;
export type Field = (typeof FIELDS)[number];
export const GAPS = ['under-tenth', 'tenth-to-half', 'over-half'] as const;
export type Gap = (typeof GAPS)[number];

export class StandingQuery {
  @ApiProperty({ description: 'A month, a quarter or a year from 2015 on', example: '2026-11' })
  @IsString()
  @Matches(/^20(1[5-9]|[2-9]\d)(-(0[1-9]|1[0-2]|Q[1-4]))?$/)
  period: string;

  @ApiPropertyOptional({ enum: FIELDS, default: 'county', description: 'Among the merchants of its county, city or province' })
  @IsOptional()
  @IsIn(FIELDS)
  among: Field = 'county';
}

export class StandingDto {
  @ApiProperty({ type: DayRangeDto })
  range: DayRangeDto;

  @ApiProperty({ enum: FIELDS })
  among: Field;

  @ApiProperty({ type: Number, nullable: true, description: 'By net revenue; null where it sold nothing, or is withheld' })
  rank: number | null;

  @ApiProperty({
    enum: GAPS,
    nullable: true,
    description: 'How much more, of its own net revenue, the next place above has: under 10 %, 10 to 50 %, more; null at the top',
  })
  gap: Gap | null;

  @ApiProperty({ description: 'Fewer than three compete: nothing is told' })
  isWithheld: boolean;

  @ApiProperty({ description: 'Beijing time' })
  asOf: string;
}
