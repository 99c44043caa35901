import type { DivisionLevel } from '../../kernel/division-code.js';

// The register also has slips such as 村村委员会, 村民员委会 or 村委; they mean the same office.
const VILLAGE_COMMITTEE = /村民?(?:委员会|员委会|委会|委员|委)$/;
const RESIDENTS_COMMITTEE = /居民?(?:委员会|委会)区?$/;
const STREET_OFFICE = /(?<=街道)办事处$/;

const ENDINGS: Readonly<Record<DivisionLevel, RegExp>> = {
  province: /(?:特别行政区|.族自治区|自治区|省|市)$/,
  city: /(?:地区|自治州|市|盟)$/,
  county: /(?:自治县|自治旗|县|区|市|旗)$/,
  township: /(?:街道|镇|乡)$/,
  village: /(?:村|社区)$/,
};

/** What people call the place: the register names village committees (南家堡村委会), people name villages (南家堡村). Always a beginning of the register's name. */
export function displayName(name: string, level: DivisionLevel): string {
  if (level === 'township') return name.replace(STREET_OFFICE, '');
  if (level !== 'village') return name;
  const village = name.replace(VILLAGE_COMMITTEE, '');
  if (village !== name && village !== '') return village.endsWith('村') ? village : `${village}村`;
  return name.replace(RESIDENTS_COMMITTEE, '') || name;
}

/** The name without the word for its kind: 怀仁, 金沙滩, 南家堡. */
export function bareName(name: string, level: DivisionLevel): string {
  return name.replace(ENDINGS[level], '') || name;
}

/** Kept in the register, but nobody lives or sells there, so pickers do not offer it. */
export function isPlaceholder(name: string, level: DivisionLevel): boolean {
  return level === 'village' && /虚拟|类似/.test(name);
}
