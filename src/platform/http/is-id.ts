import { ValidateBy, type ValidationOptions } from 'class-validator';

const ID = /^[1-9]\d{0,17}$/;

/** An id in a body or a query: the decimal text of our answers, short enough for a bigint. */
export function IsId(options?: ValidationOptions): PropertyDecorator {
  const validate = (value: unknown): boolean => typeof value === 'string' && ID.test(value);
  return ValidateBy({ name: 'isId', validator: { validate, defaultMessage: () => 'must be an id: a string of 1 to 18 digits' } }, options);
}
