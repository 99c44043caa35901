import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { eventually } from './eventually.ts';

const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));
const START_LIMIT_MS = 150_000;

// What is tried here, one account does from one address as fast as it can.
const UNLIMITED = { CUNBO_ACCOUNT_REQUESTS_PER_SECOND: '0', CUNBO_ADDRESS_REQUESTS_PER_SECOND: '0' };

export type Environment = Readonly<Record<string, string>>;

export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/**
 * The built program under plain Node, as an operator runs it: a child process that leads a process group of its own and
 * knows nothing of the test run's environment. (Also used by the run of faults, which Node loads as it stands: types that can
 * be stripped only.)
 */
export class Program {
  readonly file: 'main.js' | 'cli.js';
  readonly ended: Promise<Ending>;
  private readonly child: ChildProcess;
  private text = '';
  private ending: Ending | null = null;

  constructor(file: 'main.js' | 'cli.js', parameters: readonly string[], environment: Environment) {
    this.file = file;
    const { PATH, HOME, TMPDIR } = process.env;
    const env = { PATH, HOME, TMPDIR, HOST: '127.0.0.1', LOG_LEVEL: 'warn', ...UNLIMITED, ...environment };
    this.child = spawn(process.execPath, [DIST + file, ...parameters], { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.child.stdout, this.child.stderr])
      stream?.setEncoding('utf8').on('data', (chunk: string) => (this.text += chunk));
    // 'close' follows the exit and the last of the output.
    this.ended = once(this.child, 'close').then(() => (this.ending = { code: this.child.exitCode, signal: this.child.signalCode }));
  }

  get pid(): number {
    return this.child.pid!;
  }

  /** Everything it has said so far, on both outputs. */
  get output(): string {
    return this.text;
  }

  get isRunning(): boolean {
    return this.ending === null;
  }

  /** Fails with all it has said if it ends instead. */
  async untilItSays(words: string): Promise<void> {
    await eventually(`${this.file} says "${words}"`, START_LIMIT_MS, () => {
      if (this.text.includes(words)) return true;
      if (this.ending !== null)
        throw new Error(`${this.file} ended (${JSON.stringify(this.ending)}) and did not say "${words}":\n${this.text}`);
      return false;
    });
  }

  /** To this process alone, as a service manager does. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<Ending> {
    if (this.isRunning) this.child.kill(signal);
    return this.ended;
  }

  /** To it and everything in its group, as Ctrl-C in a terminal does. */
  async interrupt(): Promise<Ending> {
    process.kill(-this.pid, 'SIGINT');
    return this.ended;
  }

  async kill(): Promise<void> {
    await this.stop('SIGKILL');
  }

  /** Whether any process of its group is left. */
  hasChildren(): boolean {
    return isAlive(-this.pid);
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
