import { EntitySchema } from 'typeorm';
import type { DivisionLevel } from '../../kernel/division-code.js';

/** 行政区划: a node of the register. `name` is the register's own, `displayName` what people call it. */
export interface Division {
  code: string;
  name: string;
  displayName: string;
  fullName: string;
  level: DivisionLevel;
  parentCode: string | null;
  isZone: boolean;
  hostCountyCode: string | null;
  isSelectable: boolean;
  /** From the province down to the division itself, the host county before its zone. */
  path: string[];
  pinyin: string;
  initials: string;
  validFrom: string | null;
  validTo: string | null;
}

export const DivisionSchema = new EntitySchema<Division>({
  name: 'division',
  columns: {
    code: { type: 'text', primary: true },
    name: { type: 'text' },
    displayName: { type: 'text', name: 'display_name' },
    fullName: { type: 'text', name: 'full_name' },
    level: { type: 'text' },
    parentCode: { type: 'text', name: 'parent_code', nullable: true },
    isZone: { type: 'boolean', name: 'is_zone', default: false },
    hostCountyCode: { type: 'text', name: 'host_county_code', nullable: true },
    isSelectable: { type: 'boolean', name: 'is_selectable', default: true },
    path: { type: 'text', array: true },
    pinyin: { type: 'text' },
    initials: { type: 'text' },
    validFrom: { type: 'date', name: 'valid_from', nullable: true },
    validTo: { type: 'date', name: 'valid_to', nullable: true },
  },
});

export type AliasKind = 'former-name' | 'abolished' | 'other-name' | 'code';
export const ALIAS_KINDS: readonly AliasKind[] = ['former-name', 'abolished', 'other-name', 'code'];

/** A former or other name, or a former code, that leads to today's division. */
export interface DivisionAlias {
  alias: string;
  code: string;
  kind: AliasKind;
  note: string;
  pinyin: string;
  initials: string;
}

export const DivisionAliasSchema = new EntitySchema<DivisionAlias>({
  name: 'division_alias',
  columns: {
    alias: { type: 'text', primary: true },
    code: { type: 'text', primary: true },
    kind: { type: 'text' },
    note: { type: 'text', default: '' },
    pinyin: { type: 'text', default: '' },
    initials: { type: 'text', default: '' },
  },
});
