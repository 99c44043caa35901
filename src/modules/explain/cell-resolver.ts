import { Injectable } from '@nestjs/common';
import type { Principal, Tx } from '../../platform/database/index.js';
import {
  type Area,
  type CellRead,
  isInside,
  memberLevelOf,
  RankingCells,
  requireOrderedRange,
  seesOf,
  type Subject,
} from '../rankings/index.js';
import { ExplainError } from './explain.errors.js';
import type { ExplainQuery } from './explain-query.js';

const NUMBERED: readonly Subject[] = ['merchants', 'products', 'hosts', 'live-sessions'];
const EVERYWHERE: Area = { code: '', level: 'all', prefixes: [''] };

/** From a query to the one cell of a ranking that it means, refusing what no ranking has. */
@Injectable()
export class CellResolver {
  constructor(private readonly rankings: RankingCells) {}

  async resolve(tx: Tx, principal: Principal, query: ExplainQuery): Promise<CellRead> {
    requireOrderedRange(query);
    requireOneCell(query);
    const within = await this.areaOf(tx, query.within);
    const memberLevel = memberLevelOf(query.subject);
    if (!isInside(memberLevel, within.level)) {
      throw new ExplainError('explain.unsupported-filter', { why: `${memberLevel} ⊄ ${within.level}` }, '/within');
    }
    const { subject, basis, refundView, category = null, platform = null, id = null } = query;
    const range = { from: query.from, to: query.to };
    const common = {
      subject,
      memberLevel,
      basis,
      refundView,
      range,
      comparedRange: null,
      category,
      platform,
      map: 'as-was',
      sees: seesOf(principal),
    } as const;
    if (id === null) return { ...common, within, kind: query.part ?? 'total', id };
    const member = await this.requireMember(tx, { subject, memberLevel, within, id });
    return { ...common, ...member, kind: 'member', id };
  }

  private async areaOf(tx: Tx, code: string | undefined): Promise<Area> {
    if (code === undefined) return EVERYWHERE;
    const area = await this.rankings.findArea(tx, code);
    if (area === null) throw new ExplainError('explain.unknown-division', { code }, '/within');
    return area;
  }

  /**
   * Whether there is such a merchant, product, host or session is not asked: who may not see it gets the same empty answer as for one
   * that never sold.
   */
  private async requireMember(tx: Tx, { subject, memberLevel, within, id }: Member): Promise<Pick<CellRead, 'memberLevel' | 'within'>> {
    const unknown = new ExplainError('explain.unknown-member', { subject, id }, '/id');
    if (memberLevel === null) {
      if (NUMBERED.includes(subject) && !/^\d{1,18}$/.test(id)) throw unknown;
      return { memberLevel, within };
    }
    const area = await this.rankings.findArea(tx, id);
    // Zones stand among the counties.
    const isMember = area !== null && (area.level === memberLevel || (memberLevel === 'county' && area.level === 'zone'));
    if (!isMember || !within.prefixes.some((prefix) => id.startsWith(prefix))) throw unknown;
    return { memberLevel: area.level, within: { ...within, prefixes: area.prefixes } };
  }
}

interface Member extends Pick<CellRead, 'subject' | 'memberLevel' | 'within'> {
  readonly id: string;
}

function requireOneCell({ subject, id, part, map }: ExplainQuery): void {
  if (subject === 'campaigns') throw new ExplainError('explain.unsupported-filter', { why: 'subject=campaigns' }, '/subject');
  if (map === 'today') throw new ExplainError('explain.unsupported-filter', { why: 'map=today' }, '/map');
  if ((id === undefined) === (part === undefined)) throw new ExplainError('explain.which-cell', {}, id === undefined ? '/id' : '/part');
}
