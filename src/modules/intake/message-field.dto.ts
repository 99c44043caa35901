import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { PageOf, PageQuery } from '../../platform/http/index.js';

export const FIELD_VERDICTS = ['unclassified', 'harmless', 'personal'] as const;
export type FieldVerdict = (typeof FIELD_VERDICTS)[number];

export class MessageFieldQuery extends PageQuery {
  @ApiPropertyOptional({ enum: FIELD_VERDICTS })
  @IsOptional()
  @IsIn(FIELD_VERDICTS)
  verdict?: FieldVerdict;
}

export class ClassifyField {
  @ApiProperty({ enum: FIELD_VERDICTS, description: 'personal: removed at the door from then on, in every message of the platform' })
  @IsIn(FIELD_VERDICTS)
  verdict: FieldVerdict;
}

export class MessageFieldDto {
  @ApiProperty({ example: 'douyin' }) platform: string;
  @ApiProperty({ description: 'In lower case, without separators', example: 'giftwords' }) name: string;
  @ApiProperty({ description: 'Where it stood when it was first seen', example: '/data/gift_words' }) seenAs: string;
  @ApiProperty({ description: 'The platform’s name of the kind of message it was first seen in' }) messageType: string;
  @ApiProperty({ description: 'ISO 8601, Beijing time' }) firstSeenAt: string;
  @ApiProperty({ enum: FIELD_VERDICTS }) verdict: FieldVerdict;
  @ApiProperty({ type: String, nullable: true }) decidedAt: string | null;
  @ApiProperty({ type: String, nullable: true }) decidedBy: string | null;
}

export class MessageFieldPage extends PageOf {
  @ApiProperty({ type: [MessageFieldDto] }) items: MessageFieldDto[];
}
