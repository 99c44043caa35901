import { ApiProperty } from '@nestjs/swagger';
import { CHECK_STATES } from './additivity.js';
import { EMPTIES, type Empty } from './cell-value.js';
import type { NoRate, ShownCell, ShownIndicator, ShownValue } from './report-figures.js';
import { ReportAreaDto, ReportIndicatorDto, ReportTableItemDto } from './report-table.dto.js';
import { type Paper, PAPERS, type ReportArea } from './report-table.js';

export class ShownValueDto implements ShownValue {
  @ApiProperty({ description: 'As printed: rounded, or — … ※', example: '13395.8' }) text: string;
  @ApiProperty({ type: String, nullable: true, description: 'Exact', example: '13395.8' }) decimal: string | null;
  @ApiProperty({ enum: EMPTIES, nullable: true }) empty: Empty | null;
}

export class ShownCellDto implements ShownCell {
  @ApiProperty({ description: 'Key of the column' }) area: string;
  @ApiProperty({ type: ShownValueDto }) level: ShownValue;
  @ApiProperty({ type: ShownValueDto }) rate: ShownValue;
  @ApiProperty({ enum: ['new', 'small-base', 'not-comparable'], nullable: true, description: 'Why counted sales have no rate' })
  noRate: NoRate | null;
}

export class AdditivityCheckDto {
  @ApiProperty({ enum: CHECK_STATES, description: 'Whether total and members agree within half a unit of the last decimal per member' })
  state: (typeof CHECK_STATES)[number];
  @ApiProperty({ type: String, nullable: true, description: 'Of the members without zones', example: '65.6' }) membersSum: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Total less members', example: '34.5' }) residual: string | null;
  @ApiProperty() isRoundedOff: boolean;
}

export class ShownIndicatorDto extends ReportIndicatorDto implements ShownIndicator {
  @ApiProperty({ example: '①' }) marks: string;
  @ApiProperty({ type: [ShownCellDto], description: 'One for every column, in its order' }) cells: ShownCell[];
  @ApiProperty({ type: AdditivityCheckDto }) check: AdditivityCheckDto;
  @ApiProperty({ example: '34.5' }) residualText: string;
}

export class NoteDto {
  @ApiProperty({ example: '①' }) mark: string;
  @ApiProperty() text: string;
}

export class ReportFiguresDto extends ReportTableItemDto {
  @ApiProperty({ example: '2023年1—7月' }) period: string;
  @ApiProperty({ enum: PAPERS }) paper: Paper;
  @ApiProperty() source: string;
  @ApiProperty({ description: 'When counted figures were read, Beijing time' }) asOf: string;
  @ApiProperty({ description: 'Counted figures of a period that is not over yet' }) isProvisional: boolean;
  @ApiProperty({ type: [ReportAreaDto] }) areas: ReportArea[];
  @ApiProperty({ type: String, nullable: true, description: 'Heading of the column of what no member has', example: '未分配／市本级' })
  residualName: string | null;
  @ApiProperty({ type: [ShownIndicatorDto] }) indicators: ShownIndicator[];
  @ApiProperty({ type: [NoteDto], description: 'Numbered notes, then those that follow from the table' }) notes: NoteDto[];
}
