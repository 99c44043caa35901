import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsString, Length, ValidateIf } from 'class-validator';
import { IsInstant, PageOf, type Permission, PERMISSIONS } from '../../platform/http/index.js';

export class CreateToken {
  @ApiProperty({ description: 'What it is for', minLength: 1, maxLength: 100, example: '县里的大屏' })
  @IsString()
  @Length(1, 100)
  name: string;

  @ApiPropertyOptional({ enum: PERMISSIONS, isArray: true, description: 'Absent: whatever the account may', example: ['figures.read'] })
  @ValidateIf((_token, permissions) => permissions !== undefined)
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(PERMISSIONS.length)
  @IsIn(PERMISSIONS, { each: true })
  permissions?: Permission[];

  @ApiProperty({ description: 'ISO 8601 with offset; after now', example: '2027-11-22T00:00:00+08:00' })
  @IsInstant()
  expiresAt: string;
}

export class AccountTokenDto {
  @ApiProperty({ example: '3' }) id: string;
  @ApiProperty({ example: '县里的大屏' }) name: string;
  @ApiProperty({ description: 'What it begins with; empty for those made before this was kept', example: 'cunbo_Xq3k9a' })
  firstCharacters: string;
  @ApiProperty({ enum: PERMISSIONS, isArray: true, nullable: true, description: 'null: whatever the account may' })
  permissions: Permission[] | null;
  @ApiProperty({ description: 'ISO 8601 in Beijing time' }) createdAt: string;
  @ApiProperty({ type: String, nullable: true, description: 'ISO 8601 in Beijing time; null: never' }) expiresAt: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'To the minute; ISO 8601 in Beijing time' }) lastUsedAt: string | null;
}

export class NewTokenDto extends AccountTokenDto {
  @ApiProperty({ description: 'Shown this once, for `Authorization: Bearer …`' })
  token: string;
}

export class AccountTokenPage extends PageOf {
  @ApiProperty({ type: [AccountTokenDto] })
  items: AccountTokenDto[];
}
