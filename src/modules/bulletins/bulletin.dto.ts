import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, Length, Matches, Max, MaxLength, Min, ValidateIf } from 'class-validator';
import { IsBusinessDay, PageOf, PageQuery } from '../../platform/http/index.js';
import { BASES, type Basis, REFUND_VIEWS, type RefundView } from '../rankings/index.js';
import type { DocumentLanguage } from './bulletin-document-words.js';
import { BulletinFiguresDto } from './bulletin-figures.dto.js';
import { MONTH } from './bulletin-month.js';
import { BULLETIN_STATES, type BulletinState } from './bulletin-state.js';

const DIVISION = /^(\d{2}|\d{4}|\d{6}|\d{9})$/;
const LONGEST_BODY = 20_000;

export class CreateBulletin {
  @ApiProperty({ example: '140681', description: 'Members are the divisions one level below' })
  @IsString()
  @Matches(DIVISION)
  divisionCode: string;

  @ApiProperty({ example: '2026-10', description: 'A closed month' })
  @IsString()
  @Matches(MONTH)
  month: string;

  @ApiPropertyOptional({ enum: BASES, default: 'origin' })
  @ValidateIf((_body, value) => value !== undefined)
  @IsIn(BASES)
  basis: Basis = 'origin';

  @ApiPropertyOptional({ enum: REFUND_VIEWS, default: 'cash' })
  @ValidateIf((_body, value) => value !== undefined)
  @IsIn(REFUND_VIEWS)
  refundView: RefundView = 'cash';

  @ApiPropertyOptional({ type: String, nullable: true, example: '怀商通报〔2026〕11号' })
  @ValidateIf((_body, value) => value != null)
  @IsString()
  @Length(1, 60)
  number?: string | null;
}

export class EditBulletin {
  @ApiPropertyOptional({ minLength: 1, maxLength: 100 })
  @ValidateIf((_body, value) => value !== undefined)
  @IsString()
  @Length(1, 100)
  title?: string;

  @ApiPropertyOptional({ minLength: 1, maxLength: 200 })
  @ValidateIf((_body, value) => value !== undefined)
  @IsString()
  @Length(1, 200)
  titleEn?: string;

  @ApiPropertyOptional({ description: 'The text, a paragraph a line', maxLength: LONGEST_BODY })
  @ValidateIf((_body, value) => value !== undefined)
  @IsString()
  @Length(1, LONGEST_BODY)
  body?: string;

  @ApiPropertyOptional({ maxLength: LONGEST_BODY })
  @ValidateIf((_body, value) => value !== undefined)
  @IsString()
  @Length(1, LONGEST_BODY)
  bodyEn?: string;

  @ApiPropertyOptional({ type: String, nullable: true, example: '怀商通报〔2026〕11号' })
  @ValidateIf((_body, value) => value != null)
  @IsString()
  @Length(1, 60)
  number?: string | null;
}

export class IssueBulletin {
  @ApiPropertyOptional({ type: String, nullable: true, example: '怀商通报〔2026〕11号', description: 'Absent: the number of the draft' })
  @ValidateIf((_body, value) => value != null)
  @IsString()
  @Length(1, 60)
  number?: string | null;

  @ApiProperty({ description: 'Its figures may be shown on the public page' })
  @IsBoolean()
  isPublic: boolean;

  @ApiPropertyOptional({ example: '2026-12-15', description: 'The day it freezes, after today; absent: in 15 days' })
  @ValidateIf((_body, value) => value !== undefined)
  @IsBusinessDay()
  freezesOn?: string;
}

export class WithdrawBulletin {
  @ApiProperty({ minLength: 1, maxLength: 500 })
  @IsString()
  @Length(1, 500)
  reason: string;
}

export class ReviseBulletin extends WithdrawBulletin {
  @ApiPropertyOptional({ description: 'Another text; absent: made anew of the figures of now', maxLength: LONGEST_BODY })
  @ValidateIf((_body, value) => value !== undefined)
  @IsString()
  @Length(1, LONGEST_BODY)
  body?: string;

  @ApiPropertyOptional({ maxLength: LONGEST_BODY })
  @ValidateIf((_body, value) => value !== undefined)
  @IsString()
  @Length(1, LONGEST_BODY)
  bodyEn?: string;
}

export class BulletinQuery extends PageQuery {
  @ApiPropertyOptional({ example: '1406', description: 'Of this division and those inside' })
  @IsOptional()
  @IsString()
  @Matches(DIVISION)
  divisionCode?: string;

  @ApiPropertyOptional({ example: '2026-10' })
  @IsOptional()
  @IsString()
  @Matches(MONTH)
  month?: string;

  @ApiPropertyOptional({ enum: BULLETIN_STATES })
  @IsOptional()
  @IsIn(BULLETIN_STATES)
  state?: BulletinState;
}

export class VersionQuery {
  @ApiPropertyOptional({ description: '1: as it was issued; others are revisions', default: 1 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(10_000)
  version?: number;
}

export const FILE_FORMATS = ['pdf', 'xlsx'] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];
export const LANGUAGES: readonly DocumentLanguage[] = ['zh', 'en'];

export class FileQuery extends VersionQuery {
  @ApiProperty({ enum: FILE_FORMATS })
  @IsIn(FILE_FORMATS)
  format: FileFormat;

