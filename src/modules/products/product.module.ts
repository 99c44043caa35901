import { Module } from '@nestjs/common';
import { AttributionModule } from '../attribution/index.js';
import { DivisionModule } from '../divisions/index.js';
import { MerchantModule } from '../merchants/index.js';
import { CategoryController } from './category.controller.js';
import { ProductController } from './product.controller.js';
import { ProductOrigins } from './product-origins.service.js';
import { ProductRepository } from './product.repository.js';
import { ProductService } from './product.service.js';

@Module({
  imports: [AttributionModule, DivisionModule, MerchantModule],
  providers: [ProductService, ProductOrigins, ProductRepository],
  exports: [ProductService],
})
export class ProductModule {}

@Module({ imports: [ProductModule], controllers: [ProductController, CategoryController] })
export class ProductApi {}
