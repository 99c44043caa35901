import { ApiProperty } from '@nestjs/swagger';
import { PageOf } from '../../platform/http/index.js';

export class AccountSessionDto {
  @ApiProperty({ description: 'For ending it; nobody comes in by it', example: '12' }) id: string;
  @ApiProperty({ description: 'ISO 8601 in Beijing time' }) createdAt: string;
  @ApiProperty({ description: 'To the minute; ISO 8601 in Beijing time' }) lastSeenAt: string;
  @ApiProperty({ description: 'Where it was signed in from', example: '203.0.113.7' }) address: string;
  @ApiProperty({ description: 'As the browser called itself at sign-in' }) userAgent: string;
  @ApiProperty({ description: 'The one that asks' }) isCurrent: boolean;
}

export class AccountSessionPage extends PageOf {
  @ApiProperty({ type: [AccountSessionDto] })
  items: AccountSessionDto[];
}
