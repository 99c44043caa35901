import { ApiProperty } from '@nestjs/swagger';
import { WINDOW_MINUTES } from './session-window.js';

export class MinuteSumsDto {
  @ApiProperty({ example: 5_980, description: 'Paid for goods in these minutes, as rankings count it' })
  paidFen: number;

  @ApiProperty({ example: 0, description: 'Of what was paid in these minutes, refunded so far; not taken off `paidFen`' })
  refundedFen: number;

  @ApiProperty({ example: 2, description: 'Paid orders; a refund takes none away' })
  orders: number;
}

export class SessionMinuteDto extends MinuteSumsDto {
  @ApiProperty({ example: '2026-11-20T20:15:00+08:00', description: 'Where the minute begins, Beijing time' })
  at: string;

  @ApiProperty({ description: 'The minute was over when the session began: no sale is then no failure' })
  isBeforeStart: boolean;
}

export class MinuteWindowDto extends MinuteSumsDto {
  @ApiProperty({ example: '2026-11-20T20:05:00+08:00' })
  startsAt: string;

  @ApiProperty({ example: '2026-11-20T20:15:00+08:00', description: 'Not included' })
  endsAt: string;

  @ApiProperty({ example: WINDOW_MINUTES, description: `How many of its ${WINDOW_MINUTES} minutes the session had begun in` })
  minutes: number;
}

export class ProductWindowDto {
  @ApiProperty({ example: 5_980 })
  paidFen: number;

  @ApiProperty({ example: 0, description: 'Of what was paid in the window, refunded so far' })
  refundedFen: number;

  @ApiProperty({ example: 2, description: 'Items paid' })
  quantity: number;
}

export class ProductMinutesDto {
  @ApiProperty({ type: String, nullable: true, example: '203', description: 'null: of items that no product is mapped to' })
  productId: string | null;

  @ApiProperty({ type: String, nullable: true, example: '粗陶茶具', description: 'null: no product, or one that the reader may not see' })
  name: string | null;

  @ApiProperty({ type: ProductWindowDto })
  last: ProductWindowDto;

  @ApiProperty({ type: ProductWindowDto })
  before: ProductWindowDto;
}

export class SessionMinutesDto {
  @ApiProperty({ example: '88' })
  liveSessionId: string;

  @ApiProperty({ example: '南家堡晚场：粗陶茶具' })
  title: string;

  @ApiProperty({ example: '2026-11-20T19:30:00+08:00' })
  startedAt: string;

  @ApiProperty({ type: String, nullable: true, description: 'null: nobody has ended it' })
  endedAt: string | null;

  @ApiProperty({ example: '2026-11-20T20:15:31+08:00', description: 'When these figures were read, Beijing time' })
  asOf: string;

  @ApiProperty({ description: 'It has ended, or is taken to have after twelve hours: these are its last minutes, and no stream goes on' })
  isOver: boolean;

  @ApiProperty({ type: MinuteWindowDto, description: `The last ${WINDOW_MINUTES} whole minutes` })
  last: MinuteWindowDto;

  @ApiProperty({ type: MinuteWindowDto, description: `The ${WINDOW_MINUTES} before` })
  before: MinuteWindowDto;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: '`last.paidFen` − `before.paidFen`; null where the session began later than that',
  })
  differenceFen: number | null;

  @ApiProperty({ type: SessionMinuteDto, nullable: true, description: 'The minute that runs, in neither window; null once it is over' })
  running: SessionMinuteDto | null;

  @ApiProperty({ type: [SessionMinuteDto], description: 'The minutes of both windows, the earliest first' })
  minutes: SessionMinuteDto[];

  @ApiProperty({ type: [ProductMinutesDto], description: 'What was sold in either window, the most in the last first' })
  products: ProductMinutesDto[];
}
