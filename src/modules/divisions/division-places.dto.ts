import { ApiProperty } from '@nestjs/swagger';
import { DIVISION_LEVELS, type DivisionLevel } from '../../kernel/division-code.js';

export class SaidName {
  @ApiProperty({ example: '中五井乡' })
  name: string;

  @ApiProperty({ description: 'Without tones and spaces', example: 'zhongwujingxiang' })
  pinyin: string;

  @ApiProperty({ example: 'zwjx' })
  initials: string;
}

export class PlaceDto extends SaidName {
  @ApiProperty({ example: '140681102201' })
  code: string;

  @ApiProperty({ enum: DIVISION_LEVELS })
  level: DivisionLevel;

  @ApiProperty({ description: 'What it lies in: names repeat', example: '金沙滩镇' })
  parentName: string;

  @ApiProperty({ type: [SaidName], description: 'Former and other names, of places it took over as well' })
  formerNames: SaidName[];
}

export class DivisionPlaces {
  @ApiProperty({ example: '140681' })
  code: string;

  @ApiProperty({ example: '怀仁市' })
  name: string;

  @ApiProperty({ description: 'When it was read, Beijing time' })
  asOf: string;

  @ApiProperty({ type: [PlaceDto], description: 'Townships and villages that may be chosen, by code' })
  items: PlaceDto[];
}
