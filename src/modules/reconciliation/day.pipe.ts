import { Injectable, type PipeTransform } from '@nestjs/common';
import { type BusinessDay, isBusinessDay } from '../../kernel/business-day.js';
import { ReconciliationError } from './reconciliation.errors.js';

/** Days in paths. */
@Injectable()
export class DayPipe implements PipeTransform<string, BusinessDay> {
  transform(text: string): BusinessDay {
    const day: unknown = text;
    if (!isBusinessDay(day)) throw new ReconciliationError('reconciliation.day', { day: text.slice(0, 40) }, '/day');
    return day;
  }
}
