import type { Basis } from '../api/client.js';
import type { HeadlineIndicators } from '../api/county-watch.js';
import { formatFen } from '../format/figures.js';
import type { Words } from '../i18n/zh.js';

/** By what the two figures are made, what they leave out, and which townships were decided about. */
export function indicatorRules({ items, ruralRule }: HeadlineIndicators, basis: Basis, words: Words): string[] {
  const text = words.countyWatch.indicators;
  const [rural, farm] = items.map(({ undecided }) => undecided.value);
  const amount = (fen: number): string => `${formatFen(fen, 'yuan')} ${words.units.yuan}`;
  return [
    text.ruralRule[basis],
    text.codeRule(ruralRule.ruralTownships, ruralRule.townships),
    ...ruralRule.decided.map(({ name, isRural, reason, decidedOn }) =>
      text.decided(name, isRural ? text.kinds.rural : text.kinds.urban, reason, decidedOn),
    ),
    text.farmRule,
    ...(rural ? [text.undecidedRural(amount(rural))] : []),
    ...(farm ? [text.undecidedFarm(amount(farm))] : []),
    text.services,
    text.coverage,
  ];
}
