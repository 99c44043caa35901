import { rankingSentence } from '../../../src/modules/rankings/ranking-sentence.js';
import { BASES, COMPARISONS, MEASURES, REFUND_VIEWS, SUBJECTS } from './ranking-query.js';
import { CATEGORIES } from '../../../src/modules/products/categories.js';
import { platformName } from '../../../src/modules/rankings/platform-names.js';
import type { RankingRequest } from '../api/client.js';
import { en } from '../i18n/en.js';
import { zh } from '../i18n/zh.js';
import { partsOf, sentenceOf } from './sentence.js';

const RANGES = [
  { from: '2026-11-01', to: '2026-11-21' },
  { from: '2024-02-01', to: '2024-02-29' },
  { from: '2025-12-30', to: '2026-01-02' },
];
const FIRST: RankingRequest = {
  ...{
    subject: 'counties',
    within: '',
    measure: 'net',
    basis: 'origin',
    refundView: 'cash',
    compare: 'yoy',
    category: null,
    platform: null,
  },
  ...{ from: '2026-11-01', to: '2026-11-21' },
};

/** Each part of the question once in each of its ways. */
const QUESTIONS: RankingRequest[] = [
  ...SUBJECTS.map((subject) => ({ ...FIRST, subject })),
  ...RANGES.map((range) => ({ ...FIRST, ...range })),
  ...MEASURES.map((measure) => ({ ...FIRST, measure })),
  ...BASES.map((basis) => ({ ...FIRST, basis })),
  ...REFUND_VIEWS.map((refundView) => ({ ...FIRST, refundView })),
  ...COMPARISONS.map((compare) => ({ ...FIRST, compare })),
  ...CATEGORIES.map(({ code }) => ({ ...FIRST, category: code })),
  ...Object.keys(zh.sources.platforms).map((platform) => ({ ...FIRST, platform, category: 'ceramics' })),
];

describe.each([
  ['zh', zh],
  ['en', en],
] as const)('the sentence of a view, in %s', (language, words) => {
  it('is the one its file begins with', () => {
    for (const query of QUESTIONS) {
      for (const area of [null, '朔州市']) {
        const found = CATEGORIES.find(({ code }) => code === query.category);
        const category = (language === 'zh' ? found?.name : found?.nameEn) ?? null;
        const platform = query.platform === null ? null : platformName(query.platform, language);
        const file = rankingSentence({ ...query, area, category, platform, range: query, map: 'as-was' }, language);
        expect(sentenceOf(partsOf(query, { area, category }, words, language))).toBe(file);
      }
    }
  });
});
