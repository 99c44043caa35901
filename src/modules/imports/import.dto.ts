import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Length, MaxLength } from 'class-validator';
import { PageOf, PageQuery } from '../../platform/http/index.js';
import { IMPORT_STATES, type ImportState } from './file-import.js';

export class ImportIdDto {
  @ApiProperty() id: string;
}

export class ImportQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Only imports into this shop', example: '1h0m3kq8w2zxr7c' })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  shopId?: string;
}

export class UndoImport {
  @ApiProperty({ description: 'Why it is taken back; kept with the import', example: '选错了店铺' })
  @IsString()
  @Length(1, 200)
  reason: string;
}

export class TemplateQuery {
  @ApiPropertyOptional({ enum: ['xlsx', 'csv'], default: 'xlsx' })
  @IsOptional()
  @IsIn(['xlsx', 'csv'])
  format: 'xlsx' | 'csv' = 'xlsx';
}

export class ImportFaultDto {
  @ApiProperty({ example: 'wrong-platform' }) code: string;
  @ApiProperty({ description: 'What is wrong and what to do; Chinese or English by Accept-Language' }) detail: string;
}

export class ImportColumnDto {
  @ApiProperty({ example: '订单应付金额' }) name: string;
  @ApiProperty({ type: String, nullable: true, description: 'What it is used for; null: not used' }) use: string | null;
}

export class RecognisedFileDto {
  @ApiProperty({ example: 'douyin-orders' }) family: string;
  @ApiProperty({ enum: ['utf-8', 'gb18030', 'utf-16le', 'utf-16be', 'xlsx'] }) encoding: string;
  @ApiProperty({ type: String, nullable: true, description: 'Of a workbook: the name of the sheet that is read' }) sheet: string | null;
  @ApiProperty({ description: 'The row of the headings, from 1' }) headerRow: number;
  @ApiProperty({ type: [ImportColumnDto] }) columns: ImportColumnDto[];
}

export class ImportProgressDto {
  @ApiProperty({ description: 'Of byteSize' }) bytesRead: number;
  @ApiProperty() rowsRead: number;
  @ApiProperty({ description: 'Whether every row was read; they are then put together order by order' }) isRead: boolean;
  @ApiProperty({ description: 'Orders that the file tells of and that can be counted' }) ordersTold: number;
  @ApiProperty({ description: 'Of ordersTold: in the inbox' }) ordersCommitted: number;
  @ApiProperty({ description: 'Of ordersCommitted: taken back' }) ordersUndone: number;
  @ApiProperty({ description: 'Of ordersUndone: retired as the retention policy says, so that what was counted of them stands' })
  ordersRetired: number;
}

export class ImportCountsDto {
  @ApiProperty({ description: 'Nothing counted of them before' }) ordersNew: number;
  @ApiProperty({ description: 'Counted already, and the file says something else' }) ordersChanged: number;
  @ApiProperty({ description: 'Known already as the file says' }) ordersKnown: number;
  @ApiProperty({ description: 'Refunds of orders nobody has told of: they count once the order comes' }) ordersWaiting: number;
  @ApiProperty({ description: 'Orders of which no row counts' }) ordersRefused: number;
  @ApiProperty({ description: 'All rows of such orders, and rows without a readable order number' }) rowsRefused: number;
  @ApiProperty({ description: 'Totals and the like' }) rowsPassed: number;
}

export class ImportChangeDto {
  @ApiProperty({ description: 'Fen' }) paidFen: number;
  @ApiProperty({ description: 'Fen' }) refundedFen: number;
  @ApiProperty({ description: 'Fen' }) netFen: number;
}

export class RefusedRowDto {
  @ApiProperty({ description: 'As a person counts in the file, from 1' }) row: number;
  @ApiProperty({ description: 'Empty where it cannot be read' }) orderNo: string;
  @ApiProperty() column: string;
  @ApiProperty() value: string;
  @ApiProperty({ description: 'What is wrong and what to do; Chinese or English by Accept-Language' }) reason: string;
}

export class ImportNoteDto {
  @ApiProperty({ example: 'refund-amount-unknown' }) code: string;
  @ApiProperty({ description: 'Of how many lines or orders' }) count: number;
  @ApiProperty({ description: 'What to know and what to do; Chinese or English by Accept-Language' }) detail: string;
}

export class ImportDto {
  @ApiProperty() id: string;
  @ApiProperty({ type: String, nullable: true, description: 'null while the file is arriving' }) shopId: string | null;
  @ApiProperty({ type: String, nullable: true }) shopName: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'douyin' }) platform: string | null;
  @ApiProperty() fileName: string;
  @ApiProperty() byteSize: number;
  @ApiProperty({
    enum: IMPORT_STATES,
    description:
      'preview: a person decides; committed: in the inbox; applied: counted; failed: see fault; discarded: nobody committed it in 7 days',
  })
  state: ImportState;
  @ApiProperty({ description: 'The account’s name' }) uploadedBy: string;
  @ApiProperty({ type: ImportFaultDto, nullable: true }) fault: ImportFaultDto | null;
  @ApiProperty({ type: RecognisedFileDto, nullable: true }) recognised: RecognisedFileDto | null;
  @ApiProperty({ type: ImportProgressDto }) progress: ImportProgressDto;
  @ApiProperty({ type: ImportCountsDto, description: 'Of what has been read so far' }) counts: ImportCountsDto;
  @ApiProperty({ type: ImportChangeDto, description: 'What committing would change, as things stood when the file was read' })
  change: ImportChangeDto;
  @ApiProperty({ type: [ImportNoteDto], description: 'What to know of orders that count all the same' }) notes: ImportNoteDto[];
  @ApiProperty({ description: 'Whether it can be committed now' }) canCommit: boolean;
  @ApiProperty({ description: 'Whether it can be taken back now' }) canUndo: boolean;
  @ApiProperty() createdAt: string;
  @ApiProperty({ type: String, nullable: true }) readAt: string | null;
  @ApiProperty({ type: String, nullable: true }) committedAt: string | null;
  @ApiProperty({ type: String, nullable: true }) committedBy: string | null;
  @ApiProperty({ type: String, nullable: true }) appliedAt: string | null;
  @ApiProperty({ type: String, nullable: true }) undoneAt: string | null;
  @ApiProperty({ type: String, nullable: true }) undoneBy: string | null;
  @ApiProperty({ type: String, nullable: true }) undoReason: string | null;
}

export class WholeImportDto extends ImportDto {
  @ApiProperty({ type: [RefusedRowDto], description: 'The first 100; all of them in errors.xlsx' }) refusedRows: RefusedRowDto[];
}

export class ImportPage extends PageOf {
  @ApiProperty({ type: [ImportDto] }) items: ImportDto[];
}
