import fc from 'fast-check';
import { latestWords, ORDER_SUBJECT, type Word } from './latest-word.js';
import type { SaidHeader } from './said-order.js';

// What a word says plays no part in which one stands.
const content = {} as SaidHeader;

function word(messageKey: string, more: Partial<Word> = {}): Word {
  return { subject: ORDER_SUBJECT, messageKey, source: 'platform', version: null, saidAt: 0, content, ...more };
}

/** The message whose word of the order stands. */
function winner(...words: Word[]): string | undefined {
  return latestWords(words).get(ORDER_SUBJECT)?.messageKey;
}

describe('The latest word of an order', () => {
  it('is the one with the greatest version, whenever it was said', () => {
    expect(winner(word('a', { version: 3, saidAt: 1 }), word('b', { version: 2, saidAt: 9 }))).toBe('a');
    expect(winner(word('a', { version: 9 }), word('b', { version: 10 }))).toBe('b');
    expect(winner(word('a', { version: 0, saidAt: 9 }), word('b', { version: 1, saidAt: 1 }))).toBe('b');
  });

  it('is by equal versions the one said last, and at the same time the one with the greatest id', () => {
    expect(winner(word('a', { version: 1, saidAt: 2 }), word('b', { version: 1, saidAt: 1 }))).toBe('a');
    expect(winner(word('a', { version: 1 }), word('b', { version: 1 }))).toBe('b');
    expect(winner(word('Z', { version: 1 }), word('a', { version: 1 }))).toBe('a');
    expect(winner(word('10'), word('9'))).toBe('9');
  });

  it('is the one said last as soon as any message of the order has no version', () => {
    expect(winner(word('a', { version: 3, saidAt: 1 }), word('b', { version: 2, saidAt: 2 }), word('c', { saidAt: 0 }))).toBe('b');
    const refund = word('r', { subject: 'R1', version: null, saidAt: 0 });
    expect(winner(word('a', { version: 3, saidAt: 1 }), word('b', { version: 2, saidAt: 2 }), refund)).toBe('b');
  });

  it('of the platform silences what was typed by hand, about refunds too', () => {
    const typed = word('hand:9', { source: 'hand', version: 9, saidAt: 9 });
    const typedRefund = word('hand:8', { source: 'hand', subject: 'H1', version: 8, saidAt: 9 });
    expect(winner(typed, word('a', { saidAt: 1 }), typedRefund)).toBe('a');
    expect([...latestWords([typed, word('a', { saidAt: 1 }), typedRefund]).keys()]).toEqual([ORDER_SUBJECT]);
    expect([...latestWords([typed, typedRefund]).keys()].sort()).toEqual([ORDER_SUBJECT, 'H1']);
  });

  it('by hand has its versions whatever the platform would lack', () => {
    expect(
      winner(word('hand:1', { source: 'hand', version: 1, saidAt: 9 }), word('hand:2', { source: 'hand', version: 2, saidAt: 1 })),
    ).toBe('hand:2');
  });

  it('is decided for each refund on its own', () => {
    const words = [word('a', { version: 1, subject: 'R1' }), word('b', { version: 2, subject: 'R2' }), word('c', { version: 3 })];
    const latest = latestWords([...words, word('d', { version: 2, subject: 'R1' })]);
    expect(Object.fromEntries([...latest].map(([subject, { messageKey }]) => [subject, messageKey]))).toEqual({
      '': 'c',
      R1: 'd',
      R2: 'b',
    });
  });

  it('depends neither on the order of arrival nor on repetition', () => {
    const words = fc.record({
      subject: fc.constantFrom(ORDER_SUBJECT, 'R1'),
      messageKey: fc.constantFrom('a', 'b', 'Z', '10', '9'),
      source: fc.constantFrom('platform' as const, 'hand' as const),
      version: fc.option(fc.integer({ min: 0, max: 2 })),
      saidAt: fc.integer({ min: 0, max: 2 }),
    });
    // One message says one thing of a subject.
    const history = fc.uniqueArray(words, { selector: ({ subject, messageKey }) => `${subject} ${messageKey}`, maxLength: 8 });
    const standing = (told: readonly Word[]) =>
      [...latestWords(told)].map(([subject, { messageKey }]) => `${subject}=${messageKey}`).sort();
    fc.assert(
      fc.property(
        history.chain((told) => fc.tuple(fc.constant(told), fc.shuffledSubarray([...told, ...told], { minLength: told.length * 2 }))),
        ([told, again]) => {
          const complete = (words: readonly Omit<Word, 'content'>[]) => words.map((one) => ({ ...one, content }));
          expect(standing(complete(again))).toEqual(standing(complete(told)));
        },
      ),
    );
  });
});
