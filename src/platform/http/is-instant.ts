import { ValidateBy, type ValidationOptions } from 'class-validator';
import { businessDayOf, isBusinessDay } from '../../kernel/business-day.js';
import { parseInstant } from '../../kernel/instant.js';

/** A time in a body: ISO 8601 with offset, on a day the ledger keeps books for. */
export function IsInstant(options?: ValidationOptions): PropertyDecorator {
  const message = 'must be a time in ISO 8601 with offset, from 2015 on: 2026-11-20T20:15:31+08:00';
  return ValidateBy({ name: 'isInstant', validator: { validate: isBookableInstant, defaultMessage: () => message } }, options);
}

/** A calendar day in Asia/Shanghai in a query. */
export function IsBusinessDay(options?: ValidationOptions): PropertyDecorator {
  const message = 'must be a day from 2015 on: 2026-11-20';
  return ValidateBy({ name: 'isBusinessDay', validator: { validate: isBusinessDay, defaultMessage: () => message } }, options);
}

function isBookableInstant(value: unknown): boolean {
  const instant = parseInstant(value);
  return instant !== null && isBusinessDay(businessDayOf(instant));
}
