import {
  PLATFORM_RUN_DEFAULTS,
  platformApisOf,
  type PlatformRunOptions,
  readPlatforms,
  requireUsableOptions,
} from './platform-run-options.js';
import { PLATFORMS } from './platform-side.js';

const OPTIONS: PlatformRunOptions = {
  ...PLATFORM_RUN_DEFAULTS,
  platforms: ['douyin'],
  baseUrl: 'http://127.0.0.1:3000',
  token: 'cunbo_1',
  log: () => undefined,
  stopSelling: new AbortController().signal,
  giveUp: new AbortController().signal,
};

describe('options of a run of platforms', () => {
  it('name platforms, or all of them, each once', () => {
    expect(readPlatforms('all')).toEqual(PLATFORMS);
    expect(readPlatforms('youzan, douyin,youzan')).toEqual(['douyin', 'youzan']);
    expect(readPlatforms('douyin,taobao')).toBeNull();
    expect(readPlatforms('')).toBeNull();
  });

  it('say what the server is to be started with', () => {
    expect(platformApisOf(['douyin', 'youzan'], 4_300)).toBe('douyin=http://127.0.0.1:4300/douyin,youzan=http://127.0.0.1:4300/youzan');
  });

  it('are taken as they are by default, and named where they cannot be used', () => {
    expect(() => requireUsableOptions(OPTIONS)).not.toThrow();
    for (const [change, name] of [
      [{ token: '' }, '--token'],
      [{ lost: 1.5 }, '--lost'],
      [{ rate: 0 }, '--rate'],
      [{ apiPort: 70_000 }, '--api-port'],
      [{ tooManyEvery: -1 }, '--too-many-every'],
    ] as const)
      expect(() => requireUsableOptions({ ...OPTIONS, ...change })).toThrow(name);
  });
});
