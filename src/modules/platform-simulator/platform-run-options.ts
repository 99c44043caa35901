import { DemoError } from '../demo/index.js';
import { PLATFORMS, type SimulatedPlatform } from './platform-side.js';

export interface PlatformRunOptions {
  readonly platforms: readonly SimulatedPlatform[];
  /** Where the server answers, e.g. `http://127.0.0.1:3000`. */
  readonly baseUrl: string;
  /** Bearer token of an account that may register merchants and shops. */
  readonly token: string;
  /** Where the platforms' APIs answer on this machine. */
  readonly apiPort: number;
  /** Orders per shop. Null: until the duration is over or it is stopped. */
  readonly count: number | null;
  /** Orders per second and shop. */
  readonly rate: number;
  /** Shares of the pushes, from 0 to 1. */
  readonly duplicates: number;
  readonly disorder: number;
  readonly lost: number;
  /** By how much the platforms' APIs delay each answer. */
  readonly slowMs: number;
  /** Every n-th call is told to come back later; 0: none. */
  readonly tooManyEvery: number;
  /** Every n-th call fails; 0: none. */
  readonly serverErrorEvery: number;
  readonly seed: number;
  /** No new orders after so many seconds. Null: no limit. */
  readonly durationSeconds: number | null;
  /** Leaves the shops open at the end; the server goes on asking for them then. */
  readonly keepsShops: boolean;
  readonly log: (line: string) => void;
  /** Ends the selling; what was sold is settled and compared. */
  readonly stopSelling: AbortSignal;
  /** Ends everything. */
  readonly giveUp: AbortSignal;
}

export const PLATFORM_RUN_DEFAULTS = {
  apiPort: 4_300,
  count: 50,
  rate: 5,
  duplicates: 0.2,
  disorder: 0.3,
  lost: 0.1,
  slowMs: 0,
  tooManyEvery: 0,
  serverErrorEvery: 0,
  seed: 1,
  durationSeconds: null,
  keepsShops: false,
} as const satisfies Partial<PlatformRunOptions>;

/** `douyin,youzan`, or `all`. Null if one of them is not simulated here. */
export function readPlatforms(text: string): readonly SimulatedPlatform[] | null {
  if (text.trim() === 'all') return PLATFORMS;
  const names = text.split(',').map((name) => name.trim());
  const known = PLATFORMS.filter((platform) => names.includes(platform));
  return known.length > 0 && known.length === new Set(names).size ? known : null;
}

/** What the server must be started with to ask the simulator rather than the platforms. */
export function platformApisOf(platforms: readonly SimulatedPlatform[], apiPort: number): string {
  return platforms.map((platform) => `${platform}=http://127.0.0.1:${apiPort}/${platform}`).join(',');
}

/** A value that cannot be used is named. */
export function requireUsableOptions(options: PlatformRunOptions): void {
  const { token, baseUrl, apiPort, count, rate, slowMs, tooManyEvery, serverErrorEvery, seed, durationSeconds } = options;
  requireUsable(token !== '', 'token', '(none)');
  requireUsable(URL.canParse(baseUrl), 'base-url', baseUrl);
  requireUsable(isWhole(apiPort, 65_535), 'api-port', apiPort);
  requireUsable(count === null || isWhole(count, 1_000_000), 'count', count);
  requireUsable(rate > 0 && rate <= 1_000, 'rate', rate);
  for (const name of ['duplicates', 'disorder', 'lost'] as const)
    requireUsable(options[name] >= 0 && options[name] <= 1, name, options[name]);
  requireUsable(isWhole(slowMs, 60_000), 'slow-ms', slowMs);
  requireUsable(isWhole(tooManyEvery), 'too-many-every', tooManyEvery);
  requireUsable(isWhole(serverErrorEvery), 'server-error-every', serverErrorEvery);
  requireUsable(isWhole(seed), 'seed', seed);
  requireUsable(durationSeconds === null || durationSeconds > 0, 'duration', durationSeconds);
}

function isWhole(value: number, most = Number.MAX_SAFE_INTEGER): boolean {
  return Number.isSafeInteger(value) && value >= 0 && value <= most;
}

function requireUsable(isUsable: boolean, option: string, value: string | number | null): void {
  if (!isUsable) throw new DemoError('simulate.invalid-option', `--${option} cannot be ${String(value)}`);
}
