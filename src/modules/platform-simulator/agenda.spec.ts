import { Agenda } from './agenda.js';

describe('an agenda', () => {
  it('gives out what is due once, in order of time, and of one time in order of noting', () => {
    const agenda = new Agenda<string>();
    for (const [atMs, item] of [
      [30, 'last'],
      [10, 'first'],
      [20, 'second'],
      [20, 'third'],
    ] as const)
      agenda.add(atMs, item);
    expect(agenda.takeDue(9)).toEqual([]);
    expect(agenda.takeDue(20)).toEqual(['first', 'second', 'third']);
    expect(agenda.takeDue(20)).toEqual([]);
    expect(agenda.size).toBe(1);
  });

  it('keeps what is beyond the limit for the next time', () => {
    const agenda = new Agenda<number>();
    for (const item of [1, 2, 3]) agenda.add(0, item);
    expect([agenda.takeDue(0, 2), agenda.takeDue(0, 0), agenda.takeDue(0, 2)]).toEqual([[1, 2], [], [3]]);
  });
});
