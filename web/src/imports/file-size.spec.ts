import { sizeInWords } from './file-size.js';

it.each([
  [0, '0 B'],
  [1_023, '1023 B'],
  [1_024, '1 KB'],
  [42_000, '41 KB'],
  [13_212_000, '12.6 MB'],
])('A file of %i bytes has %s', (bytes, words) => {
  expect(sizeInWords(bytes)).toBe(words);
});