  @ApiPropertyOptional({ enum: LANGUAGES, default: 'zh' })
  @IsOptional()
  @IsIn(LANGUAGES)
  language: DocumentLanguage = 'zh';
}

export class CoverageQuery {
  @ApiProperty({ example: '140681' })
  @IsString()
  @MaxLength(12)
  @Matches(/^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$/)
  divisionCode: string;

  @ApiProperty({ example: '2026-10-01' })
  @IsBusinessDay()
  from: string;

  @ApiProperty({ example: '2026-10-31' })
  @IsBusinessDay()
  to: string;
}

export class CoveredMonthDto {
  @ApiProperty({ example: '2026-10' }) month: string;
  @ApiProperty({ description: 'Of which division the bulletin is: of this one, or of the one above' }) divisionCode: string;
  @ApiProperty() isFrozen: boolean;
}

export class CoverageDto {
  @ApiProperty({ description: 'Every day of the range lies in a month with an issued bulletin' }) isCovered: boolean;
  @ApiProperty({ description: 'And all of them are frozen: 已结' }) isFrozen: boolean;
  @ApiProperty({ type: [CoveredMonthDto] }) months: CoveredMonthDto[];
}

export class CopyHeadDto {
  @ApiProperty({ description: '1: as it was issued' }) version: number;
  @ApiProperty({ type: String, nullable: true, description: 'Of a revision' }) reason: string | null;
  @ApiProperty() madeBy: string;
  @ApiProperty() madeAt: string;
}

export class BulletinSummaryDto {
  @ApiProperty() id: string;
  @ApiProperty({ example: '140681' }) divisionCode: string;
  @ApiProperty({ example: '怀仁市' }) divisionName: string;
  @ApiProperty({ example: '2026-10' }) month: string;
  @ApiProperty({ enum: BULLETIN_STATES }) state: BulletinState;
  @ApiProperty({ type: String, nullable: true, example: '怀商通报〔2026〕11号' }) number: string | null;
  @ApiProperty() title: string;
  @ApiProperty() titleEn: string;
  @ApiProperty({ description: 'Its figures may be shown on the public page' }) isPublic: boolean;
  @ApiProperty({ description: 'The username' }) draftedBy: string;
  @ApiProperty({ type: String, nullable: true }) issuedAt: string | null;
  @ApiProperty({ description: 'How many revisions it has' }) revisions: number;
}

export class BulletinPage extends PageOf {
  @ApiProperty({ type: [BulletinSummaryDto] }) items: BulletinSummaryDto[];
}

export class BulletinDto {
  @ApiProperty() id: string;
  @ApiProperty({ example: '140681' }) divisionCode: string;
  @ApiProperty({ example: '2026-10' }) month: string;
  @ApiProperty({ enum: BULLETIN_STATES }) state: BulletinState;
  @ApiProperty({ type: Number, nullable: true, description: 'Of the copy that is shown; null before it is issued' }) version: number | null;
  @ApiProperty({ type: String, nullable: true }) number: string | null;
  @ApiProperty() title: string;
  @ApiProperty() titleEn: string;
  @ApiProperty({ description: 'The text, a paragraph a line' }) body: string;
  @ApiProperty() bodyEn: string;
  @ApiProperty({ type: [String] }) notes: string[];
  @ApiProperty({ type: [String] }) notesEn: string[];
  @ApiProperty({ type: BulletinFiguresDto }) figures: BulletinFiguresDto;
  @ApiProperty() isPublic: boolean;
  @ApiProperty({ description: 'The username' }) draftedBy: string;
  @ApiProperty() draftedAt: string;
  @ApiProperty({ type: String, nullable: true }) checkedBy: string | null;
  @ApiProperty({ type: String, nullable: true }) checkedAt: string | null;
  @ApiProperty({ type: String, nullable: true }) issuedBy: string | null;
  @ApiProperty({ type: String, nullable: true }) issuedAt: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'From then on it cannot be withdrawn' }) freezesAt: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Null: by time alone' }) frozenBy: string | null;
  @ApiProperty({ type: String, nullable: true }) withdrawnBy: string | null;
  @ApiProperty({ type: String, nullable: true }) withdrawnAt: string | null;
  @ApiProperty({ type: String, nullable: true }) withdrawalReason: string | null;
  @ApiProperty({ type: [CopyHeadDto], description: 'As issued, and its revisions' }) copies: CopyHeadDto[];
}

export class DifferenceDto {
  @ApiProperty({ example: '140681102', description: '`total`, `unallocated`, or the code of a member' }) of: string;
  @ApiProperty({ example: '金沙滩镇' }) name: string;
  @ApiProperty({ enum: ['month', 'cumulative'] }) period: string;
  @ApiProperty({ enum: ['paidFen', 'refundedFen', 'netFen', 'orders', 'lines', 'rank'] }) field: string;
  @ApiProperty({ type: Number, nullable: true }) issued: number | null;
  @ApiProperty({ type: Number, nullable: true }) now: number | null;
}

export class DifferencesDto {
  @ApiProperty({ description: 'Of the latest copy, which is compared' }) version: number;
  @ApiProperty() asOf: string;
  @ApiProperty({ type: [DifferenceDto] }) items: DifferenceDto[];
}
