import { Module } from '@nestjs/common';
import { AttributionModule } from '../attribution/index.js';
import { DivisionModule } from '../divisions/index.js';
import { MerchantController } from './merchant.controller.js';
import { MerchantHomes } from './merchant-homes.service.js';
import { MerchantRepository } from './merchant.repository.js';
import { MerchantService } from './merchant.service.js';

@Module({
  imports: [AttributionModule, DivisionModule],
  providers: [MerchantService, MerchantHomes, MerchantRepository],
  exports: [MerchantService],
})
export class MerchantModule {}

@Module({ imports: [MerchantModule], controllers: [MerchantController] })
export class MerchantApi {}
