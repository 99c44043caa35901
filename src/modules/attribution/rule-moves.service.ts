import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import { Hints } from '../../platform/queue/index.js';
import type { MovedByRuleDto } from './attribution-rule.dto.js';
import type { AttributionRule } from './attribution-rule.schema.js';
import { toMoves } from './moves.js';
import { MovesRepository } from './moves.repository.js';
import { ruleAnswer } from './rule-answer.js';

/** Says what a rule just made or withdrawn moves, and has it moved once that is committed. The database has noted the rule by itself. */
@Injectable()
export class RuleMoves {
  constructor(
    private readonly moves: MovesRepository,
    private readonly hints: Hints,
  ) {}

  async answer(tx: Tx, rule: AttributionRule): Promise<MovedByRuleDto> {
    const moves = toMoves(await this.moves.movesOf(tx, rule.id));
    tx.afterCommit(() => this.hints.hint('orders.mark-reattributed'));
    return { ...ruleAnswer(rule), moves };
  }
}
