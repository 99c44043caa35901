import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsIn, IsOptional, IsString, Length, Matches, ValidateIf } from 'class-validator';
import { IsId, PageOf } from '../../platform/http/index.js';
import { type Role, ROLES, USERNAME } from '../accounts/index.js';

/** As many merchants, or hosts. */
const MAX_IDS = 200;

export class CreateInvitation {
  @ApiProperty({ enum: ROLES })
  @IsIn(ROLES)
  role: Role;

  @ApiProperty({ description: 'Of the person', minLength: 1, maxLength: 100, example: '王秀兰' })
  @IsString()
  @Length(1, 100)
  name: string;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'Of a bureau', example: '140681' })
  @IsOptional()
  @IsString()
  @Matches(/^\d{2,12}$/)
  divisionCode?: string | null;

  @ApiPropertyOptional({ type: [String], description: 'Of a lead or clerk', example: ['17'] })
  @ValidateIf((_invitation, ids) => ids !== undefined)
  @IsArray()
  @ArrayMaxSize(MAX_IDS)
  @IsId({ each: true })
  merchantIds?: string[];

  @ApiPropertyOptional({ type: [String], description: 'Of a host', example: ['31'] })
  @ValidateIf((_invitation, ids) => ids !== undefined)
  @IsArray()
  @ArrayMaxSize(MAX_IDS)
  @IsId({ each: true })
  hostIds?: string[];
}

export class InvitationDto {
  @ApiProperty({ example: '5' }) id: string;
  @ApiProperty({ enum: ROLES }) role: Role;
  @ApiProperty({ example: '王秀兰' }) name: string;
  @ApiProperty({ type: String, nullable: true, example: '140681' }) divisionCode: string | null;
  @ApiProperty({ type: [String], example: [] }) merchantIds: string[];
  @ApiProperty({ type: [String], example: [] }) hostIds: string[];
  @ApiProperty({ description: 'ISO 8601 in Beijing time' }) createdAt: string;
  @ApiProperty({ description: 'Seven days later; ISO 8601 in Beijing time' }) expiresAt: string;
  @ApiProperty({ type: String, nullable: true, description: 'ISO 8601 in Beijing time; null: not yet' }) acceptedAt: string | null;
}

export class NewInvitationDto extends InvitationDto {
  @ApiProperty({ description: 'Shown this once, for whoever is invited', example: 'https://cunbo.example/invitation#…' })
  url: string;
}

export class InvitationPage extends PageOf {
  @ApiProperty({ type: [InvitationDto] })
  items: InvitationDto[];
}

export class LookAtInvitation {
  @ApiProperty({ description: 'What stands behind the # of the address' })
  @IsString()
  @Length(1, 100)
  token: string;
}

export class AcceptInvitation extends LookAtInvitation {
  @ApiProperty({ description: 'Lower-case letters, digits, dots, dashes; cannot be changed later', example: 'huairen.wang' })
  @IsString()
  @Matches(USERNAME)
  username: string;

  @ApiProperty({ minLength: 12 })
  @IsString()
  @Length(1, 1_000)
  password: string;
}

export class InvitationContentDto {
  @ApiProperty({ enum: ROLES }) role: Role;
  @ApiProperty({ example: '王秀兰' }) name: string;
  @ApiProperty({ type: String, nullable: true, example: '山西省朔州市怀仁市' }) divisionName: string | null;
  @ApiProperty({ type: [String], example: ['南家堡陶瓷合作社'] }) merchantNames: string[];
  @ApiProperty({ type: [String], example: ['小慧'] }) hostNames: string[];
  @ApiProperty({ description: 'ISO 8601 in Beijing time' }) expiresAt: string;
}
