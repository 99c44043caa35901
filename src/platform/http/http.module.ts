import { Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import { OnceWriter } from './once.js';
import { ProblemFilter } from './problem.filter.js';
import { InputPipe } from './validation.pipe.js';

@Global()
@Module({
  providers: [OnceWriter, { provide: APP_FILTER, useClass: ProblemFilter }, { provide: APP_PIPE, useClass: InputPipe }],
  exports: [OnceWriter],
})
export class HttpModule {}
