import { type DynamicModule, Module } from '@nestjs/common';
import { Secrets } from './secrets.js';

@Module({})
export class CryptoModule {
  static of(secretKey: string): DynamicModule {
    return { module: CryptoModule, global: true, providers: [{ provide: Secrets, useValue: new Secrets(secretKey) }], exports: [Secrets] };
  }
}
