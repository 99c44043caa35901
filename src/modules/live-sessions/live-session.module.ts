import { Module } from '@nestjs/common';
import { HostModule } from '../hosts/index.js';
import { MerchantModule } from '../merchants/index.js';
import { ProductModule } from '../products/index.js';
import { ShopModule } from '../shops/index.js';
import { LiveSessionController } from './live-session.controller.js';
import { LiveSessionRepository } from './live-session.repository.js';
import { LiveSessionService } from './live-session.service.js';
import { SessionLinks } from './session-links.service.js';

@Module({
  imports: [MerchantModule, HostModule, ShopModule, ProductModule],
  providers: [LiveSessionService, SessionLinks, LiveSessionRepository],
  exports: [LiveSessionService],
})
export class LiveSessionModule {}

@Module({ imports: [LiveSessionModule], controllers: [LiveSessionController] })
export class LiveSessionApi {}
