import { buildCatalogue } from './demo-catalogue.js';
import { mappingsOf } from './catalogue-loader.js';

const catalogue = buildCatalogue();
const products = catalogue.flatMap((merchant) => merchant.products);

describe('the sample catalogue', () => {
  it('has 40 merchants in 12 counties', () => {
    expect(catalogue).toHaveLength(40);
    expect(new Set(catalogue.map(({ sketch }) => sketch.divisionCode.slice(0, 6))).size).toBe(12);
  });

  it('repeats no name a server looks things up by', () => {
    const names = catalogue.map(({ sketch }) => sketch.name);
    expect(new Set(names).size).toBe(names.length);
    for (const { products: own, shops, hosts } of catalogue) {
      for (const things of [own.map(({ goods }) => goods.name), shops.map(({ name }) => name), hosts.map(({ name }) => name)]) {
        expect(new Set(things).size).toBe(things.length);
      }
    }
  });

  it('counts ceramics as rural but not agricultural, and everything else as agricultural', () => {
    for (const { goods } of products) expect(goods.isAgricultural).toBe(!goods.category.startsWith('ceramics.'));
  });

  it('has products without origin, with a county for origin, and platform items mapped to nothing', () => {
    expect(products.filter(({ originCode }) => originCode === null)).toHaveLength(2);
    expect(products.filter(({ originCode }) => originCode?.length === 6)).toHaveLength(5);
    expect(products.filter(({ mapped }) => !mapped)).toHaveLength(3);
  });

  it('sells goods from another county than the merchant sits in, so that origin and seller differ', () => {
    const foreign = catalogue.filter(({ sketch, products: own }) => {
      return own.some(({ originCode }) => originCode !== null && !originCode.startsWith(sketch.divisionCode.slice(0, 6)));
    });
    expect(foreign.length).toBeGreaterThanOrEqual(2);
  });

  it('gives every item an id of its own within a shop, and a mapping by SKU only where one item stands for two products', () => {
    for (const shop of catalogue.flatMap(({ shops }) => shops)) {
      const skus = shop.items.map(({ itemId, skuId }) => `${itemId}/${skuId}`);
      expect(new Set(skus).size).toBe(skus.length);
      const whole = mappingsOf(shop).filter(({ mapsBySku }) => !mapsBySku);
      expect(new Set(whole.map(({ itemId }) => itemId)).size).toBe(whole.length);
      for (const item of shop.items.filter(({ mapsBySku }) => mapsBySku)) expect(whole.map(({ itemId }) => itemId)).toContain(item.itemId);
    }
  });
});
