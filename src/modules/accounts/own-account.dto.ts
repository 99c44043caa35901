import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsString, Length, ValidateIf } from 'class-validator';
import { type Permission, PERMISSIONS } from '../../platform/http/index.js';
import { type Role, ROLES } from './role.js';

export class CredentialsDto {
  @ApiProperty({ example: 'admin' })
  @IsString()
  @Length(1, 100)
  username: string;

  @ApiProperty()
  @IsString()
  @Length(1, 1_000)
  password: string;

  @ApiPropertyOptional({ description: 'Where the account has a second step: the six digits, or a recovery code', example: '287082' })
  @ValidateIf((_credentials, code) => code !== undefined)
  @IsString()
  @Length(1, 100)
  code?: string;
}

export class NewPassword {
  @ApiProperty()
  @IsString()
  @Length(1, 1_000)
  currentPassword: string;

  @ApiProperty({
    minLength: 12,
    description: 'Not among those that leaked, no run, without the username and the name, and another than before',
  })
  @IsString()
  @Length(1, 1_000)
  newPassword: string;
}

export class AccountDto {
  @ApiProperty({ example: 'admin' }) username: string;
  @ApiProperty({ description: 'Of the person', example: '王秀兰' }) name: string;
  @ApiProperty({ enum: ROLES }) role: Role;
  @ApiProperty({ type: String, nullable: true, example: '140681' }) divisionCode: string | null;
  @ApiProperty({ type: [String], example: [] }) merchantIds: string[];
  @ApiProperty({ type: [String], example: [] }) hostIds: string[];
  @ApiProperty({ description: 'Until then it may do nothing else' }) mustChangePassword: boolean;
  @ApiProperty({ description: 'A code is asked for at sign-in' }) hasSecondStep: boolean;
  @ApiProperty({ description: 'Its role needs one: until it is set up, it may do nothing else' }) mustSetUpSecondStep: boolean;
  @ApiProperty({ enum: PERMISSIONS, isArray: true, description: 'What a token of it may be given at most' }) tokenPermissions: Permission[];
}
