import { newsOf } from './revenue-news.js';

describe('What is told of a fold', () => {
  it('is nothing when nothing was folded', () => {
    expect(newsOf({ days: [], places: [] })).toEqual([]);
  });

  it('fits into notifications, and names every place once', () => {
    const places = Array.from({ length: 5_000 }, (_, n) => `2026-11-20|${10 ** 17 + n}|140681102201|140681102201|${10 ** 17 + n}`);
    const days = Array.from({ length: 400 }, () => '2026-11-20');
    const messages = newsOf({ days, places });
    expect(messages.flatMap((message) => message.places)).toEqual(places);
    expect(messages.map(({ isFirst }) => isFirst).filter((isFirst) => isFirst)).toEqual([true]);
    for (const message of messages) expect(JSON.stringify(message).length).toBeLessThan(7_900);
  });
});
