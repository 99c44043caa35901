import { Injectable, type PipeTransform } from '@nestjs/common';
import { InputError } from './input-error.js';

/** Ids in paths: decimal text. Anything else names nothing, so it is a 404 and not a fault of form. */
@Injectable()
export class IdPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (!/^[1-9]\d{0,17}$/.test(value)) throw new InputError('input.not-found', { id: value.slice(0, 40) });
    return value;
  }
}
