import { fitWithin } from './encode-photo.js';

it.each([
  [4_000, 3_000, 1_600, 1_200],
  [3_000, 4_000, 1_200, 1_600],
  [800, 600, 800, 600],
  [10_000, 1, 1_600, 1],
])('%s × %s becomes %s × %s', (width, height, fittedWidth, fittedHeight) => {
  expect(fitWithin(width, height, 1_600)).toEqual({ width: fittedWidth, height: fittedHeight });
});
