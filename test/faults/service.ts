import { setTimeout as pause } from 'node:timers/promises';
import { type Environment, Program } from '../process/program.ts';
import { forgetProcess, noteProcess } from './leftovers.ts';

const START_AGAIN_AFTER_MS = 200;
const START_WITHIN_MS = 120_000;
const SHOWN_LINES = 12;
const SHOWN_OF_A_LINE = 400;

export type Role = 'api' | 'worker';
const READY: Readonly<Record<Role, string>> = { api: 'Cunbo is listening', worker: 'Cunbo workers are running' };

/** One role of the program, kept running the way a service manager does: what ends by itself is started again, and counted. */
export class Service {
  /** How often it has ended although nobody killed or stopped it. */
  endedByItself = 0;
  private readonly role: Role;
  private program: Program | null = null;

  constructor(role: Role) {
    this.role = role;
  }

  /** Until it says that it works. Where it cannot start yet (its database is away) it is started again. */
  async start(environment: Environment): Promise<void> {
    const deadline = performance.now() + START_WITHIN_MS;
    for (;;) {
      const program = launch(this.role, environment);
      this.program = program;
      try {
        await program.untilItSays(READY[this.role]);
        void this.watch(program, environment);
        return;
      } catch (error) {
        if (performance.now() > deadline || this.program !== program) throw error;
        await program.kill();
        await pause(START_AGAIN_AFTER_MS);
      }
    }
  }

  async kill(): Promise<void> {
    const { program } = this;
    this.program = null;
    await program?.kill();
  }

  /** Asked to stop, as by a service manager; whether it ended well. */
  async stop(): Promise<boolean> {
    const { program } = this;
    this.program = null;
    return program === null || (await program.stop()).code === 0;
  }

  output(): string {
    const lines = this.program?.output.trimEnd().split('\n') ?? [];
    return lines
      .slice(-SHOWN_LINES)
      .map((line) => line.slice(0, SHOWN_OF_A_LINE))
      .join('\n');
  }

  private async watch(program: Program, environment: Environment): Promise<void> {
    await program.ended;
    if (this.program !== program) return;
    this.endedByItself += 1;
    process.stderr.write(`the ${this.role} ended by itself:\n${program.output.slice(-1_500)}\n`);
    await this.start(environment).catch((error: unknown) => process.stderr.write(`${String(error)}\n`));
  }
}

export function launch(role: Role, environment: Environment): Program {
  return noted(new Program('main.js', [], { ...environment, CUNBO_ROLE: role }));
}

/** A command of the program, to its end. */
export async function runCommand(environment: Environment, ...parameters: string[]): Promise<{ code: number | null; output: string }> {
  const program = noted(new Program('cli.js', parameters, environment));
  const { code } = await program.ended;
  return { code, output: program.output };
}

function noted(program: Program): Program {
  noteProcess(program.pid);
  void program.ended.then(() => forgetProcess(program.pid));
  return program;
}
