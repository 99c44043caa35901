import { zh } from '../i18n/zh.js';
import { permissionInWords } from './permissions.js';

const inWords = (permission: string) => permissionInWords(permission, zh.management.areas, zh.account.tokens);

describe('a permission in words', () => {
  it('is what it is about and what may be done', () => {
    expect(inWords('figures.read')).toBe('排行和汇总 · 看');
    expect(inWords('sales.write')).toBe('订单和场次 · 改');
  });

  it('stands for itself where there are no words for it yet', () => {
    expect(inWords('weather.read')).toBe('weather.read');
    expect(inWords('figures')).toBe('figures');
  });
});
