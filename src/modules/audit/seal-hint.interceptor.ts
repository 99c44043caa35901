import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { type Observable, tap } from 'rxjs';
import { isSafeMethod } from '../../platform/http/index.js';
import { Hints } from '../../platform/queue/index.js';

/**
 * The database writes the record by itself, so nobody knows whether a request left something to be sealed: every request that may write, and was
 * not refused, says so. A refused sign-in waits for the scheduler.
 */
@Injectable()
export class SealHint implements NestInterceptor {
  constructor(private readonly hints: Hints) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { method } = context.switchToHttp().getRequest<FastifyRequest>();
    if (isSafeMethod(method)) return next.handle();
    return next.handle().pipe(tap({ complete: () => this.hints.hint('audit.seal') }));
  }
}
