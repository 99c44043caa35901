import type { MySessionsWords } from './my-sessions-zh.js';

export const mySessionsEn: MySessionsWords = {
  sentence: 'My sessions',
  order: 'newest first',
  about:
    'By session: orders of a session count for it whatever day they are paid or refunded. What was sold just now takes a moment to be counted.',
  table: 'My live sessions',
  title: 'Session',
  paid: 'Paid (yuan)',
  refunded: 'Refunded (yuan)',
  net: 'Net (yuan)',
  gpm: 'Per 1,000 views (yuan)',
  perHour: 'Per hour (yuan)',
  views: 'Views',
  viewers: 'Viewers',
  peak: 'Peak online',
  onAir: 'no end entered yet',
  key: '… not reported by the platform, or not entered yet; — cannot be worked out, as when nobody watched.',
  more: 'Show earlier ones',
  shown: (count) => `${count} shown`,
  empty: 'There are no sessions of yours yet.',
  emptyHint: 'The merchant enters sessions; those entered with you as the host appear here.',
  loading: 'Reading…',
};
