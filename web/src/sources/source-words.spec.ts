import { sourcesEn } from '../i18n/sources-en.js';
import { sourcesZh } from '../i18n/sources-zh.js';
import { platformInWords, reasonInWords, refusalInWords } from './source-words.js';

const zh = sourcesZh;

describe('reasons in words', () => {
  it('are those of the reader’s language', () => {
    expect(reasonInWords('message.unknown-shop', zh)).toBe('消息里的店铺这里没有登记');
    expect(reasonInWords('message.unknown-shop', sourcesEn)).toBe('The shop it names is not registered here');
    expect(reasonInWords(null, zh)).toBe('没有写明原因');
  });

  it('show a code that has no words yet, whatever it is called', () => {
    expect(reasonInWords('coupon.unknown', zh)).toBe('其他原因（coupon.unknown）');
    expect(reasonInWords('constructor', zh)).toBe('其他原因（constructor）');
    expect(platformInWords('newshop', zh)).toBe('newshop');
    expect(platformInWords('douyin', zh)).toBe('抖店');
  });
});

describe('a test message that was not taken', () => {
  it('says why in the reader’s language', () => {
    expect(refusalInWords('busy', zh)).toBe('正忙，请稍后再试。');
    expect(refusalInWords('too-many', sourcesEn)).toBe('This shop pushes too fast; try again shortly.');
    expect(refusalInWords('constructor', zh)).toBe('constructor');
  });
});
