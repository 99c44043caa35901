import { Injectable } from '@nestjs/common';
import { Database, type Principal, rehearse, type Tx } from '../../platform/database/index.js';
import { cursorId, OnceWriter, type Page, Precondition, toPage, type WriteRequest } from '../../platform/http/index.js';
import { AttributionError } from './attribution.errors.js';
import type {
  AttributionRuleDto,
  AttributionRuleQuery,
  CreateAttributionRule,
  MovedByRuleDto,
  PreviewDto,
  WithdrawAttributionRule,
} from './attribution-rule.dto.js';
import { AttributionRuleRepository } from './attribution-rule.repository.js';
import type { AttributionRule } from './attribution-rule.schema.js';
import { MergerRepository } from './merger.repository.js';
import { ruleAnswer } from './rule-answer.js';
import { RuleMoves } from './rule-moves.service.js';
import { type RuleTerms, termsOf } from './rule-terms.js';

/** Rules of attribution: made and withdrawn, each after a look at what it would move; the workers then move it. */
@Injectable()
export class AttributionRules {
  constructor(
    private readonly database: Database,
    private readonly writer: OnceWriter,
    private readonly rules: AttributionRuleRepository,
    private readonly mergers: MergerRepository,
    private readonly moves: RuleMoves,
  ) {}

  create(write: WriteRequest, body: CreateAttributionRule): Promise<MovedByRuleDto> {
    const terms = termsOf(body);
    return this.writer.run(write, (tx) => this.make(tx, terms));
  }

  async preview(principal: Principal, body: CreateAttributionRule): Promise<PreviewDto> {
    const terms = termsOf(body);
    const { moves } = await rehearse(this.database, principal, (tx) => this.make(tx, terms));
    return { moves };
  }

  list(principal: Principal, { limit, cursor, merchantId, productId, state }: AttributionRuleQuery): Promise<Page<AttributionRuleDto>> {
    const beforeId = cursor === undefined || cursor === '' ? null : cursorId(cursor);
    return this.database.snapshot(principal, async (tx) =>
      toPage(await this.rules.list(tx, { merchantId, productId, state }, beforeId, limit + 1), limit, ruleAnswer, ({ id }) => [id]),
    );
  }

  get(principal: Principal, id: string): Promise<AttributionRuleDto> {
    return this.database.snapshot(principal, async (tx) => ruleAnswer(known(await this.rules.find(tx, id), id)));
  }

  withdraw(write: WriteRequest, id: string, { reason }: WithdrawAttributionRule, expected = Precondition.NONE): Promise<MovedByRuleDto> {
    return this.writer.run(write, (tx) => this.undo(tx, id, reason, expected));
  }

  async previewWithdrawal(principal: Principal, id: string, { reason }: WithdrawAttributionRule): Promise<PreviewDto> {
    const { moves } = await rehearse(this.database, principal, (tx) => this.undo(tx, id, reason, Precondition.NONE));
    return { moves };
  }

  private async make(tx: Tx, terms: RuleTerms): Promise<MovedByRuleDto> {
    await this.requireKnown(tx, terms);
    return this.moves.answer(tx, await this.rules.insert(tx, terms));
  }

  private async undo(tx: Tx, id: string, reason: string, expected: Precondition): Promise<MovedByRuleDto> {
    const rule = known(await this.rules.findForWithdrawal(tx, id), id);
    await expected.require(() => ruleAnswer(rule));
    if (rule.withdrawnAt !== null) throw new AttributionError('attribution.already-withdrawn', { id });
    const withdrawn = await this.rules.withdraw(tx, rule, reason);
    if (withdrawn.source === 'merge') await this.mergers.restore(tx, id);
    return this.moves.answer(tx, withdrawn);
  }

  private async requireKnown(tx: Tx, terms: RuleTerms): Promise<void> {
    const known = await this.rules.knownReferences(tx, terms);
    if (!known.knows_merchant) throw unknown('merchant', terms.merchantId, '/merchantId');
    if (!known.knows_product) throw unknown('product', terms.productId, '/productId');
    if (!known.knows_target) throw unknown('merchant', terms.targetMerchantId, '/targetMerchantId');
    if (known.knows_division) return;
    const [code, pointer] =
      terms.effect === 'origin' ? [terms.originCode, '/originDivisionCode'] : [terms.homeDivisionCode, '/homeDivisionCode'];
    throw new AttributionError('attribution.unknown-division', { code: code ?? '' }, pointer);
  }
}

function unknown(what: 'merchant' | 'product', id: string | null, pointer: string): AttributionError {
  return new AttributionError(`attribution.unknown-${what}`, { id: id ?? '' }, pointer);
}

function known(rule: AttributionRule | null, id: string): AttributionRule {
  if (rule === null) throw new AttributionError('attribution.not-found', { id });
  return rule;
}
