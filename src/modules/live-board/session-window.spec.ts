import { windowOf } from './session-window.js';

const at = (clock: string): Date => new Date(`2026-11-20T${clock}+08:00`);
const onAir = { startedAt: at('19:30:00'), endedAt: null, archivedAt: null };

describe('The minutes that are compared', () => {
  it('end with the last that is over while a session is on air, and the one that runs is in none', () => {
    for (const now of ['20:15:00', '20:15:00.001', '20:15:59.999'])
      expect(windowOf(onAir, at(now))).toEqual({
        from: at('19:55:00'),
        middle: at('20:05:00'),
        until: at('20:15:00'),
        isOver: false,
        isComparable: true,
      });
  });

  it('go on past midnight', () => {
    const late = { ...onAir, startedAt: at('23:30:00') };
    expect(windowOf(late, new Date('2026-11-21T00:05:30+08:00'))).toMatchObject({
      from: at('23:45:00'),
      until: new Date('2026-11-21T00:05:00+08:00'),
    });
  });

  it('are compared only where the session had begun before the first of them', () => {
    const first = at('19:55:00');
    expect(windowOf({ ...onAir, startedAt: first }, at('20:15:31')).isComparable).toBe(true);
    expect(windowOf({ ...onAir, startedAt: new Date(first.getTime() + 1) }, at('20:15:31')).isComparable).toBe(false);
    expect(windowOf({ ...onAir, startedAt: at('21:00:00') }, at('20:15:31'))).toMatchObject({ isOver: false, isComparable: false });
  });

  it('are the last of a session that is over, the one it ended in included', () => {
    const over = { ...onAir, endedAt: at('22:10:20') };
    expect(windowOf(over, at('22:10:19.999'))).toMatchObject({ until: at('22:10:00'), isOver: false });
    expect(windowOf(over, at('22:10:20'))).toMatchObject({ until: at('22:11:00'), isOver: true });
    expect(windowOf({ ...onAir, endedAt: at('22:10:00') }, at('23:59:00'))).toMatchObject({ from: at('21:50:00'), until: at('22:10:00') });
  });

  it('end after twelve hours where nobody ended it, and with the archive', () => {
    expect(windowOf(onAir, new Date('2026-11-21T07:29:59+08:00')).isOver).toBe(false);
    expect(windowOf(onAir, new Date('2026-11-21T09:00:00+08:00'))).toMatchObject({
      isOver: true,
      until: new Date('2026-11-21T07:30:00+08:00'),
    });
    expect(windowOf({ ...onAir, archivedAt: at('20:00:00') }, at('20:15:31'))).toMatchObject({ isOver: true, until: at('20:16:00') });
  });
});
