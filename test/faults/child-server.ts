import { type ChildProcess, spawn, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { forgetProcess, noteProcess } from './leftovers.ts';

const READY_WITHIN_MS = 90_000;
const LOG_TAIL_LINES = 25;

export interface ServerCommand {
  readonly program: string;
  readonly parameters: readonly string[];
  readonly options: SpawnOptions;
  readonly logFile: string;
  /** Rejects as long as it does not serve. */
  readonly probe: () => Promise<void>;
}

/** A server that the run starts, hurts and starts again, always at the same address. Its group is its own: Ctrl-C does not reach it. */
export class ChildServer {
  private child: ChildProcess | null = null;
  private readonly command: ServerCommand;

  constructor(command: ServerCommand) {
    this.command = command;
  }

  get pid(): number {
    if (this.child?.pid === undefined) throw new Error(`${this.command.program} is not running.`);
    return this.child.pid;
  }

  /** Until it serves. After a SIGKILL the remains of the one before may stand in the way for a moment. */
  async start(): Promise<void> {
    const deadline = performance.now() + READY_WITHIN_MS;
    while (performance.now() < deadline) {
      if (this.child === null) this.spawn();
      if (await this.serves()) return;
      await pause(50);
    }
    throw new Error(`${this.command.program} does not serve:\n${this.logTail()}`);
  }

  async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.child;
    if (child === null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }

  logTail(): string {
    return readFileSync(this.command.logFile, 'utf8').trimEnd().split('\n').slice(-LOG_TAIL_LINES).join('\n');
  }

  private async serves(): Promise<boolean> {
    return this.command.probe().then(
      () => this.child !== null,
      () => false,
    );
  }

  private spawn(): void {
    const { program, parameters, options, logFile } = this.command;
    const log = openSync(logFile, 'a');
    const child = spawn(program, parameters, { ...options, detached: true, stdio: ['ignore', log, log] });
    closeSync(log);
    const pid = child.pid;
    if (pid === undefined) throw new Error(`${program} cannot be run.`);
    this.child = child;
    noteProcess(pid);
    child.once('exit', () => {
      forgetProcess(pid);
      if (this.child === child) this.child = null;
    });
  }
}
