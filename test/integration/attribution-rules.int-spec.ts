import type { MovesDto } from '../../src/modules/attribution/moves.dto.js';
import { anyId, startTestApp, type TestApp } from '../support/test-app.js';
import {
  AWAY,
  everything,
  HOME,
  must,
  NEAR,
  paidByOrigin,
  places,
  preview,
  previewWithdrawal,
  rule,
  rulesOf,
  settleAndVerify,
  withdraw,
  sellerOfTwo,
} from './attribution.js';
import { newSeller, noon, sell } from './sales.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
// Whatever a test did, entries, rollups and orders agree in the end.
afterEach(() => settleAndVerify(app));

describe('A preview', () => {
  it('says what then happens, and changes nothing: not of a rule, not of its withdrawal', async () => {
    const seller = await sellerOfTwo(app);
    const other = await newSeller(app, AWAY);
    await sell(
      app,
      seller,
      {
        paidAt: noon('2025-11-05'),
        lines: [
          { itemId: 'bowl', paidFen: 11 },
          { itemId: 'cup', paidFen: 22 },
        ],
      },
      {
        paidAt: noon('2025-11-06'),
        lines: [{ itemId: 'bowl', paidFen: 33 }],
        refunds: [{ amountFen: 3, succeededAt: noon('2025-11-07') }],
      },
    );
    await settleAndVerify(app);
    const terms = { effect: 'merchant', productId: seller.bowl, targetMerchantId: other.merchantId };
    const before = await everything(app);
    const told = await preview(app, terms);
    expect(await everything(app)).toEqual(before);
    expect(told).toMatchObject({ orders: 2, lines: 2, paidFen: 44, refundedFen: 3 });
    const placesBefore = await places(app, seller.merchantId);
    const { id, moves } = await rule(app, terms);
    expect(moves).toEqual(told);
    await settleAndVerify(app);
    expect(await places(app, seller.merchantId)).toEqual(afterMoves(placesBefore, told));

    const standing = await everything(app);
    const toldBack = await previewWithdrawal(app, id);
    expect(await everything(app)).toEqual(standing);
    expect((await withdraw(app, id)).moves).toEqual(toldBack);
    await settleAndVerify(app);
    expect(await places(app, seller.merchantId)).toEqual(placesBefore);
  });

  it('is refused like the rule itself', async () => {
    const { bowl } = await sellerOfTwo(app);
    const body = { effect: 'origin', productId: bowl, originDivisionCode: '999999', reason: '无' };
    const refused = await app.request('POST', '/api/v1/attribution-rules/preview', body);
    expect(refused).toMatchObject({
      status: 400,
      body: { code: 'attribution.unknown-division', errors: [{ pointer: '/originDivisionCode' }] },
    });
  });
});

