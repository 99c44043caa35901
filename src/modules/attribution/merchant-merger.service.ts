import { Injectable } from '@nestjs/common';
import { Database, type Principal, rehearse, type Tx } from '../../platform/database/index.js';
import { OnceWriter, type WriteRequest } from '../../platform/http/index.js';
import { AttributionError } from './attribution.errors.js';
import type { MergeMerchant, MovedByRuleDto, PreviewDto } from './attribution-rule.dto.js';
import { AttributionRuleRepository } from './attribution-rule.repository.js';
import { MergerRepository } from './merger.repository.js';
import { RuleMoves } from './rule-moves.service.js';
import { mergerTerms } from './rule-terms.js';

/** Merchants entered twice count as one. A merger is a rule as well, so withdrawing that rule undoes it. */
@Injectable()
export class MerchantMergers {
  constructor(
    private readonly database: Database,
    private readonly writer: OnceWriter,
    private readonly rules: AttributionRuleRepository,
    private readonly mergers: MergerRepository,
    private readonly moves: RuleMoves,
  ) {}

  merge(write: WriteRequest, id: string, body: MergeMerchant): Promise<MovedByRuleDto> {
    return this.writer.run(write, (tx) => this.make(tx, id, body));
  }

  async preview(principal: Principal, id: string, body: MergeMerchant): Promise<PreviewDto> {
    const { moves } = await rehearse(this.database, principal, (tx) => this.make(tx, id, body));
    return { moves };
  }

  private async make(tx: Tx, id: string, { intoMerchantId, reason }: MergeMerchant): Promise<MovedByRuleDto> {
    await this.mergers.takeTurn(tx);
    await this.requireMergeable(tx, id, intoMerchantId);
    const rule = await this.rules.insert(tx, mergerTerms(id, intoMerchantId, reason));
    await this.mergers.archive(tx, rule.id);
    return this.moves.answer(tx, rule);
  }

  /** Into one that is merged itself is allowed: chains are followed. */
  private async requireMergeable(tx: Tx, id: string, intoMerchantId: string): Promise<void> {
    const parties = await this.mergers.findParties(tx, id, intoMerchantId);
    if (!parties.knows_merged) throw new AttributionError('attribution.no-merchant', { id });
    if (id === intoMerchantId) throw new AttributionError('attribution.merge-with-itself', {}, '/intoMerchantId');
    if (parties.merged_into_id !== null)
      throw new AttributionError('attribution.already-merged', { id, intoMerchantId: parties.merged_into_id });
    if (parties.standing_id === null) throw new AttributionError('attribution.unknown-merchant', { id: intoMerchantId }, '/intoMerchantId');
    if (parties.standing_id === id) throw new AttributionError('attribution.merge-in-circle', { id, intoMerchantId }, '/intoMerchantId');
  }
}
