/** For one machine of two cores and several gigabytes that the server shares with the program. fsync and synchronous_commit stay on. */
const SETTINGS: Readonly<Record<string, string>> = {
  max_connections: '200',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  // Fewer full-page images between checkpoints; recovery after a crash takes seconds, not minutes, at this size.
  max_wal_size: '2GB',
  // The build has pglz only.
  wal_compression: 'pglz',
  random_page_cost: '1.1',
  jit: 'off',
  // Rollups and queue rows are updated all day long.
  autovacuum_naptime: '15s',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] %q%u@%d ',
};

/** What the lifecycle relies on: only this machine can connect, by password, and the log is the file we opened. */
const FIXED: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  logging_collector: 'off',
  log_destination: 'stderr',
};

export function settingArguments(port: number, overrides: Readonly<Record<string, string>> = {}): string[] {
  const settings = { ...SETTINGS, ...overrides, ...FIXED, port: String(port) };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
