import { Injectable } from '@nestjs/common';

/** The time of day, in one place, so that tests can stand at midnight. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }
}
