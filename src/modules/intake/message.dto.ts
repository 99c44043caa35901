import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsIn, IsOptional, IsString, Length, MaxLength } from 'class-validator';
import { IsInstant, PageOf, PageQuery } from '../../platform/http/index.js';

export const MESSAGE_STATES = ['received', 'awaiting-detail', 'applied', 'ignored', 'quarantined', 'conflict'] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];
/** States a person can do something about. */
export const REPLAYABLE_STATES = ['quarantined', 'ignored', 'awaiting-detail'] as const;
export type ReplayableState = (typeof REPLAYABLE_STATES)[number];

const SHOP = { description: 'Only messages of this shop', example: '1h0m3kq8w2zxr7c' };
const REASON = { description: 'Only messages with this reason code', example: 'message.unknown-type' };

export class MessageQuery extends PageQuery {
  @ApiPropertyOptional({ ...SHOP, description: 'Without a shop only messages are listed that need, or may need, a person' })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  shopId?: string;

  @ApiPropertyOptional({ enum: MESSAGE_STATES })
  @IsOptional()
  @IsIn(MESSAGE_STATES)
  state?: MessageState;

  @ApiPropertyOptional(REASON)
  @IsOptional()
  @IsString()
  @Length(1, 100)
  reason?: string;

  @ApiPropertyOptional({ description: 'Received at or after, ISO 8601 with offset', example: '2026-11-20T00:00:00+08:00' })
  @IsOptional()
  @IsInstant()
  from?: string;

  @ApiPropertyOptional({ description: 'Received before, ISO 8601 with offset', example: '2026-11-21T00:00:00+08:00' })
  @IsOptional()
  @IsInstant()
  to?: string;
}

export class MessageCountQuery {
  @ApiPropertyOptional(SHOP)
  @IsOptional()
  @IsString()
  @MaxLength(40)
  shopId?: string;

  @ApiPropertyOptional({
    description: 'Received at or after; a week ago where absent. Of what was ignored at most 31 days are counted',
    example: '2026-11-20T00:00:00+08:00',
  })
  @IsOptional()
  @IsInstant()
  from?: string;
}

export class MessageReasonDto {
  @ApiProperty({ example: 'field.required' }) code: string;
  @ApiProperty({ description: 'What is wrong, where', example: '/data/lines/0/itemId: is required' }) detail: string;
}

export class MessageDto {
  @ApiProperty({ description: 'Shop and key in one' }) id: string;
  @ApiProperty() shopId: string;
  @ApiProperty() shopName: string;
  @ApiProperty({ example: 'douyin' }) platform: string;
  @ApiProperty({ description: 'By which a repeat is recognised' }) key: string;
  @ApiProperty({
    enum: ['push', 'bridge', 'pull', 'file'],
    description: 'Sent by the platform, by a bridge for it, asked for through its API, or in an imported file',
  })
  origin: string;
  @ApiProperty({ enum: MESSAGE_STATES }) state: MessageState;
  @ApiProperty({ type: MessageReasonDto, nullable: true, description: 'Of every state but received and applied' })
  reason: MessageReasonDto | null;
  @ApiProperty({ type: String, nullable: true, description: 'The platform’s name of the kind of message, where it could be read' }) type:
    string | null;
  @ApiProperty({ type: String, nullable: true }) orderNo: string | null;
  @ApiProperty({ description: 'ISO 8601, Beijing time' }) receivedAt: string;
  @ApiProperty({ type: String, nullable: true, description: 'ISO 8601, Beijing time' }) decidedAt: string | null;
}

export class MessageBodyDto extends MessageDto {
  @ApiProperty({ nullable: true, description: 'As it is kept: without personal data. null: dropped by age, or sealed', type: Object })
  body: unknown;
  @ApiProperty({ description: 'Kept encrypted: it could not be read, so personal data could not be taken out' }) isSealed: boolean;
}

export class MessagePage extends PageOf {
  @ApiProperty({ type: [MessageDto] }) items: MessageDto[];
}

export class MessageCountDto {
  @ApiProperty() shopId: string;
  @ApiProperty() shopName: string;
  @ApiProperty() platform: string;
  @ApiProperty({ enum: MESSAGE_STATES }) state: MessageState;
  @ApiProperty({ type: String, nullable: true }) reason: string | null;
  @ApiProperty() count: number;
  @ApiProperty({ description: 'ISO 8601, Beijing time' }) latestAt: string;
}

export class MessageCountList {
  @ApiProperty({ type: [MessageCountDto] }) items: MessageCountDto[];
}

export class ReplayMessages {
  @ApiPropertyOptional({ type: [String], description: 'These messages; else all that match the filter' })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @IsString({ each: true })
  @MaxLength(800, { each: true })
  ids?: string[];

  @ApiPropertyOptional(SHOP)
  @IsOptional()
  @IsString()
  @MaxLength(40)
  shopId?: string;

  @ApiPropertyOptional({ enum: REPLAYABLE_STATES, description: 'quarantined where absent' })
  @IsOptional()
  @IsIn(REPLAYABLE_STATES)
  state?: ReplayableState;

  @ApiPropertyOptional(REASON)
  @IsOptional()
  @IsString()
  @Length(1, 100)
  reason?: string;

  @ApiProperty({ description: 'true: only tell what would be; nothing changes' })
  @IsBoolean()
  dryRun: boolean;
}

export class ReplayOutcomeDto {
  @ApiProperty() applied: number;
  @ApiProperty() ignored: number;
  @ApiProperty() quarantined: number;
  @ApiProperty({ description: 'The order’s details must be fetched first' }) awaitingDetail: number;
}

export class ReplayChangeDto {
  @ApiProperty({ description: 'Fen' }) paidFen: number;
  @ApiProperty({ description: 'Fen' }) refundedFen: number;
  @ApiProperty({ description: 'Fen' }) netFen: number;
  @ApiProperty({ description: 'Paid orders' }) orders: number;
  @ApiProperty({ description: 'Paid order lines' }) lines: number;
}

export class ReplayedOrderDto {
  @ApiProperty() shopId: string;
  @ApiProperty() orderNo: string;
  @ApiProperty({ description: 'Fen' }) paidFenBefore: number;
  @ApiProperty({ description: 'Fen' }) paidFenAfter: number;
  @ApiProperty({ description: 'Fen' }) refundedFenBefore: number;
  @ApiProperty({ description: 'Fen' }) refundedFenAfter: number;
}

export class ReplayDto {
  @ApiProperty({ description: 'Messages it is about' }) messages: number;
  @ApiProperty({ type: ReplayOutcomeDto, nullable: true, description: 'Of a dry run: what would become of them' })
  willBe: ReplayOutcomeDto | null;
  @ApiProperty({ type: ReplayChangeDto, nullable: true, description: 'Of a dry run: the change in totals' }) change: ReplayChangeDto | null;
  @ApiProperty({ type: [ReplayedOrderDto], description: 'Of a dry run: the orders that would change, at most 200' })
  orders: ReplayedOrderDto[];
  @ApiProperty({ description: 'false: more match than are taken at once (dry run 500, else 10000)' }) isComplete: boolean;
}
