export { SessionFactsApi } from './session-facts.module.js';
