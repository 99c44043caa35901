import { type DynamicModule, Module } from '@nestjs/common';
import type { DatabaseAccess } from '../database/index.js';
import { LIVE_TRANSPORT } from './live-push.js';
import { LivePush } from './live-push.service.js';
import { PostgresTransport } from './postgres-transport.js';
import { RedisTransport } from './redis-transport.js';

export interface LivePushOptions {
  readonly redisUrl: string | null;
  readonly access: DatabaseAccess;
}

@Module({})
export class LivePushModule {
  static of({ redisUrl, access }: LivePushOptions): DynamicModule {
    const useFactory = () => (redisUrl === null ? new PostgresTransport(access.url('queue')) : new RedisTransport(redisUrl));
    return { module: LivePushModule, global: true, providers: [LivePush, { provide: LIVE_TRANSPORT, useFactory }], exports: [LivePush] };
  }
}
