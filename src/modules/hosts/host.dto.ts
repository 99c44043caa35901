import { ApiProperty, ApiPropertyOptional, OmitType, PartialType } from '@nestjs/swagger';
import { IsOptional, IsString, Length } from 'class-validator';
import { IsId, PageOf, PageQuery } from '../../platform/http/index.js';

export class CreateHost {
  @ApiProperty({ description: 'The merchant the host sells for; cannot be changed later', example: '17' })
  @IsId()
  merchantId: string;

  @ApiProperty({ minLength: 1, maxLength: 200, description: 'Name as shown to viewers', example: '小慧' })
  @IsString()
  @Length(1, 200)
  name: string;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    maxLength: 200,
    description: "The platform's id of the host, as orders carry it; once per merchant",
    example: '7123456789012345678',
  })
  @IsOptional()
  @IsString()
  @Length(1, 200)
  platformHostId?: string | null;
}

/** The name cannot be cleared: null is refused there. */
export class ChangeHost extends PartialType(OmitType(CreateHost, ['merchantId'] as const), { skipNullProperties: false }) {}

export class HostQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Only the hosts of this merchant', example: '17' })
  @IsOptional()
  @IsId()
  merchantId?: string;
}

export class HostDto extends OmitType(CreateHost, ['platformHostId'] as const) {
  @ApiProperty({ example: '31' })
  id: string;

  @ApiProperty({ type: String, nullable: true, description: "The platform's id of the host", example: '7123456789012345678' })
  platformHostId: string | null;

  @ApiProperty({ description: 'Time of creation, ISO 8601 in Beijing time', example: '2026-11-20T20:15:31+08:00' })
  createdAt: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Set once archived: orders no longer find the host by its platform id',
    example: null,
  })
  archivedAt: string | null;
}

export class HostPage extends PageOf {
  @ApiProperty({ type: [HostDto] })
  items: HostDto[];
}
