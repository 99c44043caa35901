import type { AttributionRuleDto, MovedByRuleDto, PreviewDto } from '../../src/modules/attribution/attribution-rule.dto.js';
import type { MovedCellDto, MovesDto } from '../../src/modules/attribution/moves.dto.js';
import { Verification } from '../../src/modules/revenue/index.js';
import { VerificationRepository } from '../../src/modules/revenue/verification.repository.js';
import { Database } from '../../src/platform/database/index.js';
import { settle } from '../support/pipeline.js';
import type { Answer, TestApp } from '../support/test-app.js';
import { ledgerImage } from './ledger-image.js';
import { newItem, newSeller, read, type Seller } from './sales.js';

/** In Huairen county (140681), in Zuoyun (140226), and the county that has the first for a neighbour (140602). */
export const HOME = '140681102201';
export const AWAY = '140226100213';
export const NEAR = '140602100201';

const RULES = '/api/v1/attribution-rules';

/** Lets everything be worked off, and expects the ledger to agree with itself. */
export async function settleAndVerify(app: TestApp): Promise<void> {
  await settle(app);
  const { differences } = await new Verification(app.app.get(Database), new VerificationRepository()).verify();
  expect(differences).toEqual([]);
}

export async function rule(app: TestApp, terms: object): Promise<MovedByRuleDto> {
  return must(201, await app.request('POST', RULES, { reason: '登记有误', ...terms }));
}

export async function preview(app: TestApp, terms: object): Promise<MovesDto> {
  return must<PreviewDto>(200, await app.request('POST', `${RULES}/preview`, { reason: '登记有误', ...terms })).moves;
}

export async function withdraw(app: TestApp, id: string): Promise<MovedByRuleDto> {
  return must(200, await app.request('POST', `${RULES}/${id}/withdraw`, { reason: '撤销' }));
}

export async function previewWithdrawal(app: TestApp, id: string): Promise<MovesDto> {
  return must<PreviewDto>(200, await app.request('POST', `${RULES}/${id}/withdraw/preview`, { reason: '撤销' })).moves;
}

export async function merge(app: TestApp, id: string, intoMerchantId: string): Promise<MovedByRuleDto> {
  return must(201, await app.request('POST', `/api/v1/merchants/${id}/merge`, { intoMerchantId, reason: '重复登记' }));
}

export async function rulesOf(app: TestApp, query: Readonly<Record<string, string>>): Promise<AttributionRuleDto[]> {
  return ((await read(app, 'attribution-rules', query)) as { items: AttributionRuleDto[] }).items;
}

export function must<Body>(status: number, answer: Answer): Body {
  expect({ status: answer.status, body: answer.body as unknown }).toMatchObject({ status });
  return answer.body as Body;
}

/** A seller at home in HOME with two products from there. */
export async function sellerOfTwo(app: TestApp): Promise<Seller & { bowl: string; cup: string }> {
  const seller = await newSeller(app, HOME);
  const bowl = await newItem(app, seller, 'bowl', { originDivisionCode: HOME });
  const cup = await newItem(app, seller, 'cup', { originDivisionCode: HOME });
  return { ...seller, bowl, cup };
}

/** Where the lines of these merchants' shops count. */
export async function places(app: TestApp, ...sellingMerchantIds: string[]): Promise<MovedCellDto[]> {
  return app.sql<MovedCellDto & object>(
    `select e.merchant_id::text as "merchantId", e.merchant_division_code as "merchantDivisionCode", nullif(e.origin_code, '') as "originCode",
            sum(e.paid_fen)::int as "paidFen", sum(e.refunded_fen)::int as "refundedFen", sum(e.lines)::int as lines
     from revenue_entry e join shop s on s.id = e.shop_id
     where s.merchant_id = any ($1) and e.kind = 'line'
     group by e.merchant_id, e.merchant_division_code, e.origin_code
     having (sum(e.paid_fen), sum(e.refunded_fen), sum(e.lines)) <> (0, 0, 0)
     order by e.merchant_id, e.merchant_division_code, e.origin_code`,
    [sellingMerchantIds],
  );
}

/** What was paid for the lines of a merchant's shops, by origin. */
export async function paidByOrigin(app: TestApp, sellingMerchantId: string): Promise<Record<string, number>> {
  return Object.fromEntries((await places(app, sellingMerchantId)).map(({ originCode, paidFen }) => [originCode ?? '', paidFen]));
}

const PARTS_WITH_CELLS = ['entrySums', 'base', 'goods', 'areas', 'refundCells'];
const MEASURE = /_fen$|^(quantity|lines|orders|refunds)$/;

/** Every cell of entries and rollups that is not zero. */
export async function cells(app: TestApp): Promise<object> {
  const image = await ledgerImage(app);
  const isFilled = (row: Record<string, unknown>) => Object.entries(row).some(([name, value]) => MEASURE.test(name) && Number(value) !== 0);
  return Object.fromEntries(PARTS_WITH_CELLS.map((part) => [part, image[part]?.filter(isFilled)]));
}

/** The whole ledger, with the rules, the merchants and what is left to do. */
export async function everything(app: TestApp): Promise<object> {
  const [registers] = await app.sql(`select (select json_agg(r order by id) from attribution_rule r) as rules,
    (select json_agg(m order by id) from merchant m) as merchants, (select count(*)::int from revenue_entry) as entries`);
  return { ...(await ledgerImage(app)), registers };
}
