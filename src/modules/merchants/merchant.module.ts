import { Module } from '@nestjs/common';
import { DivisionModule } from '../divisions/index.js';
import { MerchantController } from './merchant.controller.js';
import { MerchantRepository } from './merchant.repository.js';
import { MerchantService } from './merchant.service.js';

@Module({ imports: [DivisionModule], providers: [MerchantService, MerchantRepository], exports: [MerchantService] })
export class MerchantModule {}

@Module({ imports: [MerchantModule], controllers: [MerchantController] })
export class MerchantApi {}
