import { Module } from '@nestjs/common';
import { HostModule } from '../hosts/index.js';
import { MerchantModule } from '../merchants/index.js';
import { ProductModule } from '../products/index.js';
import { ShopModule } from '../shops/index.js';
import { LiveSessionController } from './live-session.controller.js';
import { LiveSessionRepository } from './live-session.repository.js';
import { LiveSessionService } from './live-session.service.js';
import { SessionLinks } from './session-links.service.js';
import { SessionReadingController } from './session-reading.controller.js';
import { SessionReadingRepository } from './session-reading.repository.js';
import { SessionReadingService } from './session-reading.service.js';

@Module({
  imports: [MerchantModule, HostModule, ShopModule, ProductModule],
  providers: [LiveSessionService, SessionLinks, LiveSessionRepository, SessionReadingService, SessionReadingRepository],
  exports: [LiveSessionService, SessionReadingService],
})
export class LiveSessionModule {}

@Module({ imports: [LiveSessionModule], controllers: [LiveSessionController, SessionReadingController] })
export class LiveSessionApi {}
