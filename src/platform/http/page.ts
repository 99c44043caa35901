import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { InputError } from './input-error.js';

export const MAX_PAGE = 500;
// The longest key a list continues after: shop, item and SKU of 200 characters each, escaped and encoded.
const MAX_CURSOR = 4_000;

/** `?limit=&cursor=` of every list. */
export class PageQuery {
  @ApiPropertyOptional({ description: 'Rows per page, 1 to 500', default: 100 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MAX_PAGE)
  limit: number = 100;

  @ApiPropertyOptional({ description: '`nextCursor` of the page before' })
  @IsOptional()
  @IsString()
  @MaxLength(MAX_CURSOR)
  cursor?: string;
}

export interface Page<Item> {
  readonly items: Item[];
  readonly nextCursor: string | null;
}

export class PageOf {
  @ApiProperty({ type: String, nullable: true, description: 'null on the last page' })
  nextCursor: string | null;
}

/** Pages continue after a key, never at an offset: rows that come or go meanwhile are neither skipped nor repeated. */
export function encodeCursor(key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

export function decodeCursor(cursor: string | undefined, length: number): (string | number)[] | null {
  if (cursor === undefined || cursor === '') return null;
  const key = parsed(cursor);
  const isKey = Array.isArray(key) && key.length === length && key.every((part) => typeof part === 'string' || Number.isSafeInteger(part));
  if (!isKey || key.some((part) => typeof part === 'string' && (part.includes('\0') || !part.isWellFormed())))
    throw new InputError('input.cursor');
  return key as (string | number)[];
}

/** The numeric id a list continues after, or "0" from the start. */
export function cursorId(cursor: string | undefined): string {
  const id = String(decodeCursor(cursor, 1)?.[0] ?? '0');
  if (!/^\d{1,18}$/.test(id)) throw new InputError('input.cursor');
  return id;
}

/** Rows are read one beyond the page: the extra row tells that there is a next page. */
export function toPage<Row, Item>(
  rows: readonly Row[],
  limit: number,
  toItem: (row: Row) => Item,
  keyOf: (row: Row) => (string | number)[],
): Page<Item> {
  const last = rows[limit - 1];
  return {
    items: rows.slice(0, limit).map(toItem),
    nextCursor: rows.length > limit && last !== undefined ? encodeCursor(keyOf(last)) : null,
  };
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}
