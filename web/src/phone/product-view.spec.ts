import { type Draft, needsOf, type NewDraft, withoutDraft } from './draft.js';
import { requestOf } from './draft-request.js';
import type { ListedProduct } from './lists.js';
import { productView } from './product-view.js';
import { likelyFen, NOTHING_REMEMBERED, rememberLine, withProductId } from './remembered.js';

const BOWL: ListedProduct = { id: '7', merchantId: '1', name: '大碗', originDivisionCode: null, entityTag: '"p1"' };
const NANJIABAO = { code: '140681102201', name: '南家堡村' };
const NEW: NewDraft = {
  kind: 'add-product',
  content: { merchantId: '1', name: '茶壶', category: 'ceramics.tea-ware', isAgricultural: false, origin: NANJIABAO },
};
const ORDER: NewDraft = {
  kind: 'log-order',
  content: { merchantId: '1', session: null, paidAt: 'T', lines: [{ productId: 'draft:p', quantity: 1, paidFen: 100 }] },
};

let place = 0;
function draft(key: string, given: NewDraft, more: Partial<Draft> = {}): Draft {
  place += 1;
  return { ...given, key, owner: 'wang', place, madeAt: '', state: 'waiting', trouble: null, made: null, ...more } as Draft;
}
const originOf = (key: string, product: { id: string } | { draft: string }, basis: { tag: string } | { after: string }): Draft =>
  draft(key, { kind: 'change-origin', content: { product, origin: NANJIABAO, basis } });

describe('a product that the server does not know yet', () => {
  it('is there to be chosen, with where it comes from', () => {
    expect(productView([BOWL], [draft('p', NEW)])).toMatchObject([
      { id: '7', originCode: null, mark: 'counted' },
      { id: 'draft:p', name: '茶壶', originCode: NANJIABAO.code, originName: '南家堡村', mark: 'waiting' },
    ]);
  });

  it('goes before the orders of it, which then name it by its id', () => {
    const order = draft('o', ORDER);
    expect(needsOf(order)).toEqual(['p']);
    const sent = draft('p', NEW, { state: 'sent', made: { id: '88', tag: null } });
    expect(requestOf(order, [sent]).body).toMatchObject({ lines: [{ productId: '88', quantity: 1, paidFen: 100 }] });
    expect(requestOf(sent, []).body).toEqual({
      merchantId: '1',
      name: '茶壶',
      category: 'ceramics.tea-ware',
      isAgricultural: false,
      originDivisionCode: NANJIABAO.code,
    });
  });

  it('takes its orders with it when it is thrown away', () => {
    expect(withoutDraft([draft('p', NEW), draft('o', ORDER), draft('q', NEW)], 'p').removed).toEqual(['p', 'o']);
  });

  it('keeps its price of the last time once it has an id', () => {
    const before = rememberLine(NOTHING_REMEMBERED, { productId: 'draft:p', quantity: 2, paidFen: 600 });
    const after = withProductId(before, 'draft:p', '88');
    expect([after.productId, likelyFen(after, '88', 3), likelyFen(after, 'draft:p', 1)]).toEqual(['88', 900, null]);
  });
});

describe('a change of where a product comes from', () => {
  it('is shown over what the server said, and starts from it', () => {
    const change = originOf('c', { id: '7' }, { tag: '"p1"' });
    expect(productView([BOWL], [change])).toMatchObject([{ originName: '南家堡村', basis: { after: 'c' }, mark: 'waiting' }]);
    expect(requestOf(change, [])).toEqual({
      method: 'PATCH',
      path: '/products/7',
      body: { originDivisionCode: NANJIABAO.code },
      once: null,
      ifMatch: '"p1"',
    });
  });

  it('may follow what makes the product', () => {
    const product = draft('p', { ...NEW, content: { ...NEW.content, origin: null } } as NewDraft);
    const change = originOf('c', { draft: 'p' }, { after: 'p' });
    expect(productView([], [change, product])).toMatchObject([{ id: 'draft:p', originCode: NANJIABAO.code }]);
    expect(withoutDraft([product, change], 'p').removed).toEqual(['p', 'c']);
  });
});
