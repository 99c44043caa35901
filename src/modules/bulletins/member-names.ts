import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import { DivisionService } from '../divisions/index.js';
import type { Area, MemberLevel } from '../rankings/index.js';
import type { MemberName } from './bulletin-members.js';

/** Who the members of a division are: all of the register of today, and those of earlier maps that something happened in. */
@Injectable()
export class MemberNames {
  constructor(private readonly divisions: DivisionService) {}

  async of(tx: Tx, within: Area, memberLevel: MemberLevel, seen: readonly string[]): Promise<MemberName[]> {
    const members = await this.divisions.membersOf(tx, within.code, memberLevel);
    const known = new Set(members.map(({ code }) => code));
    const others = seen.filter((code) => !known.has(code));
    return others.length === 0 ? members : [...members, ...(await this.divisions.namesOf(tx, others))];
  }
}
