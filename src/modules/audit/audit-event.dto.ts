import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, Length } from 'class-validator';
import { IsId, IsInstant, PageOf, PageQuery } from '../../platform/http/index.js';

export class AuditEventQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Not before; ISO 8601 with offset', example: '2026-11-20T00:00:00+08:00' })
  @IsOptional()
  @IsInstant()
  from?: string;

  @ApiPropertyOptional({ description: 'Before; ISO 8601 with offset', example: '2026-11-21T00:00:00+08:00' })
  @IsOptional()
  @IsInstant()
  to?: string;

  @ApiPropertyOptional({ description: 'Only what this account did, by its id', example: '7' })
  @IsOptional()
  @IsId()
  account?: string;

  @ApiPropertyOptional({
    description: 'An operation of this document, or what no operation tells: `auth.sign-in`',
    example: 'Merchant_change',
  })
  @IsOptional()
  @IsString()
  @Length(1, 100)
  action?: string;

  @ApiPropertyOptional({ description: 'What kind of thing was changed', example: 'merchant' })
  @IsOptional()
  @IsString()
  @Length(1, 100)
  resource?: string;

  @ApiPropertyOptional({ description: 'Which one; with `resource`', example: '17' })
  @IsOptional()
  @IsString()
  @Length(1, 1_000)
  resourceId?: string;
}

export class AuditActorDto {
  @ApiProperty({ example: '7' }) accountId: string;
  @ApiProperty({ example: 'huairen.wang' }) username: string;
  @ApiProperty({ description: 'At that time', example: 'bureau' }) role: string;
}

const FIELDS = { type: 'object', nullable: true, additionalProperties: true } as const;

export class AuditEventDto {
  @ApiProperty({ example: '1200' }) id: string;
  @ApiProperty({ description: 'ISO 8601 in Beijing time' }) at: string;
  @ApiProperty({ type: AuditActorDto, nullable: true, description: 'null: a program of ours, or somebody who did not get in' })
  actor: AuditActorDto | null;
  @ApiProperty({ type: String, nullable: true, description: 'A command, or the name of the token the account came with' })
  program: string | null;
  @ApiProperty({ type: String, nullable: true, example: '10.0.0.7' }) address: string | null;
  @ApiProperty({ type: String, nullable: true }) userAgent: string | null;
  @ApiProperty({ example: 'Merchant_change' }) action: string;
  @ApiProperty({ example: 'merchant' }) resource: string;
  @ApiProperty({ type: String, nullable: true, description: 'Parts of a key are joined by `/`', example: '17' }) resourceId: string | null;
  @ApiProperty({ ...FIELDS, description: 'null: there was none. Of secrets only that they were changed' })
  before: Record<string, unknown> | null;
  @ApiProperty({ ...FIELDS, description: 'null: it was removed' }) after: Record<string, unknown> | null;
  @ApiProperty({ type: [String], description: 'Where there is a before and an after', example: ['name'] }) changedFields: string[];
}

export class AuditEventPage extends PageOf {
  @ApiProperty({ type: [AuditEventDto] })
  items: AuditEventDto[];
}
