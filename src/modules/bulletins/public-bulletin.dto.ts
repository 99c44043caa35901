import { ApiProperty } from '@nestjs/swagger';
import { PageOf } from '../../platform/http/index.js';
import { DayRangeDto } from '../rankings/index.js';

export class PublicPeriodDto {
  @ApiProperty() paidFen: number;
  @ApiProperty() refundedFen: number;
  @ApiProperty() netFen: number;
  @ApiProperty({ type: Number, nullable: true }) orders: number | null;
  @ApiProperty({ type: String, nullable: true, enum: ['rate', 'not-comparable', 'new', 'small-base'] }) growthKind: string | null;
  @ApiProperty({ type: Number, nullable: true }) growthRate: number | null;
}

export class PublicMemberDto {
  @ApiProperty() id: string;
  @ApiProperty() name: string;
  @ApiProperty() isZone: boolean;
  @ApiProperty({ description: '※: fewer than three merchants, or told from others; everything below is null' }) isWithheld: boolean;
  @ApiProperty({ type: Number, nullable: true }) rank: number | null;
  @ApiProperty({ type: Number, nullable: true }) lastMonthRank: number | null;
  @ApiProperty({ type: Number, nullable: true }) share: number | null;
  @ApiProperty({ type: Number, nullable: true }) sellers: number | null;
  @ApiProperty({ type: PublicPeriodDto, nullable: true }) month: PublicPeriodDto | null;
  @ApiProperty({ type: PublicPeriodDto, nullable: true }) cumulative: PublicPeriodDto | null;
}

export class PublicScopeDto {
  @ApiProperty({ type: Number, nullable: true, description: 'Null: one or two' }) sellers: number | null;
  @ApiProperty({ type: Number, nullable: true }) baseSellers: number | null;
  @ApiProperty({ type: Number, nullable: true }) comparableSellers: number | null;
}

export class PublicFiguresDto {
  @ApiProperty() divisionCode: string;
  @ApiProperty() divisionName: string;
  @ApiProperty() memberLevel: string;
  @ApiProperty() month: string;
  @ApiProperty() basis: string;
  @ApiProperty() refundView: string;
  @ApiProperty({ type: DayRangeDto }) range: DayRangeDto;
  @ApiProperty({ type: DayRangeDto }) comparedRange: DayRangeDto;
  @ApiProperty({ type: DayRangeDto }) cumulativeRange: DayRangeDto;
  @ApiProperty() asOf: string;
  @ApiProperty({ type: [PublicMemberDto] }) members: PublicMemberDto[];
  @ApiProperty({ type: PublicPeriodDto, nullable: true }) total: PublicPeriodDto | null;
  @ApiProperty({ type: PublicPeriodDto, nullable: true }) cumulativeTotal: PublicPeriodDto | null;
  @ApiProperty({ type: PublicScopeDto }) scope: PublicScopeDto;
  @ApiProperty({ type: PublicScopeDto }) cumulativeScope: PublicScopeDto;
}

export class PublicHeadDto {
  @ApiProperty() id: string;
  @ApiProperty({ example: '140681' }) divisionCode: string;
  @ApiProperty({ example: '怀仁市' }) divisionName: string;
  @ApiProperty({ example: '2026-10' }) month: string;
  @ApiProperty({ type: String, nullable: true }) number: string | null;
  @ApiProperty() title: string;
  @ApiProperty() titleEn: string;
  @ApiProperty() issuedAt: string;
  @ApiProperty({ description: 'Revised where it is above 1' }) version: number;
}

export class PublicBulletinDto extends PublicHeadDto {
  @ApiProperty({ type: String, nullable: true, description: 'Why it was revised last' }) reason: string | null;
  @ApiProperty({ type: PublicFiguresDto }) figures: PublicFiguresDto;
}

export class PublicBulletinPage extends PageOf {
  @ApiProperty({ description: 'Of the page, as the operator has it' }) title: string;
  @ApiProperty({ type: [PublicHeadDto] }) items: PublicHeadDto[];
}
