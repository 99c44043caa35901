import { ApiExtraModels, ApiProperty, getSchemaPath, OmitType } from '@nestjs/swagger';
import { DayRangeDto, MeasuresDto, SUBJECTS } from '../rankings/index.js';
import { EXPLAINED_BY, type ExplainedBy } from './explain-query.js';

/** The measures that add up over whatever a cell is cut into. */
export class AdditiveMeasuresDto extends OmitType(MeasuresDto, ['orders']) {}

export class ExplainedPartDto extends AdditiveMeasuresDto {
  @ApiProperty({ description: 'The merchant that is counted for' })
  merchantId: string;

  @ApiProperty({ type: String, nullable: true })
  merchantName: string | null;

  @ApiProperty({ description: 'The shop that sold' })
  shopId: string;

  @ApiProperty({ type: String, nullable: true, description: 'null: outside live sessions' })
  liveSessionId: string | null;

  @ApiProperty({ type: String, nullable: true })
  sessionTitle: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'null: an item that is mapped to nothing' })
  productId: string | null;

  @ApiProperty({ type: String, nullable: true })
  productName: string | null;
}

/** What one entry of the ledger gives to the cell. A correction is an entry with the opposite sign. */
export class ExplainedEntryDto {
  @ApiProperty({ description: '`line`: money, lines and pieces; the others count the order itself once in every area' })
  kind: string;

  @ApiProperty({ type: String, nullable: true, description: 'null: the order itself' })
  lineNo: string | null;

  @ApiProperty({ description: 'Of the payment, or of the success of the refund' })
  day: string;

  @ApiProperty({ description: 'Of the order’s payment' })
  payDay: string;

  @ApiProperty({ type: String, nullable: true, description: 'The division the line counts for on the origin basis' })
  originCode: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'The merchant that is counted for; null: a correction between several' })
  merchantId: string | null;

  @ApiProperty({ type: String, nullable: true })
  productId: string | null;

  @ApiProperty()
  paidFen: number;

  @ApiProperty({ description: 'In the refund view asked for' })
  refundedFen: number;

  @ApiProperty()
  lines: number;

  @ApiProperty()
  quantity: number;

  @ApiProperty()
  orders: number;

  @ApiProperty({ type: String, nullable: true })
  refundReason: string | null;

  @ApiProperty({ type: String, nullable: true })
  refundPhase: string | null;

  @ApiProperty()
  postedAt: string;
}

/** Where in an imported file something was said. */
export class ExplainedFileDto {
  @ApiProperty() importId: string;
  @ApiProperty({ example: '订单导出.csv' }) fileName: string;
  @ApiProperty({ description: 'The first row that tells of the order, from 1' }) row: number;
  @ApiProperty({ description: 'Whether the import was undone, so that this counts no more' }) isUndone: boolean;
}

/** One thing that was said of the order. */
export class ExplainedMessageDto {
  @ApiProperty({ description: 'The platform’s message id, or `hand:<n>` for what was typed' })
  messageKey: string;

  @ApiProperty({ enum: ['platform', 'file', 'hand'] })
  source: string;

  @ApiProperty({ description: 'The number of the refund it speaks of; empty: the order with its lines' })
  subject: string;

  @ApiProperty({ type: String, nullable: true })
  version: string | null;

  @ApiProperty()
  saidAt: string;

  @ApiProperty({ type: String, nullable: true, description: 'Of the message in the inbox; null where there is none' })
  state: string | null;

  @ApiProperty({ type: String, nullable: true })
  receivedAt: string | null;

  @ApiProperty({ type: ExplainedFileDto, nullable: true, description: 'Of what a file told' })
  file: ExplainedFileDto | null;
}

export class ExplainedOrderDto {
  @ApiProperty()
  orderId: string;

  @ApiProperty()
  shopId: string;

  @ApiProperty()
  orderNo: string;

  @ApiProperty({ type: String, nullable: true, description: 'null: not paid any more, or no longer kept' })
  paidAt: string | null;

  @ApiProperty({ type: [ExplainedEntryDto], description: 'What of the order counts in the cell, in the order of posting' })
  entries: ExplainedEntryDto[];

  @ApiProperty({ type: [ExplainedMessageDto], description: 'All that was said of the order, by time' })
  messages: ExplainedMessageDto[];
}

@ApiExtraModels(ExplainedPartDto, ExplainedOrderDto)
export class ExplainDto {
  @ApiProperty({ enum: SUBJECTS })
  subject: string;

  @ApiProperty({ enum: ['member', 'total', 'unallocated'] })
  part: string;

  @ApiProperty({ type: String, nullable: true, description: 'null of what is no member' })
  id: string | null;

  @ApiProperty({ type: String, nullable: true })
  name: string | null;

  @ApiProperty({ type: DayRangeDto })
  range: DayRangeDto;

  @ApiProperty({ description: 'origin or merchant' })
  basis: string;

  @ApiProperty({ description: 'cash or cohort' })
  refundView: string;

  @ApiProperty()
  asOf: string;

  @ApiProperty({ type: MeasuresDto, description: 'What the ranking shows' })
  measures: MeasuresDto;

  @ApiProperty({
    type: AdditiveMeasuresDto,
    description:
      'What the ranking shows less all that can be listed here: what counts for merchants, or by orders was sold by shops, that the asking account does not see. Zero for an operator',
  })
  remainder: AdditiveMeasuresDto;

  @ApiProperty({ enum: EXPLAINED_BY })
  by: ExplainedBy;

  @ApiProperty({
    type: 'array',
    items: { oneOf: [{ $ref: getSchemaPath(ExplainedPartDto) }, { $ref: getSchemaPath(ExplainedOrderDto) }] },
    description: 'Parts or orders, as `by` says',
  })
  items: ExplainedPartDto[] | ExplainedOrderDto[];

  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}
