export { AttributionApi, AttributionModule } from './attribution.module.js';
export { type AttributionRule, AttributionRuleSchema } from './attribution-rule.schema.js';
export { RegisterRules } from './register-rules.service.js';
