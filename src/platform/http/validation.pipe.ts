import { type ArgumentMetadata, Injectable, type PipeTransform, type Type } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validate, type ValidationError } from 'class-validator';
import type { FieldFault } from '../../kernel/domain-error.js';
import { InputError, MAX_INPUT_DEPTH, MAX_INPUT_VALUES } from './input-error.js';

const PRIMITIVES: unknown[] = [String, Boolean, Number, Array, Object, undefined];

/** Nobody corrects more at a time, and an answer must not outgrow what it answers. */
const MAX_FAULTS_TOLD = 200;

/** Bodies and queries against their DTO: every fault is named by a JSON pointer; unknown fields are faults too, so that a misspelt one is not silently lost. */
@Injectable()
export class InputPipe implements PipeTransform {
  async transform(value: unknown, { metatype, type }: ArgumentMetadata): Promise<unknown> {
    if (type === 'custom') return value;
    refuseUnusable(value, '', 0, { values: 0 });
    if (PRIMITIVES.includes(metatype)) return value;
    const input: unknown = value === undefined ? {} : value;
    if (typeof input !== 'object' || input === null || Array.isArray(input))
      throw InputError.field('', 'isObject', 'must be a JSON object');
    const instance: object = plainToInstance(metatype as Type<object>, input);
    const faults = await validate(instance, { whitelist: true, forbidNonWhitelisted: true, stopAtFirstError: true });
    if (faults.length > 0) throw InputError.fields(faults.flatMap((fault) => fieldFaults(fault, '')).slice(0, MAX_FAULTS_TOLD));
    return instance;
  }
}

function fieldFaults(fault: ValidationError, parent: string): FieldFault[] {
  const pointer = pointerTo(parent, fault.property);
  const own = Object.entries(fault.constraints ?? {}).map(([code, detail]) => ({ pointer, code, detail }));
  return [...own, ...(fault.children ?? []).flatMap((child) => fieldFaults(child, pointer))];
}

function pointerTo(parent: string, name: string): string {
  return `${parent}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/**
 * Said here once for every field: PostgreSQL cannot store a NUL character or half a surrogate pair, and the validator takes a name
 * that every object has (`hasOwnProperty`) for a known field.
 */
function refuseUnusable(value: unknown, pointer: string, depth: number, seen: { values: number }): void {
  seen.values += 1;
  if (seen.values > MAX_INPUT_VALUES) throw new InputError('input.too-many-values', { limit: MAX_INPUT_VALUES });
  if (depth > MAX_INPUT_DEPTH) throw InputError.field(pointer, 'depth', 'is nested too deeply');
  if (typeof value === 'string') {
    if (value.includes('\0') || !value.isWellFormed()) throw InputError.field(pointer, 'text', 'holds a character that is not text');
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [name, child] of Object.entries(value)) {
    if (name in Object.prototype) throw InputError.field(pointerTo(pointer, name), 'whitelistValidation', `${name} is no field`);
    refuseUnusable(name, pointer, depth + 1, seen);
    refuseUnusable(child, pointerTo(pointer, name), depth + 1, seen);
  }
}
