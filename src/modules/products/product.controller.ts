import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Principal } from '../../platform/database/index.js';
import {
  Access,
  Conditional,
  CurrentPrincipal,
  IdOf,
  IdPipe,
  IfMatch,
  type Page,
  Precondition,
  Tagged,
  Write,
  type WriteRequest,
} from '../../platform/http/index.js';
import { ChangeProduct, CreateProduct, type ListedProductDto, ProductDto, ProductPage, ProductQuery } from './product.dto.js';
import { ProductService } from './product.service.js';

@ApiTags('products')
@Access('catalogue')
@IdOf('product')
@Controller('api/v1/products')
export class ProductController {
  constructor(private readonly products: ProductService) {}

  /** A product (产品) of a merchant. 400 with a pointer for each field that cannot be used. */
  @Post()
  @Tagged()
  @ApiCreatedResponse({ type: ProductDto })
  create(@Write() write: WriteRequest, @Body() body: CreateProduct): Promise<ProductDto> {
    return this.products.create(write, body);
  }

  /** Products that are not archived, by id. */
  @Get()
  @ApiOkResponse({ type: ProductPage })
  list(@CurrentPrincipal() principal: Principal, @Query() query: ProductQuery): Promise<Page<ListedProductDto>> {
    return this.products.list(principal, query);
  }

  @Get(':id')
  @Tagged()
  @ApiOkResponse({ type: ProductDto })
  get(@CurrentPrincipal() principal: Principal, @Param('id', IdPipe) id: string): Promise<ProductDto> {
    return this.products.get(principal, id);
  }

  /**
   * A new category or origin moves past sales, too. null clears originDivisionCode and giMark. Once there are sales a new origin becomes a
   * rule of attribution for all days, listed with the source `product-change`, which can be withdrawn.
   */
  @Patch(':id')
  @Tagged()
  @Conditional()
  @ApiOkResponse({ type: ProductDto })
  change(
    @CurrentPrincipal() principal: Principal,
    @Param('id', IdPipe) id: string,
    @Body() body: ChangeProduct,
    @IfMatch() expected: Precondition,
  ): Promise<ProductDto> {
    return this.products.change(principal, id, body, expected);
  }

  /** Takes the product out of lists and pickers; its sales and mappings stay. */
  @Post(':id/archive')
  @HttpCode(200)
  @Tagged()
  @Conditional()
  @ApiOkResponse({ type: ProductDto })
  archive(
    @CurrentPrincipal() principal: Principal,
    @Param('id', IdPipe) id: string,
    @IfMatch() expected: Precondition,
  ): Promise<ProductDto> {
    return this.products.archive(principal, id, expected);
  }
}
