import { ApiProperty } from '@nestjs/swagger';

export class CategoryDto {
  @ApiProperty({ description: 'Dotted path; what is below a category begins with its code and a dot', example: 'grain.buckwheat' })
  code: string;

  @ApiProperty({ description: 'Chinese name', example: '荞麦' })
  name: string;

  @ApiProperty({ description: 'English name', example: 'Buckwheat' })
  nameEn: string;

  @ApiProperty({ type: String, nullable: true, description: 'null at the top level', example: 'grain' })
  parentCode: string | null;

  @ApiProperty({ description: 'What a form proposes for isAgricultural; the product itself decides', example: true })
  isAgriculturalByDefault: boolean;
}

export class CategoryList {
  @ApiProperty({ type: [CategoryDto], description: 'The whole taxonomy, each parent before its children' })
  items: readonly CategoryDto[];
}
