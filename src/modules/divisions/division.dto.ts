import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Length, MaxLength } from 'class-validator';
import { DIVISION_LEVELS, type DivisionLevel } from '../../kernel/division-code.js';
import { PageOf, PageQuery } from '../../platform/http/index.js';
import { ALIAS_KINDS, type AliasKind } from './division.schema.js';
import { SUCCESSION_KINDS, type SuccessionKind } from './succession.js';

export class DivisionQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Code, name or path in Chinese, pinyin, initials, former name or code', example: 'njb' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  query?: string;

  @ApiPropertyOptional({ enum: DIVISION_LEVELS })
  @IsOptional()
  @IsIn(DIVISION_LEVELS)
  level?: DivisionLevel;

  @ApiPropertyOptional({ description: 'Only this division and what is inside it, the zones it hosts included', example: '140681' })
  @IsOptional()
  @IsString()
  @Length(1, 12)
  within?: string;
}

export class DivisionName {
  @ApiProperty({ example: '140681' })
  code: string;

  @ApiProperty({ example: '怀仁市' })
  name: string;

  @ApiProperty({ enum: DIVISION_LEVELS })
  level: DivisionLevel;
}

export class DivisionItem {
  @ApiProperty({ example: '140681102201' })
  code: string;

  @ApiProperty({ example: '南家堡村' })
  name: string;

  @ApiProperty({ description: 'Names repeat, paths do not', example: '山西省朔州市怀仁市金沙滩镇南家堡村' })
  fullName: string;

  @ApiProperty({ enum: DIVISION_LEVELS })
  level: DivisionLevel;

  @ApiProperty({ description: 'A development zone (其中区) with a county-level code that is no county' })
  isZone: boolean;

  @ApiProperty({ type: String, nullable: true, description: 'The county in which a zone lies and counts' })
  hostCountyCode: string | null;

  @ApiProperty({ type: String, nullable: true })
  parentCode: string | null;

  @ApiProperty({ description: 'false: part of the register, but not to be offered for choice' })
  isSelectable: boolean;

  @ApiProperty({ type: String, nullable: true, description: 'The former name or code by which it was found' })
  matchedAlias: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'Day from which it is no longer in use; only if it is not' })
  validTo?: string | null;

  @ApiPropertyOptional({ type: [DivisionName], description: 'Who took over, the main one first; only if it is no longer in use' })
  successors?: DivisionName[];
}

export class DivisionPage extends PageOf {
  @ApiProperty({ type: [DivisionItem] })
  items: DivisionItem[];
}

export class DivisionAliasDto {
  @ApiProperty({ example: '怀仁县' })
  alias: string;

  @ApiProperty({ enum: ALIAS_KINDS })
  kind: AliasKind;

  @ApiProperty({ example: '2018年撤县设市' })
  note: string;
}

export class DivisionDto extends DivisionItem {
  @ApiProperty({ description: 'As the register writes it', example: '南家堡村委会' })
  registerName: string;

  @ApiProperty({ type: [DivisionName], description: 'From the province down, the host county before its zone' })
  ancestors: DivisionName[];

  @ApiProperty({ type: [DivisionAliasDto], description: 'Former and other names and codes that lead here' })
  aliases: DivisionAliasDto[];

  @ApiProperty({ type: [DivisionName], description: 'Who took over, the main one first, if it is no longer in use' })
  override successors: DivisionName[];

  @ApiProperty({ type: String, nullable: true, description: 'Day from which it is in the register; null from its beginning on' })
  validFrom: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Day from which it is no longer in use' })
  override validTo: string | null;
}

export class DivisionSuccessionItem {
  @ApiProperty({ example: '140425101' })
  code: string;

  @ApiProperty({ example: '山西省长治市平顺县中五井乡' })
  fullName: string;

  @ApiProperty({ example: '140425100' })
  successorCode: string;

  @ApiProperty({ example: '山西省长治市平顺县青羊镇' })
  successorFullName: string;

  @ApiProperty({ enum: SUCCESSION_KINDS })
  kind: SuccessionKind;

  @ApiProperty({ description: 'Day from which the successor is in use', example: '2021-01-01' })
  validFrom: string;

  @ApiProperty({
    description: 'Of the parts of a split, the one for which what was sold under the old code counts; true for every other change',
  })
  isMain: boolean;

  @ApiProperty({ example: '撤乡并入青羊镇' })
  note: string;

  @ApiProperty({ description: 'What the code is on today’s map, all further changes followed', example: '140425100' })
  todayCode: string;
}

export class DivisionSuccessionPage extends PageOf {
  @ApiProperty({ type: [DivisionSuccessionItem] })
  items: DivisionSuccessionItem[];
}
