import type { CellStyle } from 'hucre/xlsx';
import type { Align, HeadingBlock, ParagraphBlock, Tone } from './document.js';

/** Named in full: spreadsheet programs without it take their own Chinese face, so nothing is embedded or depends on it. */
const FACE = '等线';
const COLOURS: Record<Tone, string> = { ink: '1F2328', quiet: '5B6169', faint: 'A9A498', cinnabar: 'B5402B' };
const HAIR = { style: 'hair', color: { rgb: '5B6169' } } as const;
const THIN = { style: 'thin', color: { rgb: '1F2328' } } as const;
const MEDIUM = { style: 'medium', color: { rgb: '1F2328' } } as const;

export interface CellPlace {
  isFirstRow: boolean;
  isLastRow: boolean;
  startsGroup: boolean;
}

export function headingStyle(block: HeadingBlock): CellStyle {
  const size = { 1: 16, 2: 13, 3: 11 }[block.level];
  const align = block.align ?? (block.level === 1 ? 'center' : 'left');
  return wordStyle(size, align, block.tone ?? 'ink', true);
}

export function paragraphStyle(block: ParagraphBlock): CellStyle {
  return wordStyle(block.size === 'small' ? 9 : 11, block.align ?? 'left', block.tone ?? 'ink', false);
}

export function headStyle(isLeaf: boolean, place: CellPlace): CellStyle {
  return {
    ...wordStyle(isLeaf ? 9 : 10, 'center', isLeaf ? 'quiet' : 'ink', !isLeaf),
    fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'F1EEE6' } },
    border: { top: place.isFirstRow ? MEDIUM : HAIR, bottom: place.isLastRow ? THIN : HAIR, left: place.startsGroup ? HAIR : undefined },
  };
}

export function bodyStyle(align: Align, isBold: boolean, indent: number, numFmt: string | undefined, place: CellPlace): CellStyle {
  return {
    font: { name: FACE, size: 10, bold: isBold, color: { rgb: COLOURS.ink } },
    alignment: { horizontal: align, vertical: 'center', wrapText: align === 'left', indent: indent === 0 ? undefined : indent },
    border: {
      top: place.isFirstRow ? undefined : HAIR,
      bottom: place.isLastRow ? MEDIUM : HAIR,
      left: place.startsGroup ? HAIR : undefined,
    },
    // Text stays text: `…` or `1—7月` must not be taken for something else.
    numFmt: numFmt ?? '@',
  };
}

export function wordStyle(size: number, align: Align, tone: Tone, isBold: boolean): CellStyle {
  return {
    font: { name: FACE, size, bold: isBold, color: { rgb: COLOURS[tone] } },
    alignment: { horizontal: align, vertical: 'center', wrapText: true },
  };
}
