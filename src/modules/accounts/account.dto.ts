import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsOptional, IsString, Length, Matches, ValidateIf } from 'class-validator';
import { IsId, PageOf } from '../../platform/http/index.js';
import { type Role, ROLES } from './role.js';
import { USERNAME } from './username.js';

/** As many merchants, or hosts. */
const MAX_IDS = 200;

export class CreateAccount {
  @ApiProperty({ description: 'Lower-case letters, digits, dots, dashes; cannot be changed later', example: 'huairen.wang' })
  @IsString()
  @Matches(USERNAME)
  username: string;

  @ApiProperty({ description: 'Of the person', minLength: 1, maxLength: 100, example: '王秀兰' })
  @IsString()
  @Length(1, 100)
  name: string;

  @ApiProperty({ enum: ROLES, description: 'Cannot be changed later' })
  @IsIn(ROLES)
  role: Role;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: "Of a bureau: everything inside this division's code",
    example: '140681',
  })
  @IsOptional()
  @IsString()
  @Matches(/^\d{2,12}$/)
  divisionCode?: string | null;

  @ApiPropertyOptional({ type: [String], description: 'Of a lead or clerk: whose sales they keep', example: ['17'] })
  @ValidateIf((_account, ids) => ids !== undefined)
  @IsArray()
  @ArrayMaxSize(MAX_IDS)
  @IsId({ each: true })
  merchantIds?: string[];

  @ApiPropertyOptional({ type: [String], description: 'Of a host: whose sessions it sees', example: ['31'] })
  @ValidateIf((_account, ids) => ids !== undefined)
  @IsArray()
  @ArrayMaxSize(MAX_IDS)
  @IsId({ each: true })
  hostIds?: string[];
}

export class ChangeAccount {
  @ApiPropertyOptional({ minLength: 1, maxLength: 100, example: '王秀兰' })
  @ValidateIf((_account, name) => name !== undefined)
  @IsString()
  @Length(1, 100)
  name?: string;

  @ApiPropertyOptional({ type: String, example: '140681' })
  @ValidateIf((_account, code) => code !== undefined)
  @IsString()
  @Matches(/^\d{2,12}$/)
  divisionCode?: string;

  @ApiPropertyOptional({ type: [String], example: ['17'] })
  @ValidateIf((_account, ids) => ids !== undefined)
  @IsArray()
  @ArrayMaxSize(MAX_IDS)
  @IsId({ each: true })
  merchantIds?: string[];

  @ApiPropertyOptional({ type: [String], example: ['31'] })
  @ValidateIf((_account, ids) => ids !== undefined)
  @IsArray()
  @ArrayMaxSize(MAX_IDS)
  @IsId({ each: true })
  hostIds?: string[];

  @ApiPropertyOptional({ description: 'Ends its sessions; its tokens open nothing until it is enabled again' })
  @ValidateIf((_account, isDisabled) => isDisabled !== undefined)
  @IsBoolean()
  isDisabled?: boolean;
}

export class ManagedAccountDto {
  @ApiProperty({ example: '7' }) id: string;
  @ApiProperty({ example: 'huairen.wang' }) username: string;
  @ApiProperty({ example: '王秀兰' }) name: string;
  @ApiProperty({ enum: ROLES }) role: Role;
  @ApiProperty({ type: String, nullable: true, example: '140681' }) divisionCode: string | null;
  @ApiProperty({ type: [String], example: [] }) merchantIds: string[];
  @ApiProperty({ type: [String], example: [] }) hostIds: string[];
  @ApiProperty() isDisabled: boolean;
  @ApiProperty({ description: 'Until then it may do nothing else' }) mustChangePassword: boolean;
  @ApiProperty({ description: 'A code is asked for at sign-in' }) hasSecondStep: boolean;
  @ApiProperty({ description: 'ISO 8601 in Beijing time' }) createdAt: string;
  @ApiProperty({ description: 'Grows with every change, also of what is not shown', example: 1 }) revision: number;
}

export class InitialPasswordDto extends ManagedAccountDto {
  @ApiProperty({ description: 'Shown this once; to be changed at the first sign-in', example: 'abcde-fghjk-mnpqr-stuvw' })
  password: string;
}

export class ManagedAccountPage extends PageOf {
  @ApiProperty({ type: [ManagedAccountDto] })
  items: ManagedAccountDto[];
}
