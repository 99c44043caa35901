import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsString, Length, Max, Min, ValidateIf } from 'class-validator';
import { PageOf } from '../../platform/http/index.js';
import { FILE_FORMATS, type FileFormat, LANGUAGES } from './bulletin.dto.js';
import type { DocumentLanguage } from './bulletin-document-words.js';
import { BulletinFiguresDto } from './bulletin-figures.dto.js';

export class CreateLink {
  @ApiProperty({ description: 'For whom it is, to find it again', example: '市商务局流通科' })
  @IsString()
  @Length(1, 100)
  recipient: string;

  @ApiPropertyOptional({ default: 30, description: 'Good for so many days, 1 to 365' })
  @ValidateIf((_body, value) => value !== undefined)
  @IsInt()
  @Min(1)
  @Max(365)
  days: number = 30;
}

export class OpenLink {
  @ApiProperty({ description: 'What stands behind the # of the address' })
  @IsString()
  @Length(1, 100)
  token: string;
}

export class OpenLinkFile extends OpenLink {
  @ApiProperty({ enum: FILE_FORMATS })
  @IsIn(FILE_FORMATS)
  format: FileFormat;

  @ApiPropertyOptional({ enum: LANGUAGES, default: 'zh' })
  @ValidateIf((_body, value) => value !== undefined)
  @IsIn(LANGUAGES)
  language: DocumentLanguage = 'zh';
}

export class BulletinLinkDto {
  @ApiProperty() id: string;
  @ApiProperty() recipient: string;
  @ApiProperty({ description: 'The username' }) createdBy: string;
  @ApiProperty() createdAt: string;
  @ApiProperty() expiresAt: string;
  @ApiProperty({ type: String, nullable: true }) revokedAt: string | null;
}

export class NewBulletinLinkDto extends BulletinLinkDto {
  @ApiProperty({ description: 'Shown this once', example: 'https://cunbo.example/bulletin#…' }) url: string;
}

export class BulletinLinkPage extends PageOf {
  @ApiProperty({ type: [BulletinLinkDto] }) items: BulletinLinkDto[];
}

export class RevisionNoteDto {
  @ApiProperty() version: number;
  @ApiProperty({ type: String, nullable: true }) reason: string | null;
  @ApiProperty() madeAt: string;
}

/** A bulletin as a recipient gets it. */
export class GivenBulletinDto {
  @ApiProperty({ example: '140681' }) divisionCode: string;
  @ApiProperty({ example: '2026-10' }) month: string;
  @ApiProperty({ type: String, nullable: true }) number: string | null;
  @ApiProperty() title: string;
  @ApiProperty() titleEn: string;
  @ApiProperty() body: string;
  @ApiProperty() bodyEn: string;
  @ApiProperty({ type: [String] }) notes: string[];
  @ApiProperty({ type: [String] }) notesEn: string[];
  @ApiProperty({ type: BulletinFiguresDto }) figures: BulletinFiguresDto;
  @ApiProperty() issuedAt: string;
  @ApiProperty() isFrozen: boolean;
  @ApiProperty({ description: 'The latest: revised where it is above 1' }) version: number;
  @ApiProperty({ type: [RevisionNoteDto], description: 'As issued, and its revisions with their reasons' }) copies: RevisionNoteDto[];
}
