import { plainToInstance } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, IsUrl, Matches, Max, Min, MinLength, validateSync } from 'class-validator';

export type ProcessRole = 'all' | 'api' | 'worker';

/** Everything a process reads from its environment, once, at start. */
export interface Config {
  readonly role: ProcessRole;
  readonly host: string;
  readonly port: number;
  /** Base of the webhook URLs handed out to platforms. */
  readonly publicUrl: string;
  readonly dataDirectory: string;
  /** null: the embedded PostgreSQL in the data directory. */
  readonly databaseUrl: string | null;
  /** null: queues and live push live in PostgreSQL. */
  readonly redisUrl: string | null;
  readonly adminPassword: string | null;
  /** null in embedded mode before the key file has been read. */
  readonly secretKey: string | null;
  /** The one before, while the secret key is being changed. */
  readonly previousSecretKey: string | null;
  readonly isDemo: boolean;
  readonly logLevel: string;
  /** How many pushes one shop may send a process per second, five seconds' worth at once; 0: any number. */
  readonly shopPushesPerSecond: number;
  /** Whose word on protocol and address of a request is believed: addresses, networks or their names. */
  readonly trustedProxies: readonly string[];
  /** How much one account may ask a process per second, ten seconds' worth at once; 0: any number. */
  readonly accountRequestsPerSecond: number;
  /** The same for one address (of IPv6: one network), before anybody has signed in. */
  readonly addressRequestsPerSecond: number;
  /** Where a platform's API answers instead of its own address, by platform: a test's simulator, or a proxy. */
  readonly platformApis: Readonly<Record<string, string>>;
  /** A reviewed map of the counties with its 审图号 (GeoJSON); null: tiles only. */
  readonly mapFile: string | null;
  /** How often pending work is hinted again; 0 switches the scheduler off. */
  readonly rehintIntervalMs: number;
}

export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

