// Which messages are shown, kept whole in the address so that a link restores the view. Parsing never fails: what cannot be read gets its default.
import type { MessageFilter, MessageState, ReplayableState, ReplayTarget } from '../api/intake.js';
import { addDays, isBusinessDay, type DayRange } from '../format/days.js';

export interface MessageQuery extends MessageFilter {
  /** Null: at any time. */
  readonly range: DayRange | null;
}

/** In the order in which they need a person. */
export const MESSAGE_STATES: readonly MessageState[] = ['quarantined', 'conflict', 'awaiting-detail', 'ignored', 'received', 'applied'];
/** Of all shops together only these are listed: the others would be every message there ever was. */
export const STATES_OF_ALL_SHOPS: readonly MessageState[] = ['quarantined', 'conflict', 'awaiting-detail', 'ignored'];
const REPLAYABLE: readonly ReplayableState[] = ['quarantined', 'ignored', 'awaiting-detail'];
const ANY_STATE = 'all';

type Address = Readonly<Record<string, unknown>>;

export function parseMessageQuery(address: Address): MessageQuery {
  const shopId = textOf(address.shop);
  const { from, to } = address;
  return {
    shopId,
    state: stateOf(address.state, shopId),
    reason: textOf(address.reason),
    range: isBusinessDay(from) && isBusinessDay(to) && from <= to ? { from, to } : null,
  };
}

export function toMessageAddress({ shopId, state, reason, range }: MessageQuery): Record<string, string> {
  return {
    ...(shopId === null ? {} : { shop: shopId }),
    state: state ?? ANY_STATE,
    ...(reason === null ? {} : { reason }),
    ...(range === null ? {} : { from: range.from, to: range.to }),
  };
}

export function statesOf(shopId: string | null): readonly MessageState[] {
  return shopId === null ? STATES_OF_ALL_SHOPS : MESSAGE_STATES;
}

/** Another shop keeps the rest of the question as far as it can be asked. */
export function withShop(query: MessageQuery, shopId: string | null): MessageQuery {
  return query.state !== null && !statesOf(shopId).includes(query.state) ? { ...query, shopId, state: null } : { ...query, shopId };
}

/** A reason belongs to a state; another state has others. */
export function withState(query: MessageQuery, state: MessageState | null): MessageQuery {
  return { ...query, state, reason: state === query.state ? query.reason : null };
}

/** The days as instants: from the first one's beginning until the last one is over. */
export function instantsOf(range: DayRange | null): { from: string | null; to: string | null } {
  if (range === null) return { from: null, to: null };
  return { from: `${range.from}T00:00:00+08:00`, to: `${addDays(range.to, 1)}T00:00:00+08:00` };
}

export function canReplay(state: MessageState | null): state is ReplayableState {
  return REPLAYABLE.some((replayable) => replayable === state);
}

/** All that match, if they can be replayed together: of one state, and whenever they came. */
export function replayOfAll({ shopId, state, reason, range }: MessageQuery): ReplayTarget | null {
  if (!canReplay(state) || range !== null) return null;
  return { ...(shopId === null ? {} : { shopId }), state, ...(reason === null ? {} : { reason }) };
}

function stateOf(value: unknown, shopId: string | null): MessageState | null {
  if (value === ANY_STATE) return null;
  return statesOf(shopId).find((state) => state === value) ?? 'quarantined';
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
