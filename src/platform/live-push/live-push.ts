/** What processes tell each other as it happens; small, and never the truth: a listener that missed one reads again. */
export interface LiveMessage {
  readonly topic: 'revenue';
  /** Business days whose totals changed. */
  readonly days: readonly string[];
  /** Whose: `day|merchant|its division|origin|live session`, with what is not known left empty (a session: 0). Who may not see all hears of theirs only. */
  readonly places: readonly string[];
  /** Too many places for one message make several; who may hear of all hears the first. */
  readonly isFirst: boolean;
}

export type LiveListener = (message: LiveMessage) => void;

/** How messages travel between processes: PostgreSQL's LISTEN/NOTIFY or Redis pub/sub. */
export interface LiveTransport {
  send(message: string): Promise<void>;
  /** Calls back for every message from now on, its own included; reconnects by itself. */
  listen(onMessage: (message: string) => void): Promise<void>;
  close(): Promise<void>;
}

export const LIVE_TRANSPORT = Symbol('live transport');
export const LIVE_CHANNEL = 'cunbo_live';
