import { type DynamicModule, Module } from '@nestjs/common';
import { Secrets } from './secrets.js';

@Module({})
export class CryptoModule {
  static of(read: () => Promise<Secrets>): DynamicModule {
    return { module: CryptoModule, global: true, providers: [{ provide: Secrets, useFactory: read }], exports: [Secrets] };
  }
}
