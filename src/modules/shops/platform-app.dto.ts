import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Length, ValidateIf } from 'class-validator';
import { PageOf } from '../../platform/http/index.js';
import { type Platform, PUSHING_PLATFORMS } from './platforms.js';

export class CreatePlatformApp {
  @ApiProperty({ enum: PUSHING_PLATFORMS, description: 'Cannot be changed later', example: 'douyin' })
  @IsIn(PUSHING_PLATFORMS)
  platform: Platform;

  @ApiProperty({ minLength: 1, maxLength: 200, example: '怀仁陶瓷电商公共服务中心' })
  @IsString()
  @Length(1, 200)
  name: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string' },
    writeOnly: true,
    description: 'As of a shop of the platform; never returned',
  })
  @IsOptional()
  credentials: unknown;
}

export class ChangePlatformApp {
  @ApiPropertyOptional({ minLength: 1, maxLength: 200, example: '怀仁陶瓷电商公共服务中心' })
  @ValidateIf((_app, name) => name !== undefined)
  @IsString()
  @Length(1, 200)
  name?: string;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { type: 'string' },
    writeOnly: true,
    description: 'Replace the old ones whole',
  })
  @IsOptional()
  credentials?: unknown;
}

export class PlatformAppDto {
  @ApiProperty({ example: '3' }) id: string;
  @ApiProperty({ enum: PUSHING_PLATFORMS, example: 'douyin' }) platform: Platform;
  @ApiProperty({ example: '怀仁陶瓷电商公共服务中心' }) name: string;
  @ApiProperty({ description: 'Whether messages can be verified', example: true }) hasCredentials: boolean;
  @ApiProperty({ description: 'ISO 8601 in Beijing time', example: '2026-11-20T20:15:31+08:00' }) createdAt: string;
  @ApiProperty({ description: 'Grows with every change, also of what is not shown', example: 2 }) revision: number;
}

export class PlatformAppPage extends PageOf {
  @ApiProperty({ type: [PlatformAppDto] }) items: PlatformAppDto[];
}
