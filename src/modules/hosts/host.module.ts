import { Module } from '@nestjs/common';
import { MerchantModule } from '../merchants/index.js';
import { HostController } from './host.controller.js';
import { HostRepository } from './host.repository.js';
import { HostService } from './host.service.js';

@Module({ imports: [MerchantModule], providers: [HostService, HostRepository], exports: [HostService] })
export class HostModule {}

@Module({ imports: [HostModule], controllers: [HostController] })
export class HostApi {}
