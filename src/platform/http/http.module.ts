import { Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import { OnceWriter } from './once.js';
import { ProblemFilter } from './problem.filter.js';
import { RequestLimits } from './request-limits.js';
import { InputPipe } from './validation.pipe.js';

@Global()
@Module({
  providers: [OnceWriter, RequestLimits, { provide: APP_FILTER, useClass: ProblemFilter }, { provide: APP_PIPE, useClass: InputPipe }],
  exports: [OnceWriter, RequestLimits],
})
export class HttpModule {}
