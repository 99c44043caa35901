/** How dark a value is drawn: 1 to 7, equally many members in each step; 0 what is zero or below. */
export type Step = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7;
const STEPS = [1, 2, 3, 4, 5, 6, 7] as const;

export interface LegendStep {
  readonly step: Step;
  /** The least and the greatest value drawn in it. */
  readonly from: number;
  readonly to: number;
}

export interface Scale {
  readonly stepOf: (value: number) => Step;
  /** Only the steps that have members, the lightest first. */
  readonly legend: readonly LegendStep[];
}

/** Seven steps by quantiles of what is above zero. Equal values share a step, and the greatest is always the darkest. */
export function quantileScale(values: readonly number[]): Scale {
  const sorted = values.filter((value) => value > 0).sort((a, b) => a - b);
  const stepOf = (value: number): Step => {
    if (value <= 0 || sorted.length === 0) return 0;
    const notAbove = sorted.filter((other) => other <= value).length;
    return STEPS[Math.max(1, Math.ceil((STEPS.length * notAbove) / sorted.length)) - 1] ?? 1;
  };
  const legend = STEPS.flatMap((step): LegendStep[] => {
    const members = sorted.filter((value) => stepOf(value) === step);
    const [from, to] = [members[0], members.at(-1)];
    return from === undefined || to === undefined ? [] : [{ step, from, to }];
  });
  return { stepOf, legend };
}
