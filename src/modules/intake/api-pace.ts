import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { ApiFailure } from './api-failure.js';
import { ApiWaits } from './api-waits.js';

const FAILURES_TO_OPEN = 5;
/** Whoever would have to wait longer comes back later: others must not wait behind it. */
const LONGEST_TURN_MS = 5_000;
const FIRST_PAUSE_MS = 15_000;
const LONGEST_PAUSE_MS = 300_000;

interface Pace {
  /** When the next question may be asked. */
  freeAt: number;
  failures: number;
  /** While the circuit is open: until then nobody asks. */
  closedUntil: number;
  pauseMs: number;
}

/**
 * How often a shop's API may be asked, and whether at all: after several failures in a row the circuit opens and everybody waits, then one
 * question tries whether the platform is back. Of this process alone: with several the limits are theirs together.
 */
@Injectable()
export class ApiPace {
  private readonly paces = new Map<string, Pace>();

  constructor(private readonly waits: ApiWaits) {}

  /** Waits for the shop's turn; throws at once while the circuit is open, or the turn is far away. */
  async turn(owner: string, callsPerSecond: number): Promise<void> {
    const pace = this.paceOf(owner);
    const now = performance.now();
    if (now < pace.closedUntil)
      throw new ApiFailure(
        'away',
        { code: 'api.circuit-open', detail: "The platform's API failed several times; it is left alone for a while." },
        pace.closedUntil - now,
      );
    const at = Math.max(now, pace.freeAt);
    if (at - now > LONGEST_TURN_MS)
      throw new ApiFailure('busy', { code: 'api.busy', detail: 'The platform asked to come back later.' }, at - now);
    // Whoever asks first after the pause is the trial: the others wait for what becomes of it.
    if (pace.failures >= FAILURES_TO_OPEN) pace.closedUntil = now + this.waits.ms(pace.pauseMs);
    pace.freeAt = at + this.waits.ms(1_000 / callsPerSecond);
    if (at > now) await sleep(at - now);
  }

  succeeded(owner: string): void {
    const pace = this.paceOf(owner);
    Object.assign(pace, { failures: 0, closedUntil: 0, pauseMs: FIRST_PAUSE_MS });
  }

  failed(owner: string): void {
    const pace = this.paceOf(owner);
    pace.failures += 1;
    if (pace.failures < FAILURES_TO_OPEN) return;
    pace.closedUntil = performance.now() + this.waits.ms(pace.pauseMs);
    pace.pauseMs = Math.min(pace.pauseMs * 2, LONGEST_PAUSE_MS);
  }

  /** The platform said itself when to come back. */
  pause(owner: string, milliseconds: number): void {
    const pace = this.paceOf(owner);
    pace.freeAt = Math.max(pace.freeAt, performance.now() + this.waits.ms(milliseconds));
  }

  private paceOf(owner: string): Pace {
    const known = this.paces.get(owner);
    if (known !== undefined) return known;
    const pace: Pace = { freeAt: 0, failures: 0, closedUntil: 0, pauseMs: FIRST_PAUSE_MS };
    this.paces.set(owner, pace);
    return pace;
  }
}
