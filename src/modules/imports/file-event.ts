import type { FileEvent } from '../intake/index.js';
import type { combineRows } from './files/index.js';

type Spoken = Extract<ReturnType<typeof combineRows>, { kind: 'order' | 'refunds' }>;

/** What the rows of an order say, as the event of which a message is made. */
export function eventOf(combined: Spoken): FileEvent {
  const { saidAt: timestamp } = combined;
  if (combined.kind === 'order') return { type: 'order.changed', timestamp, data: combined.data };
  return { type: 'refunds.changed', timestamp, data: { orderNo: combined.orderNo, refunds: combined.refunds } };
}
