export { RankingExport } from './ranking-export.service.js';
export { type AreaFigures, type AreaFiguresRead, type AreaMember, AreaTables, type MemberLevel } from './area-figures.service.js';
export { ComparableScope, type ScopeRead, type ScopeSums } from './comparable-scope.service.js';
export { comparedRange } from './compared-range.js';
export { type Growth, growthOf } from './growth.js';
export { type Piece, piecesOf } from './range-pieces.js';
export { RankingCells } from './ranking-cells.js';
export { DayRangeDto, GrowthDto, MeasuresDto } from './ranking.dto.js';
export { RankingApi, RankingModule } from './ranking.module.js';
export {
  BASES,
  type Basis,
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
export { seesOf, SELLERS, type Sellers } from './sellers.js';
export { isInside, memberLevelOf } from './ranking-subject.js';
export { SoldFigures, type SoldMembers, type SoldRead } from './sold-figures.js';
