import { ApiProperty, ApiPropertyOptional, OmitType, PartialType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBase64,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { PageOf, PageQuery } from '../../platform/http/index.js';
import { CELL_VALUE, EMPTIES } from './cell-value.js';
import {
  AREA_KINDS,
  type AreaKind,
  COUNTED_MEASURES,
  type CountedMeasure,
  type CountedSource,
  type Paper,
  PAPERS,
  type ReportArea,
  type ReportCell,
  type ReportIndicator,
} from './report-table.js';

export const MAX_AREAS = 40;
export const MAX_INDICATORS = 120;
const MAX_FOOTNOTES = 30;
const KEY = /^[a-z0-9-]{1,40}$/;
const KEY_MESSAGE = { message: 'must be 1 to 40 of a–z, 0–9 and -' };
const CODE = /^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$/;

export class ReportAreaDto implements ReportArea {
  @ApiProperty({ description: 'Names the column inside the table; stays when the column is renamed or moved', example: 'shuocheng' })
  @IsString()
  @Matches(KEY, KEY_MESSAGE)
  key: string;

  @ApiProperty({ minLength: 1, maxLength: 40, example: '朔城区' })
  @IsString()
  @Length(1, 40)
  name: string;

  @ApiProperty({ enum: AREA_KINDS, description: 'The whole, a part of it, or an of-which zone (其中) that is no addend' })
  @IsIn(AREA_KINDS)
  kind: AreaKind;

  @ApiProperty({ type: String, nullable: true, description: 'Needed where Cunbo counts a row', example: '140602' })
  @ValidateIf((_area, code) => code !== null)
  @IsString()
  @Matches(CODE)
  divisionCode: string | null;
}

export class CountedSourceDto implements CountedSource {
  @ApiProperty({ enum: COUNTED_MEASURES })
  @IsIn(COUNTED_MEASURES)
  measure: CountedMeasure;

  @ApiProperty({ type: String, nullable: true, description: 'A category and what is below it', example: 'ceramics' })
  @ValidateIf((_source, category) => category !== null)
  @IsString()
  @Length(1, 80)
  @Matches(/^[a-z0-9.-]+$/)
  category: string | null;
}

export class ReportIndicatorDto implements ReportIndicator {
  @ApiProperty({ description: 'Names the row inside the table', example: 'gdp' })
  @IsString()
  @Matches(KEY, KEY_MESSAGE)
  key: string;

  @ApiProperty({ minLength: 1, maxLength: 60, example: '地区生产总值' })
  @IsString()
  @Length(1, 60)
  name: string;

  @ApiProperty({ maxLength: 20, example: '亿元' })
  @IsString()
  @MaxLength(20)
  unit: string;

  @ApiProperty({ maxLength: 20, description: 'Its own period, as printed', example: '1—2季度' })
  @IsString()
  @MaxLength(20)
  period: string;

  @ApiProperty({ minimum: 0, maximum: 4, example: 1 })
  @IsInt()
  @Min(0)
  @Max(4)
  levelDecimals: number;

  @ApiProperty({ minimum: 0, maximum: 4, example: 1 })
  @IsInt()
  @Min(0)
  @Max(4)
  rateDecimals: number;

  @ApiProperty({ minimum: 0, maximum: 3, description: 'Of-which rows are indented', example: 0 })
  @IsInt()
  @Min(0)
  @Max(3)
  indent: number;

  @ApiProperty({ description: 'Whether the total is to be the sum of the members: not so of averages and indices' })
  @IsBoolean()
  isAdditive: boolean;

  @ApiProperty({ type: [Number], description: 'Numbers of notes under the table, from 1', example: [1] })
  @IsArray()
  @ArrayMaxSize(5)
  @IsInt({ each: true })
  @Min(1, { each: true })
  footnotes: number[];

  @ApiProperty({
    type: CountedSourceDto,
    nullable: true,
    description: 'Counted by Cunbo from 1 January on; null: typed or imported by the bureau',
  })
  @ValidateIf((_indicator, counted) => counted !== null)
  @IsObject()
  @ValidateNested()
  @Type(() => CountedSourceDto)
  counted: CountedSourceDto | null;
}

const CELL = 'A decimal number in text, kept exactly as given, or `not-applicable` (—), `not-reported` (…), `withheld` (※)';

export class ReportCellDto implements ReportCell {
  @ApiProperty({ description: 'Key of the row', example: 'gdp' })
  @IsString()
  @Matches(KEY, KEY_MESSAGE)
  indicator: string;

  @ApiProperty({ description: 'Key of the column', example: 'shuocheng' })
  @IsString()
  @Matches(KEY, KEY_MESSAGE)
  area: string;

  @ApiProperty({ description: CELL, example: '187.8' })
  @IsString()
  @Matches(CELL_VALUE)
  level: string;

  @ApiProperty({ description: `In percent. ${CELL}`, example: '4.3' })
  @IsString()
  @Matches(CELL_VALUE)
  rate: string;
}

export class CreateReportTable {
  @ApiProperty({ description: 'Whose table it is; cannot be changed later', example: '1406' })
  @IsString()
  @Matches(CODE)
  divisionCode: string;

  @ApiProperty({ minLength: 1, maxLength: 80, example: '数字朔州' })
  @IsString()
  @Length(1, 80)
  title: string;

  @ApiProperty({ minimum: 2015, maximum: 2099, example: 2023 })
  @IsInt()
  @Min(2015)
  @Max(2099)
  year: number;

  @ApiProperty({ minimum: 1, maximum: 12, example: 1 })
  @IsInt()
  @Min(1)
  @Max(12)
  firstMonth: number;

  @ApiProperty({ minimum: 1, maximum: 12, example: 7 })
  @IsInt()
  @Min(1)
  @Max(12)
  lastMonth: number;

  @ApiPropertyOptional({ enum: PAPERS, default: 'A4' })
  @ValidateIf((_table, paper) => paper !== undefined)
  @IsIn(PAPERS)
  paper?: Paper;

  @ApiPropertyOptional({ maxLength: 200, description: 'Where the figures come from, printed under the table', example: '朔州市统计局' })
  @ValidateIf((_table, source) => source !== undefined)
  @IsString()
  @MaxLength(200)
  source?: string;

  @ApiPropertyOptional({ type: [ReportAreaDto], maxItems: MAX_AREAS })
  @ValidateIf((_table, areas) => areas !== undefined)
  @IsArray()
  @ArrayMaxSize(MAX_AREAS)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => ReportAreaDto)
  areas?: ReportAreaDto[];

  @ApiPropertyOptional({ type: [ReportIndicatorDto], maxItems: MAX_INDICATORS })
  @ValidateIf((_table, indicators) => indicators !== undefined)
  @IsArray()
  @ArrayMaxSize(MAX_INDICATORS)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => ReportIndicatorDto)
  indicators?: ReportIndicatorDto[];

  @ApiPropertyOptional({ type: [String], maxItems: MAX_FOOTNOTES, example: ['规模以上工业增加值按规定不公布绝对值。'] })
  @ValidateIf((_table, footnotes) => footnotes !== undefined)
  @IsArray()
  @ArrayMaxSize(MAX_FOOTNOTES)
  @IsString({ each: true })
  @Length(1, 300, { each: true })
  footnotes?: string[];

  @ApiPropertyOptional({ type: [ReportCellDto], description: 'Cells that are set; the others stay as they are' })
  @ValidateIf((_table, cells) => cells !== undefined)
  @IsArray()
  @ArrayMaxSize(MAX_AREAS * MAX_INDICATORS)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => ReportCellDto)
  cells?: ReportCellDto[];
}

