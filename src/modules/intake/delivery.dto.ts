import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { IsInstant, PageOf, PageQuery } from '../../platform/http/index.js';
import { MessageReasonDto } from './message.dto.js';

export class DeliveryCountsDto {
  @ApiProperty({ description: 'New messages' }) accepted: number;
  @ApiProperty({ description: 'Known already, acknowledged again' }) repeated: number;
  @ApiProperty({ description: 'A known key with another body: kept, and changes nothing' }) conflicting: number;
  @ApiProperty({ description: 'Authentic, but not what the format promises: kept sealed' }) unreadable: number;
  @ApiProperty({ description: 'Not authentic: nothing of them is kept' }) refused: number;
  @ApiProperty({ description: 'Turned away because there were too many' }) busy: number;
  @ApiProperty() applied: number;
  @ApiProperty() ignored: number;
  @ApiProperty() quarantined: number;
}

export class DeliveryLagDto {
  @ApiProperty({ description: 'From the time a message names to its receipt, milliseconds' }) average: number;
  @ApiProperty({ description: 'Milliseconds' }) longest: number;
}

export class SilenceDto {
  @ApiProperty({
    description: 'The shop is silent against its own rhythm: in the same stretch of the last weeks at least five messages came',
  })
  isSilent: boolean;
  @ApiProperty({ description: 'Since when, ISO 8601, Beijing time' }) since: string;
  @ApiProperty({ description: 'Messages that the same stretch of the last four weeks brought, on the average' }) expected: number;
}

export class PullDto {
  @ApiProperty({ type: String, nullable: true, description: 'When the platform was last asked with success, ISO 8601, Beijing time' })
  succeededAt: string | null;
  @ApiProperty({ type: MessageReasonDto, nullable: true, description: 'Why the last question had no answer' })
  reason: MessageReasonDto | null;
}

export class DeliveryDto {
  @ApiProperty() shopId: string;
  @ApiProperty() name: string;
  @ApiProperty() platform: string;
  @ApiProperty() merchantId: string;
  @ApiProperty({ type: String, nullable: true }) lastMessageAt: string | null;
  @ApiProperty({ type: DeliveryCountsDto }) last24Hours: DeliveryCountsDto;
  @ApiProperty({ type: Number, nullable: true, description: 'repeated ÷ (accepted + repeated); null if there were none' }) duplicateRate:
    number | null;
  @ApiProperty({
    type: Number,
    nullable: true,
    description:
      '(conflicting + unreadable + refused + busy + quarantined) ÷ (accepted + repeated + conflicting + refused + busy); null if there were none',
  })
  failureRate: number | null;
  @ApiProperty({ type: DeliveryLagDto, nullable: true }) lagMs: DeliveryLagDto | null;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'By how much the sender’s clock is ahead at least, milliseconds; null: not ahead',
  })
  clockSkewMs: number | null;
  @ApiProperty({ type: SilenceDto, nullable: true, description: 'null while less than two weeks are known' }) silence: SilenceDto | null;
  @ApiProperty({ description: 'Messages whose orders await their details' }) awaiting: number;
  @ApiProperty({ description: 'Messages in quarantine' }) quarantined: number;
  @ApiProperty({ description: 'Its platform has an API that can be asked' }) isAskable: boolean;
  @ApiProperty({ type: PullDto, nullable: true, description: 'null: its platform was not asked yet, or cannot be' }) pull: PullDto | null;
}

export class DeliveryPage extends PageOf {
  @ApiProperty({ type: [DeliveryDto] }) items: DeliveryDto[];
}

export class DeliveryHourDto extends DeliveryCountsDto {
  @ApiProperty({ description: 'Begin of the hour, ISO 8601, Beijing time' }) hour: string;
  @ApiProperty({ type: Number, nullable: true, description: 'Average, milliseconds' }) lagMs: number | null;
}

export class DeliveryHourList {
  @ApiProperty({ type: [DeliveryHourDto] }) items: DeliveryHourDto[];
}

export class DeliveryHourQuery {
  @ApiPropertyOptional({ description: 'A week ago where absent', example: '2026-11-20T00:00:00+08:00' })
  @IsOptional()
  @IsInstant()
  from?: string;

  @ApiPropertyOptional({ description: 'Until, at most 31 days later; now where absent', example: '2026-11-21T00:00:00+08:00' })
  @IsOptional()
  @IsInstant()
  to?: string;
}

export class AwaitingQuery extends PageQuery {
  @ApiPropertyOptional({ example: '1h0m3kq8w2zxr7c' })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  shopId?: string;
}

export class AwaitingOrderDto {
  @ApiProperty() shopId: string;
  @ApiProperty() shopName: string;
  @ApiProperty() platform: string;
  @ApiProperty() orderNo: string;
  @ApiProperty({ description: 'Receipt of the first message about it, ISO 8601, Beijing time' }) firstWantedAt: string;
  @ApiProperty({ description: 'How often the platform was asked without an answer' }) attempts: number;
  @ApiProperty({ description: 'When it is asked next' }) dueAt: string;
  @ApiProperty({ type: MessageReasonDto, nullable: true, description: 'Why the last question had no answer' })
  reason: MessageReasonDto | null;
}

export class AwaitingOrderPage extends PageOf {
  @ApiProperty({ type: [AwaitingOrderDto] }) items: AwaitingOrderDto[];
}

export class PullShop {
  @ApiProperty({ minimum: 1, maximum: 168, description: 'How far back', example: 24 })
  @IsInt()
  @Min(1)
  @Max(168)
  hours: number;
}

export class PulledDto {
  @ApiProperty({ description: 'Orders that changed since are asked for within seconds, ISO 8601, Beijing time' }) since: string;
}

export class TestMessageDto {
  @ApiProperty({ description: 'The answer is the one the platform waits for' }) isAccepted: boolean;
  @ApiProperty({ description: 'HTTP status of the answer' }) status: number;
  @ApiProperty({
    description: 'What the platform would read; where it is not accepted, why: unreadable, unauthentic, unknown-shop, too-many or busy',
  })
  answer: string;
  @ApiProperty({ description: 'From the first byte to the answer' }) milliseconds: number;
}
