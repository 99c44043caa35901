import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsString, Length, Matches } from 'class-validator';
import { IsBusinessDay, PageOf, PageQuery } from '../../platform/http/index.js';

export class DecideRural {
  @ApiProperty({ example: true })
  @IsBoolean()
  isRural: boolean;

  @ApiProperty({ description: 'On what it rests', minLength: 1, maxLength: 500, example: '县统计局城乡划分 2025 年批复' })
  @IsString()
  @Length(1, 500)
  reason: string;

  @ApiProperty({
    description: 'The day of that basis; the decision holds for all days, so that years stay comparable',
    example: '2025-06-30',
  })
  @IsBusinessDay()
  decidedOn: string;
}

export class RuralDivisionQuery extends PageQuery {
  @ApiProperty({ example: '140681', description: 'The division whose townships are listed' })
  @Matches(/^(\d{2}|\d{4}|\d{6}|\d{9})$/)
  within: string;
}

export class RuralDivisionDto {
  @ApiProperty({ example: '140681001' }) code: string;
  @ApiProperty({ example: '云中街道' }) name: string;
  @ApiProperty({ description: 'In force' }) isRural: boolean;
  @ApiProperty({ description: 'What the code says: digits 7–9 from 100 on are rural' }) isRuralByDefault: boolean;
  @ApiProperty({ type: String, nullable: true, description: 'null: nothing was decided, the code says it', example: null }) reason:
    string | null;
  @ApiProperty({ type: String, nullable: true, example: null }) decidedOn: string | null;
  @ApiProperty({ type: String, nullable: true, example: null }) setBy: string | null;
}

export class RuralDivisionPage extends PageOf {
  @ApiProperty({ type: [RuralDivisionDto] })
  items: RuralDivisionDto[];
}