/** Nothing can be cleared by null. A row or column that is no longer named takes its cells with it. */
export class ChangeReportTable extends PartialType(OmitType(CreateReportTable, ['divisionCode'] as const), {
  skipNullProperties: false,
}) {}

export class ImportReportValues {
  @ApiProperty({ description: 'The file (CSV or tab-separated; UTF-8 or GB18030) in base64', example: '5oyH5qCHLOWNleS9jSzmnJ/pl7Q=' })
  @IsString()
  @MaxLength(700_000)
  @IsBase64()
  contentBase64: string;

  @ApiPropertyOptional({ enum: EMPTIES, default: 'not-applicable', description: 'What an empty cell of the file means' })
  @ValidateIf((_file, meaning) => meaning !== undefined)
  @IsIn(EMPTIES)
  blankMeans?: (typeof EMPTIES)[number];
}

export class ReportTableQuery extends PageQuery {
  @ApiPropertyOptional({ example: 2023 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(2015)
  @Max(2099)
  year?: number;
}

export const EXPORT_FORMATS = ['xlsx', 'pdf', 'csv'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export class ExportQuery {
  @ApiProperty({ enum: EXPORT_FORMATS })
  @IsIn(EXPORT_FORMATS)
  format: ExportFormat;
}

export class ReportTableItemDto {
  @ApiProperty({ example: '7' }) id: string;
  @ApiProperty({ example: '1406' }) divisionCode: string;
  @ApiProperty({ example: '山西省朔州市' }) divisionName: string;
  @ApiProperty({ example: '数字朔州' }) title: string;
  @ApiProperty({ example: 2023 }) year: number;
  @ApiProperty({ example: 1 }) firstMonth: number;
  @ApiProperty({ example: 7 }) lastMonth: number;
  @ApiProperty({ description: 'ISO 8601 in Beijing time' }) changedAt: string;
}

export class ReportTablePage extends PageOf {
  @ApiProperty({ type: [ReportTableItemDto] })
  items: ReportTableItemDto[];
}

/** The table as the bureau keeps it: its shape and what was typed. What Cunbo counts, and what follows from both, stands with the figures. */
export class ReportTableDto extends ReportTableItemDto {
  @ApiProperty({ enum: PAPERS }) paper: Paper;
  @ApiProperty() source: string;
  @ApiProperty({ type: [ReportAreaDto] }) areas: ReportArea[];
  @ApiProperty({ type: [ReportIndicatorDto] }) indicators: ReportIndicator[];
  @ApiProperty({ type: [String] }) footnotes: string[];
  @ApiProperty({ type: [ReportCellDto], description: 'A cell that is not here is not reported yet' }) cells: ReportCell[];
  @ApiProperty({ description: 'ISO 8601 in Beijing time' }) createdAt: string;
}

export class RefusedRowDto {
  @ApiProperty({ description: 'Of the file; its head is row 1', example: 8 }) row: number;
  @ApiProperty({ example: '朔城区：“约五百”“2.6”不是数字，也不是 — … ※' }) reason: string;
}

export class ImportedReportDto {
  @ApiProperty({ description: 'Rows that were taken' }) imported: number;
  @ApiProperty({ type: [RefusedRowDto], description: 'Rows that were not; what the table had of them stays' }) refused: RefusedRowDto[];
  @ApiProperty({ type: ReportTableDto }) table: ReportTableDto;
}
