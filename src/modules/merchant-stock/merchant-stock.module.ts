import { Module } from '@nestjs/common';
import { DivisionModule } from '../divisions/index.js';
import { MerchantStockController } from './merchant-stock.controller.js';
import { MerchantStockRepository } from './merchant-stock.repository.js';
import { MerchantStock } from './merchant-stock.service.js';

@Module({
  imports: [DivisionModule],
  controllers: [MerchantStockController],
  providers: [MerchantStock, MerchantStockRepository],
  exports: [MerchantStock],
})
export class MerchantStockApi {}
