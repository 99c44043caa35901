export { comparedRange } from './compared-range.js';
export { type Growth, growthOf } from './growth.js';
export { type Piece, piecesOf } from './range-pieces.js';
export { RankingCells } from './ranking-cells.js';
export { DayRangeDto, GrowthDto, MeasuresDto } from './ranking.dto.js';
export { RankingApi, RankingModule } from './ranking.module.js';
export {
  type Basis,
  BASES,
  DIVISION_MAPS,
  type DivisionMap,
  isOrdersDefined,
  REFUND_VIEWS,
  type RefundView,
  ScopeQuery,
  type Subject,
  SUBJECTS,
} from './ranking-query.js';
export type { Area, CellKind, CellRead } from './ranking.repository.js';
export { requireOrderedRange } from './ranking-scope.js';
export { seesOf } from './sellers.js';
export { isInside, memberLevelOf } from './ranking-subject.js';
export { SoldFigures, type SoldMembers, type SoldRead } from './sold-figures.js';
