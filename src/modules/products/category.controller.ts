import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CATEGORIES } from './categories.js';
import { CategoryList } from './category.dto.js';
import { Access } from '../../platform/http/index.js';

@ApiTags('products')
@Access('figures')
@Controller('api/v1/categories')
export class CategoryController {
  /** The taxonomy a product's category is chosen from. */
  @Get()
  @ApiOkResponse({ type: CategoryList })
  list(): CategoryList {
    return { items: CATEGORIES };
  }
}
