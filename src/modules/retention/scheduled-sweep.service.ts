import { Injectable } from '@nestjs/common';
import { Hints } from '../../platform/queue/index.js';
import { RetentionSweep } from './retention-sweep.service.js';

/** A job ends after so many steps and asks to be called again: a process that is to stop must not wait for a whole sweep. */
const STEPS_PER_JOB = 20;

/** The day's sweep, a slice at a time. */
@Injectable()
export class ScheduledSweep {
  constructor(
    private readonly sweep: RetentionSweep,
    private readonly hints: Hints,
  ) {}

  /** When it waits for something, the scheduler calls again. */
  async sweepOn(): Promise<void> {
    const { state } = await this.sweep.sweepOn(STEPS_PER_JOB);
    if (state === 'more') this.hints.hint('retention.sweep');
  }

  async countDue(): Promise<number> {
    return (await this.sweep.isDue()) ? 1 : 0;
  }
}