class Environment {
  @IsIn(['all', 'api', 'worker']) CUNBO_ROLE: ProcessRole = 'all';
  @IsString() HOST = '0.0.0.0';
  @IsInt() @Min(0) @Max(65_535) PORT = 3000;
  @IsOptional() @IsUrl({ require_tld: false, require_protocol: true, protocols: ['http', 'https'] }) CUNBO_PUBLIC_URL?: string;
  @IsString() @MinLength(1) DATA_DIR = './data';
  @IsOptional() @Matches(/^postgres(ql)?:\/\//, { message: 'must start with postgres://' }) DATABASE_URL?: string;
  @IsOptional() @Matches(/^rediss?:\/\//, { message: 'must start with redis://' }) REDIS_URL?: string;
  @IsOptional() @MinLength(10) CUNBO_ADMIN_PASSWORD?: string;
  @IsOptional() @MinLength(32) CUNBO_SECRET_KEY?: string;
  @IsOptional() @MinLength(32) CUNBO_PREVIOUS_SECRET_KEY?: string;
  @IsOptional() @IsString() CUNBO_MAP_FILE?: string;
  @IsIn(['0', '1']) CUNBO_DEMO = '0';
  @IsIn(['', 'fatal', 'error', 'warn', 'info', 'debug', 'silent']) LOG_LEVEL = '';
  @IsInt() @Min(0) @Max(600_000) CUNBO_REHINT_MS = 2_000;
  @IsInt() @Min(0) @Max(1_000_000) CUNBO_SHOP_PUSHES_PER_SECOND = 2_000;
  @IsInt() @Min(0) @Max(1_000_000) CUNBO_ACCOUNT_REQUESTS_PER_SECOND = 100;
  @IsInt() @Min(0) @Max(1_000_000) CUNBO_ADDRESS_REQUESTS_PER_SECOND = 300;
  @Matches(/^([a-z]+=https?:\/\/[^\s,]+(,|$))*$/, { message: 'must look like douyin=https://proxy.example,kuaishou=…' })
  CUNBO_PLATFORM_APIS = '';
  @Matches(/^(loopback|linklocal|uniquelocal|[0-9a-fA-F:.]+(\/\d{1,3})?)(,(loopback|linklocal|uniquelocal|[0-9a-fA-F:.]+(\/\d{1,3})?))*$/, {
    message: 'must look like loopback,10.0.0.5,192.168.7.0/24',
  })
  CUNBO_TRUSTED_PROXIES = 'loopback,linklocal,uniquelocal';
}

const NUMBERS = new Set([
  'PORT',
  'CUNBO_REHINT_MS',
  'CUNBO_SHOP_PUSHES_PER_SECOND',
  'CUNBO_ACCOUNT_REQUESTS_PER_SECOND',
  'CUNBO_ADDRESS_REQUESTS_PER_SECOND',
]);

/** Reads and checks the variables; the error names each variable that is wrong and what it must be. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const known = Object.keys(new Environment()).concat(Object.keys(env).filter((name) => name in OPTIONAL));
  const given = Object.fromEntries(
    known.filter((name) => env[name] !== undefined && env[name] !== '').map((name) => [name, typed(name, env[name] ?? '')]),
  );
  const values = plainToInstance(Environment, given);
  const faults = faultsOf(values);
  if (faults.length > 0) throw new ConfigError(`These environment variables cannot be used:\n  ${faults.join('\n  ')}`);
  return toConfig(values);
}

function faultsOf(values: Environment): string[] {
  const faults = validateSync(values).map((fault) => `${fault.property}: ${Object.values(fault.constraints ?? {}).join('; ')}`);
  for (const name of ['DATABASE_URL', 'REDIS_URL'] as const)
    if (faults.length === 0 && values[name] !== undefined && !URL.canParse(values[name]))
      faults.push(`${name}: is not an address; special characters of a password are written like %23 for #`);
  if (values.DATABASE_URL !== undefined && values.CUNBO_SECRET_KEY === undefined)
    faults.push(
      'CUNBO_SECRET_KEY: needed with DATABASE_URL; at least 32 random characters, the same for every process, kept outside the database',
    );
  if (values.CUNBO_PREVIOUS_SECRET_KEY !== undefined && values.CUNBO_SECRET_KEY === undefined)
    faults.push('CUNBO_SECRET_KEY: needed with CUNBO_PREVIOUS_SECRET_KEY; the key that is to take its place');
  return faults;
}

const OPTIONAL = {
  CUNBO_PUBLIC_URL: true,
  DATABASE_URL: true,
  REDIS_URL: true,
  CUNBO_ADMIN_PASSWORD: true,
  CUNBO_SECRET_KEY: true,
  CUNBO_PREVIOUS_SECRET_KEY: true,
  CUNBO_MAP_FILE: true,
};

function typed(name: string, text: string): string | number {
  return NUMBERS.has(name) ? Number(text) : text;
}

function toConfig(values: Environment): Config {
  return {
    role: values.CUNBO_ROLE,
    host: values.HOST,
    port: values.PORT,
    publicUrl: (values.CUNBO_PUBLIC_URL ?? `http://localhost:${values.PORT}`).replace(/\/+$/, ''),
    dataDirectory: values.DATA_DIR,
    databaseUrl: values.DATABASE_URL ?? null,
    redisUrl: values.REDIS_URL ?? null,
    adminPassword: values.CUNBO_ADMIN_PASSWORD ?? null,
    secretKey: values.CUNBO_SECRET_KEY ?? null,
    previousSecretKey: values.CUNBO_PREVIOUS_SECRET_KEY ?? null,
    isDemo: values.CUNBO_DEMO === '1',
    // The demo runs in a terminal that somebody reads.
    logLevel: values.LOG_LEVEL || (values.CUNBO_DEMO === '1' ? 'warn' : 'info'),
    shopPushesPerSecond: values.CUNBO_SHOP_PUSHES_PER_SECOND,
    accountRequestsPerSecond: values.CUNBO_ACCOUNT_REQUESTS_PER_SECOND,
    addressRequestsPerSecond: values.CUNBO_ADDRESS_REQUESTS_PER_SECOND,
    platformApis: readAddresses(values.CUNBO_PLATFORM_APIS),
    trustedProxies: values.CUNBO_TRUSTED_PROXIES.split(','),
    mapFile: values.CUNBO_MAP_FILE ?? null,
    rehintIntervalMs: values.CUNBO_REHINT_MS,
  };
}

function readAddresses(text: string): Record<string, string> {
  const pairs = text.split(',').filter((pair) => pair !== '');
  return Object.fromEntries(
    pairs.map((pair): [string, string] => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1).replace(/\/+$/, '')]),
  );
}
