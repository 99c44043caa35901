import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError, type Language } from '../../kernel/domain-error.js';
import { KernelError } from '../../kernel/kernel-error.js';
import { InputError } from './input-error.js';
import { OutOfScope } from './out-of-scope.js';
import { languageOf, problem, PROBLEM_TYPE, type Problem } from './problem.js';

/** The only translator of errors into answers. What it does not know is logged whole and answered without internals. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('http');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const answer = describe(error, languageOf(request.headers['accept-language']));
    if (answer.status >= 500) this.logger.error({ err: error, method: request.method, path: request.routeOptions.url }, 'request failed');
    if (answer.status === 503 || answer.status === 429) void reply.header('Retry-After', String(retryAfterSeconds(error)));
    void reply.status(answer.status).header('Content-Type', PROBLEM_TYPE).send(JSON.stringify(answer));
  }
}

function retryAfterSeconds(error: unknown): string | number {
  return (error instanceof DomainError ? error.details.retryAfterSeconds : undefined) ?? 2;
}

export function describe(error: unknown, language: Language): Problem {
  if (error instanceof InputError && error.faults.length > 0)
    return problem(400, error.code, error.sentence(language), language, error.faults);
  if (error instanceof DomainError) return describeDomainError(error as DomainError, language);
  if (error instanceof KernelError) return problem(400, error.code, error.message, language);
  if (error instanceof HttpException) return describeStatus(error.getStatus(), language);
  if (isFastifyError(error)) return describeStatus(error.statusCode, language);
  return describeDatabaseRefusal(error, language) ?? describeStatus(500, language);
}

function describeDomainError(error: DomainError, language: Language): Problem {
  const sentence = error.sentence(language);
  const errors = error.pointer === null ? undefined : [{ pointer: error.pointer, code: error.code, detail: sentence }];
  return problem(error.definition.status, error.code, sentence, language, errors);
}

const SENTENCES: Readonly<Record<number, readonly [code: string, zh: string, en: string]>> = {
  400: [
    'http.bad-request',
    '请求无法读取，请检查内容是否为有效的 JSON。',
    'The request cannot be read; check that its body is valid JSON.',
  ],
  401: ['auth.required', '请先登录。', 'Sign in first.'],
  403: ['auth.forbidden', '没有这个操作的权限。', 'This is not permitted.'],
  404: ['http.not-found', '没有这个地址。', 'There is nothing at this address.'],
  405: ['http.method', '这个地址不支持该方法。', 'This address does not support that method.'],
  413: ['http.too-large', '内容超过上限，请分几次提交。', 'The body is larger than the limit; send it in parts.'],
  414: ['http.uri-too-long', '地址太长。', 'The address is too long.'],
  415: ['http.content-type', '请以 application/json 提交。', 'Send the body as application/json.'],
  429: ['http.too-many', '请求过于频繁，请稍后再试。', 'Too many requests; try again shortly.'],
  503: ['http.unavailable', '暂时无法处理，请稍后再试。', 'Not available right now; try again shortly.'],
};

function describeStatus(status: number, language: Language): Problem {
  const [code, zh, en] = SENTENCES[status] ?? (status < 500 ? (SENTENCES[400] ?? ['', '', '']) : FAILED);
  return problem(SENTENCES[status] === undefined && status >= 500 ? 500 : status, code, language === 'zh' ? zh : en, language);
}

const FAILED = [
  'internal',
  '系统内部出错，已记录。请稍后再试；已保存的数据不受影响。',
  'Something failed here and was logged. Try again shortly; what was saved is safe.',
] as const;

function isFastifyError(error: unknown): error is Error & { statusCode: number } {
  return error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number' && error.statusCode >= 400;
}

/** A value the database cannot hold slipped past validation: the sender's fault all the same, never a 500. */
function describeDatabaseRefusal(error: unknown, language: Language): Problem | null {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === '22021' || code === '22003' || code === '22P02' || code === '22P05' || code === '22008')
    return describeStatus(400, language);
  if (isBehindTheFence(error, code)) return describeDomainError(new OutOfScope(), language);
  // pg-pool's words, it has no code: every connection was busy for longer than a request waits.
  if (error instanceof Error && error.message === 'timeout exceeded when trying to connect') return describeStatus(503, language);
  if (code === 'ECONNREFUSED' || code === '57P03' || code === '53300' || code === '28P01') return describeStatus(503, language);
  return null;
}

/** Row-level security did not let the row be written, or the transaction of a reader was to write. */
function isBehindTheFence(error: unknown, code: unknown): boolean {
  const isOfRowSecurity = code === '42501' && error instanceof Error && 'routine' in error && error.routine === 'ExecWithCheckOptions';
  return isOfRowSecurity || code === '25006';
}
