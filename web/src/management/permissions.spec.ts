import { zh } from '../i18n/zh.js';
import { areasOffered, permissionInWords } from './permissions.js';

const inWords = (permission: string) => permissionInWords(permission, zh.management.areas, zh.account.tokens);

it('offers of each area what the account may, and nothing else', () => {
  const offered = areasOffered(zh.management.areas, ['own-account.read', 'sessions.read', 'readings.read', 'readings.write']);
  expect(offered.map(({ area, actions }) => [area, actions])).toEqual([
    ['sessions', ['read']],
    ['readings', ['read', 'write']],
  ]);
});

describe('a permission in words', () => {
  it('is what it is about and what may be done', () => {
    expect(inWords('figures.read')).toBe('排行和汇总 · 看');
    expect(inWords('sales.write')).toBe('订单和主播 · 改');
  });

  it('stands for itself where there are no words for it yet', () => {
    expect(inWords('weather.read')).toBe('weather.read');
    expect(inWords('figures')).toBe('figures');
  });
});
