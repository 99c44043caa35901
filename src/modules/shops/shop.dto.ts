import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsObject, IsOptional, IsString, Length, ValidateIf, ValidateNested } from 'class-validator';
import { IsId, PageOf, PageQuery } from '../../platform/http/index.js';
import { isSigningPlatform, type Platform, PLATFORMS } from './platforms.js';
import { IsSigningSecret } from './signing-secret.js';

const CREDENTIALS_NEEDED = { message: 'must be an object with the secret that signs the messages: {"secret":"whsec_…"}' };

export class SigningCredentials {
  @ApiProperty({
    description: 'Standard Webhooks secret: whsec_ and 24 to 64 bytes in base64',
    example: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  })
  @IsSigningSecret()
  secret: string;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'Accepted beside `secret` while the sender changes over; leave out to end the rotation',
  })
  @IsOptional()
  @IsSigningSecret()
  previousSecret?: string | null;
}

export class CreateShop {
  @ApiProperty({ description: 'The merchant the shop belongs to; cannot be changed later', example: '17' })
  @IsId()
  merchantId: string;

  @ApiProperty({
    enum: PLATFORMS,
    description:
      'Cannot be changed later. standard, taobao, pinduoduo and jd can be created; manual exists for every merchant; the others are not accepted yet',
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

  @ApiProperty({ type: SigningCredentials, writeOnly: true, description: 'Never returned' })
  @ValidateIf((shop: CreateShop) => isSigningPlatform(shop.platform))
  @IsObject(CREDENTIALS_NEEDED)
  @ValidateNested()
  @Type(() => SigningCredentials)
  credentials: SigningCredentials;
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
    type: SigningCredentials,
    writeOnly: true,
    description: 'Replaces both secrets; to rotate, give the new one and the one before',
  })
  @ValidateIf((_shop, credentials) => credentials !== undefined)
  @IsObject(CREDENTIALS_NEEDED)
  @ValidateNested()
  @Type(() => SigningCredentials)
  credentials?: SigningCredentials;
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
}

export class ShopPage extends PageOf {
  @ApiProperty({ type: [ShopDto] })
  items: ShopDto[];
}
