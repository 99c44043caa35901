import { Module } from '@nestjs/common';
import { type Config, CONFIG } from '../../platform/config/index.js';
import { AreaMapController, REVIEWED_MAP } from './area-map.controller.js';
import { readReviewedMap } from './reviewed-map.js';

@Module({
  controllers: [AreaMapController],
  providers: [{ provide: REVIEWED_MAP, inject: [CONFIG], useFactory: (config: Config) => readReviewedMap(config.mapFile) }],
})
export class AreaMapApi {}
