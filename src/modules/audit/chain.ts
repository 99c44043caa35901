import { createHash } from 'node:crypto';

/** What the first seal follows. */
export const START = Buffer.alloc(32);

/** An event as it stands beside its seal. */
export interface Sealed {
  readonly position: string;
  readonly eventId: string;
  readonly eventHash: Buffer;
  readonly hash: Buffer;
  readonly at: Date | null;
  /** null: the event is gone. */
  readonly text: string | null;
}

export type ChainFaultKind = 'seal-missing' | 'event-missing' | 'event-changed' | 'seal-changed' | 'event-backdated';

export interface ChainFault {
  readonly kind: ChainFaultKind;
  /** Of a gap: its first and last position. */
  readonly position: string;
  readonly eventId: string | null;
}

export function hashOfEvent(text: string): Buffer {
  return createHash('sha256').update(text, 'utf8').digest();
}

/** The event's own hash is kept beside the chain's: that tells a changed event from a changed seal. */
export function hashOfSeal(previous: Buffer, eventHash: Buffer): Buffer {
  return createHash('sha256').update(previous).update(eventHash).digest();
}

/** Events are sealed within seconds, and a transaction takes minutes at most: what claims to be far older than its predecessors was put in. */
const LATEST_MS = 3_600_000;

/** Follows the chain seal by seal. A fault is laid to the seal or event it is in; what comes after is judged on its own. */
export class ChainWalk {
  private position = 0n;
  private latestAt = 0;
  /** What the next seal may follow: the hash that is stored, and the one that should be, where they differ; null: what it follows is gone. */
  private previous: readonly Buffer[] | null = [START];

  next(sealed: Sealed): ChainFault[] {
    const faults = [this.gapFault(sealed), this.contentFault(sealed), this.timeFault(sealed)];
    this.position = BigInt(sealed.position);
    return faults.filter((fault) => fault !== null);
  }

  private gapFault({ position }: Sealed): ChainFault | null {
    const [first, last] = [this.position + 1n, BigInt(position) - 1n];
    if (first > last) return null;
    this.previous = null;
    return { kind: 'seal-missing', position: first === last ? `${first}` : `${first}-${last}`, eventId: null };
  }

  private contentFault({ position, eventId, text, hash, eventHash }: Sealed): ChainFault | null {
    const fault = (kind: ChainFaultKind): ChainFault => ({ kind, position, eventId });
    const trueHash = text === null ? eventHash : hashOfEvent(text);
    const isTrue = trueHash.equals(eventHash);
    const expected = this.previous?.map((before) => hashOfSeal(before, eventHash)) ?? [hash];
    const isChained = expected.some((one) => one.equals(hash));
    // The seal of a changed event still follows; one whose own record of the event was changed follows with what the event really is.
    const wouldBe = isTrue || isChained ? expected : (this.previous?.map((before) => hashOfSeal(before, trueHash)) ?? [hash]);
    this.previous = isChained ? [hash] : [hash, ...wouldBe];
    if (text === null) return fault('event-missing');
    if (isChained) return isTrue ? null : fault('event-changed');
    return fault('seal-changed');
  }

  private timeFault({ position, eventId, at }: Sealed): ChainFault | null {
    if (at === null) return null;
    const isBackdated = at.getTime() < this.latestAt - LATEST_MS;
    this.latestAt = Math.max(this.latestAt, at.getTime());
    return isBackdated ? { kind: 'event-backdated', position, eventId } : null;
  }
}
