import { CATEGORIES, isCategory } from './categories.js';
import { nearCategories } from './near-categories.js';

describe('The taxonomy', () => {
  it('has each code once, below a parent that comes before it', () => {
    const seen = new Set<string>();
    for (const { code, parentCode } of CATEGORIES) {
      expect(code).toMatch(/^[a-z]+(-[a-z]+)*(\.[a-z]+(-[a-z]+)*)?$/);
      expect(seen.has(code)).toBe(false);
      expect(parentCode).toBe(code.includes('.') ? code.slice(0, code.lastIndexOf('.')) : null);
      if (parentCode !== null) expect(seen.has(parentCode)).toBe(true);
      seen.add(code);
    }
  });

  it('names every category in Chinese and English', () => {
    for (const { name, nameEn } of CATEGORIES) {
      expect(name).toMatch(/^\p{Script=Han}+$/u);
      expect(nameEn).toMatch(/^[A-Z][A-Za-z -]+$/);
    }
  });

  it('tells farm products from ceramics and handicrafts', () => {
    const isAgricultural = (wanted: string) => CATEGORIES.find(({ code }) => code === wanted)?.isAgriculturalByDefault;
    expect(['grain.buckwheat', 'herb.lu-dangshen'].map(isAgricultural)).toEqual([true, true]);
    expect(['ceramics', 'ceramics.tea-ware', 'handicraft.paper-cutting'].map(isAgricultural)).toEqual([false, false, false]);
  });

  it('knows its codes and no others', () => {
    expect(['ceramics', 'spice.pepper', 'nut.walnut'].map(isCategory)).toEqual([true, true, true]);
    expect(['', 'spice.', 'Ceramics', 'constructor', 'grain.buckwheat.red'].map(isCategory)).toEqual(Array(5).fill(false));
  });
});

describe('Near a category that does not exist', () => {
  it.each([
    ['buckwheat', 'grain.buckwheat'],
    ['grain.buckweat', 'grain.buckwheat'],
    ['potato', 'vegetable.potato'],
    ['马铃薯', 'vegetable.potato'],
    ['Lu dangshen', 'herb.lu-dangshen'],
    ['fruit.jujubes', 'fruit.jujube'],
  ])('%s lies %s', (text, code) => {
    expect(nearCategories(text)[0]).toBe(code);
  });

  it('lies the top level, if nothing is like it', () => {
    expect(nearCategories('zzz')).toContain('ceramics');
    expect(nearCategories('zzz').every((code) => !code.includes('.'))).toBe(true);
  });
});
