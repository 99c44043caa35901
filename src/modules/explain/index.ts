export type { ExplainDto, ExplainedEntryDto, ExplainedOrderDto, ExplainedPartDto } from './explain.dto.js';
export { ExplainApi, ExplainModule } from './explain.module.js';
export { ExplainQuery } from './explain-query.js';
export { Explaining } from './explain.service.js';
