import type { Delivery } from '../api/intake.js';
import { sourcesEn } from '../i18n/sources-en.js';
import { sourcesZh } from '../i18n/sources-zh.js';
import { byNeed, lagInWords, warningsOf } from './delivery-words.js';

const NUMBERS = { accepted: 0, repeated: 0, conflicting: 0, unreadable: 0, refused: 0, busy: 0, applied: 0, ignored: 0, quarantined: 0 };
const WELL: Delivery = {
  shopId: '1h0m3kq8w2zxr7c',
  name: '直播店',
  platform: 'douyin',
  merchantId: '17',
  lastMessageAt: '2026-11-22T08:00:00+08:00',
  last24Hours: NUMBERS,
  duplicateRate: 0.01,
  failureRate: 0,
  lagMs: { average: 1_500, longest: 65_000 },
  clockSkewMs: null,
  silence: { isSilent: false, since: '2026-11-22T08:00:00+08:00', expected: 38.4 },
  awaiting: 0,
  quarantined: 0,
  isAskable: true,
  pull: { succeededAt: '2026-11-22T07:00:00+08:00', reason: null },
};
const SILENT: Delivery = { ...WELL, silence: { isSilent: true, since: '2026-11-22T02:10:00+08:00', expected: 38.4 } };

describe('the health of deliveries in words', () => {
  it('is silent while all is well', () => {
    expect(warningsOf(WELL, sourcesZh, 'zh')).toEqual([]);
    expect(warningsOf({ ...WELL, silence: null, pull: null }, sourcesZh, 'zh')).toEqual([]);
  });

  it('says what is usual and since when nothing came', () => {
    const [warning] = warningsOf(SILENT, sourcesZh, 'zh');
    expect(warning).toContain('平时这段时间约有 38 条，现在 0 条');
    expect(warning).toContain('2026年11月22日 02:10');
    expect(warningsOf(SILENT, sourcesEn, 'en')[0]).toContain('Usually about 38 messages');
  });

  it('says why the platform gave no answer', () => {
    const refused = { ...WELL, pull: { succeededAt: null, reason: { code: 'api.token', detail: 'expired' } } };
    expect(warningsOf(refused, sourcesZh, 'zh')).toEqual(['补拉没有成功：店铺授权失效，要重新授权']);
  });

  it('tells the lag, average and longest', () => {
    expect(lagInWords(WELL, 'zh')).toBe('1 秒 / 1 分钟 5 秒');
    expect(lagInWords({ lagMs: null }, 'zh')).toBe('—');
  });

  it('puts the silent first, then those with most that is not counted', () => {
    const [calm, some, silent] = [WELL, { ...WELL, quarantined: 3 }, SILENT];
    expect([calm, some, silent].sort(byNeed)).toEqual([silent, some, calm]);
  });
});
