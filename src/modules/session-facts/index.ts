export { METRIC_CATALOGUE } from './metric-catalogue.js';
export { SessionFactsApi } from './session-facts.module.js';
