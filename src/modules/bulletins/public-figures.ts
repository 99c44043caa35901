import type { BulletinFiguresDto, MemberDto, PeriodDto, ScopeDto } from './bulletin-figures.dto.js';
import type { PublicFiguresDto, PublicMemberDto, PublicPeriodDto, PublicScopeDto } from './public-bulletin.dto.js';

/** Statistics of fewer are not shown. */
const FEWEST = 3;

/**
 * What of a bulletin anybody may see. The figures of a member with fewer than three sellers would be somebody's, so they are withheld; and where
 * one alone would be withheld, it could be told from the total, so the smallest of the others goes with it.
 */
export function publicFigures(figures: BulletinFiguresDto): PublicFiguresDto {
  const { divisionCode, divisionName, memberLevel, month, basis, refundView, range, comparedRange, cumulativeRange, asOf } = figures;
  const isWithheld = withheldMembers(figures);
  const isWholeWithheld = figures.total.lines > 0 && figures.scope.sellers < FEWEST;
  return {
    ...{ divisionCode, divisionName, memberLevel, month, basis, refundView, range, comparedRange, cumulativeRange, asOf },
    members: figures.members.map((member) => publicMember(member, isWholeWithheld || isWithheld.has(member.id))),
    total: isWholeWithheld ? null : publicPeriod(figures.total),
    cumulativeTotal: isWholeWithheld ? null : publicPeriod(figures.cumulativeTotal),
    scope: publicScope(figures.scope),
    cumulativeScope: publicScope(figures.cumulativeScope),
  };
}

function withheldMembers({ members, unallocated }: BulletinFiguresDto): ReadonlySet<string> {
  const sold = members.filter(({ month, cumulative }) => month.lines > 0 || cumulative.lines > 0 || month.netFen !== 0);
  const withheld = sold.filter(({ sellers }) => sellers < FEWEST);
  const added = withheld.filter(({ isZone }) => !isZone);
  const others = sold.filter(({ sellers, isZone }) => sellers >= FEWEST && !isZone).sort((a, b) => a.month.netFen - b.month.netFen);
  const isAlone = added.length === 1 && unallocated.lines === 0;
  return new Set([...withheld, ...(isAlone ? others.slice(0, 1) : [])].map(({ id }) => id));
}

function publicMember(
  { id, name, isZone, rank, lastMonthRank, share, sellers, month, cumulative }: MemberDto,
  isWithheld: boolean,
): PublicMemberDto {
  if (isWithheld)
    return { id, name, isZone, isWithheld, rank: null, lastMonthRank: null, share: null, sellers: null, month: null, cumulative: null };
  return {
    id,
    name,
    isZone,
    isWithheld,
    rank,
    lastMonthRank,
    share,
    sellers: count(sellers),
    month: publicPeriod(month),
    cumulative: publicPeriod(cumulative),
  };
}

function publicPeriod({ paidFen, refundedFen, netFen, orders, growth }: PeriodDto): PublicPeriodDto {
  return {
    paidFen,
    refundedFen,
    netFen,
    orders,
    growthKind: growth?.kind ?? null,
    growthRate: growth?.kind === 'rate' ? growth.rate : null,
  };
}

function publicScope({ sellers, baseSellers, comparableSellers }: ScopeDto): PublicScopeDto {
  return { sellers: count(sellers), baseSellers: count(baseSellers), comparableSellers: count(comparableSellers) };
}

function count(merchants: number): number | null {
  return merchants > 0 && merchants < FEWEST ? null : merchants;
}
