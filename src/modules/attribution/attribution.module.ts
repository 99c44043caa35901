import { Module } from '@nestjs/common';
import { AttributionRuleController } from './attribution-rule.controller.js';
import { AttributionRuleRepository } from './attribution-rule.repository.js';
import { AttributionRules } from './attribution-rule.service.js';
import { MerchantMergerController } from './merchant-merger.controller.js';
import { MerchantMergers } from './merchant-merger.service.js';
import { MergerRepository } from './merger.repository.js';
import { MovesRepository } from './moves.repository.js';
import { RegisterRuleRepository } from './register-rule.repository.js';
import { RegisterRules } from './register-rules.service.js';
import { RuleMoves } from './rule-moves.service.js';

/** Knows no other module: the registers of products and merchants stand on this one, so it reads their tables itself. */
@Module({
  providers: [RegisterRules, AttributionRuleRepository, RegisterRuleRepository],
  exports: [RegisterRules, AttributionRuleRepository],
})
export class AttributionModule {}

@Module({
  imports: [AttributionModule],
  controllers: [AttributionRuleController, MerchantMergerController],
  providers: [AttributionRules, MerchantMergers, MergerRepository, RuleMoves, MovesRepository],
})
export class AttributionApi {}
