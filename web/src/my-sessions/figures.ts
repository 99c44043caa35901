export interface Figure {
  readonly metric: string;
  readonly unit: 'yuan' | 'count';
  readonly word: 'paid' | 'refunded' | 'net' | 'gpm' | 'perHour' | 'views' | 'viewers' | 'peak';
}

/** What a host is shown of a session, in the order of the columns. */
export const FIGURES: readonly Figure[] = [
  { metric: 'gmv_paid', unit: 'yuan', word: 'paid' },
  { metric: 'refund_amt', unit: 'yuan', word: 'refunded' },
  { metric: 'net_paid', unit: 'yuan', word: 'net' },
  { metric: 'gpm', unit: 'yuan', word: 'gpm' },
  { metric: 'gmv_hour', unit: 'yuan', word: 'perHour' },
  { metric: 'views', unit: 'count', word: 'views' },
  { metric: 'viewers', unit: 'count', word: 'viewers' },
  { metric: 'pcu', unit: 'count', word: 'peak' },
];
