import { plainToInstance, Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Length, Matches, ValidateNested, validateSync, type ValidationError } from 'class-validator';
import { ALIAS_KINDS, type AliasKind } from './division.schema.js';
import { DivisionError } from './division.errors.js';

/** A development zone that has a county-level code but is no county. */
export class ZoneEntry {
  @Matches(/^\d{6}$/)
  code: string;

  @IsOptional()
  @Matches(/^\d{6}$/)
  hostCountyCode?: string | null;
}

/** What a list of divisions says about itself. */
export class RegisterManifest {
  @Matches(/^\d{2}$/)
  provinceCode: string;

  @IsString()
  @Length(1, 500)
  source: string;

  @Matches(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)
  asOf: string;

  @Matches(/^[0-9a-f]{64}$/)
  sha256: string;

  @IsInt()
  rowCount: number;

  @ValidateNested({ each: true })
  @Type(() => ZoneEntry)
  zones: ZoneEntry[];
}

/** A name or code that is no longer, or not officially, that of `code`. */
export class AliasEntry {
  @IsString()
  @Length(1, 100)
  alias: string;

  @Matches(/^\d{2,12}$/)
  code: string;

  @IsIn(ALIAS_KINDS)
  kind: AliasKind;

  @IsOptional()
  @IsString()
  @Length(0, 500)
  note?: string;
}

class AliasFile {
  @ValidateNested({ each: true })
  @Type(() => AliasEntry)
  aliases: AliasEntry[];
}

export function parseManifest(text: string, file: string): RegisterManifest {
  return checked(plainToInstance(RegisterManifest, parseJson(text, file)), file);
}

export function parseAliases(text: string, file: string): AliasEntry[] {
  return checked(plainToInstance(AliasFile, { aliases: parseJson(text, file) }), file).aliases;
}

/** Unknown fields are faults, too: a misspelt `hostCountyCode` must not silently make a zone homeless. */
function checked<File extends object>(value: File, file: string): File {
  const [fault] =
    typeof value === 'object' && !Array.isArray(value) ? validateSync(value, { whitelist: true, forbidNonWhitelisted: true }) : [];
  if (fault !== undefined) throw new DivisionError('divisions.file-invalid', { file, fault: describeFault(fault) });
  return value;
}

function describeFault(fault: ValidationError): string {
  const [inner] = fault.children ?? [];
  if (inner !== undefined) return `${fault.property}/${describeFault(inner)}`;
  return `${fault.property}: ${Object.values(fault.constraints ?? {}).join(', ')}`;
}

function parseJson(text: string, file: string): object {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
  } catch (error) {
    throw new DivisionError('divisions.file-invalid', { file, fault: error instanceof Error ? error.message : String(error) });
  }
  throw new DivisionError('divisions.file-invalid', { file, fault: 'not an object or list' });
}
