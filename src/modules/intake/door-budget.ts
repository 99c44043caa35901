import { Injectable } from '@nestjs/common';

const MAX_BYTES = 128 * 1_048_576;
const MAX_REQUESTS = 4_000;

/**
 * How much may be on its way through the door at once. A request holds its share from its first byte until it is answered, so memory stays
 * bounded however slowly the database commits; beyond it the sender is told to come back.
 */
@Injectable()
export class DoorBudget {
  private bytes = 0;
  private requests = 0;

  /** Gives the share back when called; null: there is none left. */
  reserve(bytes: number): (() => void) | null {
    if (this.requests >= MAX_REQUESTS || this.bytes + bytes > MAX_BYTES) return null;
    this.requests += 1;
    this.bytes += bytes;
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      this.requests -= 1;
      this.bytes -= bytes;
    };
  }
}
