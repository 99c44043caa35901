import { ApiProperty } from '@nestjs/swagger';

export class TileDto {
  @ApiProperty({ example: '140681' }) code: string;
  @ApiProperty({ example: '怀仁市' }) name: string;
  @ApiProperty({ description: 'From the north, 0 first' }) row: number;
  @ApiProperty({ description: 'From the west, 0 first' }) column: number;
}

export class AreaMapDto {
  @ApiProperty({ type: [TileDto], description: 'Every county once, as a tile of a schematic grid' })
  tiles: readonly TileDto[];

  @ApiProperty({
    type: String,
    nullable: true,
    example: '晋S(2026)005号',
    description: 'The 审图号 of the map the operator supplied, to be printed with it; null: there is none',
  })
  reviewNumber: string | null;
}

export class MapAreaDto {
  @ApiProperty({ example: '140681' }) code: string;

  @ApiProperty({
    type: 'array',
    items: {},
    description: 'Polygons of rings of [longitude, latitude], as in a GeoJSON MultiPolygon',
  })
  polygons: unknown;
}

export class ReviewedMapDto {
  @ApiProperty({ example: '晋S(2026)005号' }) reviewNumber: string;
  @ApiProperty({ type: [MapAreaDto] }) areas: readonly MapAreaDto[];
}