describe('Rules', () => {
  it('made by two at once for the same sales: the greater id wins, and nothing is counted twice', async () => {
    const seller = await sellerOfTwo(app);
    const sold = Array.from({ length: 20 }, () => ({ paidAt: noon('2025-11-05'), lines: [{ itemId: 'bowl', paidFen: 10 }] }));
    await sell(app, seller, ...sold);
    const codes = [AWAY, NEAR, '140602', '140226'];
    const made = await Promise.all(codes.map((code) => rule(app, { effect: 'origin', productId: seller.bowl, originDivisionCode: code })));
    const newest = made.reduce((one, other) => (Number(one.id) > Number(other.id) ? one : other));
    await settleAndVerify(app);
    expect(await paidByOrigin(app, seller.merchantId)).toEqual({ [newest.originDivisionCode ?? '']: 200 });
    const answers = await Promise.all(
      [1, 2, 3].map(() => app.request('POST', `/api/v1/attribution-rules/${newest.id}/withdraw`, { reason: '撤销' })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  });

  it('are made once for the same Idempotency-Key', async () => {
    const { bowl } = await sellerOfTwo(app);
    const body = { effect: 'origin', productId: bowl, originDivisionCode: AWAY, reason: '登记有误' };
    const once = { 'idempotency-key': anyId('rule') };
    const first = must(201, await app.request('POST', '/api/v1/attribution-rules', body, once));
    expect(must(201, await app.request('POST', '/api/v1/attribution-rules', body, once))).toEqual(first);
    expect(await rulesOf(app, { productId: bowl })).toHaveLength(1);
  });

  it('are listed the newest first, by product, merchant and state, page by page', async () => {
    const { bowl, merchantId } = await sellerOfTwo(app);
    const { merchantId: other } = await newSeller(app, AWAY);
    const first = await rule(app, { effect: 'origin', productId: bowl, originDivisionCode: AWAY });
    const second = await rule(app, { effect: 'merchant', productId: bowl, targetMerchantId: other });
    const third = await rule(app, { effect: 'home', merchantId, homeDivisionCode: AWAY });
    await withdraw(app, first.id);
    const ids = async (query: Readonly<Record<string, string>>) => (await rulesOf(app, query)).map(({ id }) => id);
    expect(await ids({ productId: bowl })).toEqual([second.id, first.id]);
    expect(await ids({ productId: bowl, state: 'active' })).toEqual([second.id]);
    expect(await ids({ productId: bowl, state: 'withdrawn' })).toEqual([first.id]);
    expect(await ids({ merchantId: other })).toEqual([second.id]);
    expect(await ids({ merchantId })).toEqual([third.id]);
    const page = must<{ nextCursor: string }>(200, await app.request('GET', `/api/v1/attribution-rules?productId=${bowl}&limit=1`));
    expect(await ids({ productId: bowl, cursor: page.nextCursor })).toEqual([first.id]);
  });

  it.each<[what: string, pointer: string, terms: (seller: { bowl: string; merchantId: string }) => object]>([
    ['merchant', '/merchantId', () => ({ effect: 'home', merchantId: NONE, homeDivisionCode: HOME })],
    ['merchant', '/targetMerchantId', ({ bowl }) => ({ effect: 'merchant', productId: bowl, targetMerchantId: NONE })],
    ['product', '/productId', () => ({ effect: 'origin', productId: NONE, originDivisionCode: HOME })],
    ['division', '/originDivisionCode', ({ bowl }) => ({ effect: 'origin', productId: bowl, originDivisionCode: '999999' })],
    ['division', '/homeDivisionCode', ({ merchantId }) => ({ effect: 'home', merchantId, homeDivisionCode: '999999' })],
  ])('that name a %s there is not are refused by the field: %s', async (what, pointer, terms) => {
    const body = { ...terms(await sellerOfTwo(app)), reason: '无' };
    const refused = await app.request('POST', '/api/v1/attribution-rules', body);
    expect(refused).toMatchObject({ status: 400, body: { code: `attribution.unknown-${what}`, errors: [{ pointer }] } });
  });

  it('that there are not cannot be withdrawn', async () => {
    for (const action of ['withdraw', 'withdraw/preview'])
      expect(await app.request('POST', `/api/v1/attribution-rules/${NONE}/${action}`, { reason: '无' })).toMatchObject({
        status: 404,
        body: { code: 'attribution.not-found' },
      });
  });
});

const NONE = '999999';

/** What places come to after the moves, in the order in which they are read. */
function afterMoves(before: readonly MovesDto['from'][number][], { from, to }: MovesDto): MovesDto['from'] {
  const keyOf = ({ merchantId, merchantDivisionCode, originCode }: MovesDto['from'][number]) =>
    `${merchantId.padStart(18, '0')} ${merchantDivisionCode} ${originCode ?? ''}`;
  const after = new Map<string, MovesDto['from'][number]>();
  const add = (cell: MovesDto['from'][number], sign: number): void => {
    const now = after.get(keyOf(cell)) ?? { ...cell, paidFen: 0, refundedFen: 0, lines: 0 };
    after.set(keyOf(cell), {
      ...now,
      paidFen: now.paidFen + sign * cell.paidFen,
      refundedFen: now.refundedFen + sign * cell.refundedFen,
      lines: now.lines + sign * cell.lines,
    });
  };
  for (const cell of [...before, ...to]) add(cell, 1);
  for (const cell of from) add(cell, -1);
  const left = [...after].filter(([, { paidFen, refundedFen, lines }]) => paidFen !== 0 || refundedFen !== 0 || lines !== 0);
  return left.sort(([one], [other]) => (one < other ? -1 : 1)).map(([, cell]) => cell);
}
