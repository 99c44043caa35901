import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Length, ValidateIf } from 'class-validator';
import { IsId, PageOf, PageQuery } from '../../platform/http/index.js';
import { type Platform, PLATFORMS } from './platforms.js';

const EXAMPLE = { secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' };
const CREDENTIALS =
  'Never returned. standard, taobao, pinduoduo, jd: {"secret":"whsec_…"}, with "previousSecret" during a rotation. The others: what the platform signs with; a field that is missing or wrong is named with what it must be. Every platform takes "bridgeSecret" for canonical events of the same shop. null, of any platform but standard: the shop is told of by files alone, until it is given some';

export class CreateShop {
  @ApiProperty({ description: 'The merchant the shop belongs to; cannot be changed later', example: '17' })
  @IsId()
  merchantId: string;

  @ApiProperty({
    enum: PLATFORMS,
    description: 'Cannot be changed later. manual exists for every merchant; taobao, pinduoduo and jd deliver by bridge or by file',
    example: 'standard',
  })
  @IsIn(PLATFORMS)
  platform: Platform;

  @ApiProperty({ minLength: 1, maxLength: 200, example: '南家堡陶瓷直播店' })
  @IsString()
  @Length(1, 200)
  name: string;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    maxLength: 200,
    description: "The platform's own id of the shop",
    example: '63214578',
  })
  @IsOptional()
  @IsString()
  @Length(1, 200)
  externalShopId?: string | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'The app (GET /platform-apps) whose credentials the shop shares; externalShopId is needed then',
    example: '3',
  })
  @IsOptional()
  @IsId()
  appId?: string | null;

  @ApiProperty({
    type: 'object',
    nullable: true,
    additionalProperties: { type: 'string' },
    writeOnly: true,
    description: CREDENTIALS,
    example: EXAMPLE,
  })
  @IsOptional()
  credentials?: unknown;
}

export class ChangeShop {
  @ApiPropertyOptional({ minLength: 1, maxLength: 200, example: '南家堡陶瓷直播店' })
  @ValidateIf((_shop, name) => name !== undefined)
  @IsString()
  @Length(1, 200)
  name?: string;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    maxLength: 200,
    description: "The platform's own id of the shop; null clears it",
    example: '63214578',
  })
  @IsOptional()
  @IsString()
  @Length(1, 200)
  externalShopId?: string | null;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { type: 'string' },
    writeOnly: true,
    description: `Replaces all of them; to rotate, give the new one and the one before. ${CREDENTIALS}`,
    example: EXAMPLE,
  })
  @IsOptional()
  credentials?: unknown;
}

export class ShopQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Only the shops of this merchant', example: '17' })
  @IsOptional()
  @IsId()
  merchantId?: string;
}

export class ShopDto {
  @ApiProperty({ description: 'Made by the server; also part of the webhook URL and of order ids', example: '1h0m3kq8w2zxr7c' })
  id: string;

  @ApiProperty({ example: '17' })
  merchantId: string;

  @ApiProperty({ enum: PLATFORMS, example: 'standard' })
  platform: Platform;

  @ApiProperty({ example: '南家堡陶瓷直播店' })
  name: string;

  @ApiProperty({ type: String, nullable: true, description: "The platform's own id of the shop", example: '63214578' })
  externalShopId: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Where the platform or its bridge delivers; null for manual',
    example: 'https://cunbo.example/webhooks/standard/1h0m3kq8w2zxr7c',
  })
  webhookUrl: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'The app whose credentials the shop shares', example: null })
  appId: string | null;

  @ApiProperty({ description: 'Whether messages can be verified', example: true })
  hasCredentials: boolean;

  @ApiProperty({ description: 'Whether a rotation is under way: two secrets are accepted', example: false })
  hasPreviousSecret: boolean;

  @ApiProperty({ description: 'Time of creation, ISO 8601 in Beijing time', example: '2026-11-20T20:15:31+08:00' })
  createdAt: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Set once archived: messages about past orders are still accepted',
    example: null,
  })
  archivedAt: string | null;

  @ApiProperty({ description: 'Grows with every change, also of what is not shown', example: 1 })
  revision: number;
}

export class ShopPage extends PageOf {
  @ApiProperty({ type: [ShopDto] })
  items: ShopDto[];
}
