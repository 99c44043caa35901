import { createHash } from 'node:crypto';
import {
  applyDecorators,
  type CallHandler,
  createParamDecorator,
  type ExecutionContext,
  type NestInterceptor,
  UseInterceptors,
} from '@nestjs/common';
import { ApiExtension, ApiHeader } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { InputError } from './input-error.js';

/** Marks operations in the making of the document, which says the rest. */
export const TAGGED = 'x-entity-tag';

// RFC 9110 8.8.3: a tag may hold commas, so a list is not simply split at them.
const TAG = String.raw`(W\/)?("[\x21\x23-\x7e\x80-\xff]*")`;
const TAGS = new RegExp(TAG, 'g');
const LIST_OF_TAGS = new RegExp(String.raw`^[\s,]*(?:${TAG}\s*(?:,[\s,]*|$))+$`);

/** A strong tag of an answer: the same fields and values have the same, in whatever order they stand. */
export function entityTagOf(view: object): string {
  return `"${createHash('sha256').update(JSON.stringify(view, sortedFields)).digest('base64url').slice(0, 27)}"`;
}

function sortedFields(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * What a request wants its thing to be still (`If-Match`). It is asked of the thing as it is read under its lock, inside of the transaction
 * that changes it: asked any earlier, two requests could both find it unchanged.
 */
export class Precondition {
  /** Of requests that do not say. */
  static readonly NONE = new Precondition(null);

  private constructor(private readonly tags: readonly string[] | 'any' | null) {}

  static parse(header: string | undefined): Precondition {
    if (header === undefined) return Precondition.NONE;
    return new Precondition(header.trim() === '*' ? 'any' : strongTags(header));
  }

  /** `read`: the thing as GET would answer it now, asked only where it matters; null: it is not there. */
  async require(read: () => object | null | Promise<object | null>): Promise<void> {
    if (this.tags === null) return;
    const view = await read();
    const holds = view !== null && (this.tags === 'any' || this.tags.includes(entityTagOf(view)));
    if (!holds) throw new InputError('http.changed-meanwhile');
  }
}

/** A weak tag matches nothing: RFC 9110 13.1.1 compares strongly. */
function strongTags(header: string): string[] {
  if (!LIST_OF_TAGS.test(header))
    throw InputError.field('', 'if-match', 'If-Match must be * or a list of entity tags, each in quotation marks');
  return [...header.matchAll(TAGS)].flatMap(([, weak, tag]) => (weak === undefined && tag !== undefined ? [tag] : []));
}

/** `@IfMatch() expected: Precondition` in a controller, under `@Conditional()`. */
export const IfMatch = createParamDecorator((_data: unknown, context: ExecutionContext): Precondition =>
  Precondition.parse(context.switchToHttp().getRequest<FastifyRequest>().headers['if-match']),
);

class EntityTagInterceptor implements NestInterceptor<object> {
  intercept(context: ExecutionContext, next: CallHandler<object>): Observable<object> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(
      map((view) => {
        void reply.header('ETag', entityTagOf(view));
        return view;
      }),
    );
  }
}

/** Where the answer is the thing itself, whole: it carries an `ETag`. */
export const Tagged = (): MethodDecorator => applyDecorators(UseInterceptors(new EntityTagInterceptor()), ApiExtension(TAGGED, true));

/** Where a request may say which state of the thing it changes. */
export const Conditional = (): MethodDecorator =>
  ApiHeader({
    name: 'if-match',
    required: false,
    description: '`ETag` of the state that is changed: 412 `http.changed-meanwhile`, and nothing is done, if it is another by now',
  });
