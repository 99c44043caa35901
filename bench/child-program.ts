// Programs of the bench that run in a process of their own, and speak by messages.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface ChildProgram {
  readonly pid: number;
  /** Sends a message and answers the next that comes back. */
  ask<Answer>(message: object): Promise<Answer>;
  stop(): Promise<void>;
}

export function startProgram(path: string, settings: Readonly<Record<string, string>> = {}): ChildProgram {
  const program = fork(fileURLToPath(new URL(path, import.meta.url)), { env: { PATH: process.env.PATH, ...settings } });
  return {
    pid: program.pid ?? 0,
    ask: async <Answer>(message: object): Promise<Answer> => {
      const answer = nextMessage(program, path);
      program.send(message);
      return (await answer) as Answer;
    },
    stop: async () => {
      const ended = once(program, 'exit');
      program.kill('SIGTERM');
      await ended;
    },
  };
}

/** For a server: once it listens. */
export async function startReadyProgram(path: string, settings: Readonly<Record<string, string>>): Promise<ChildProgram> {
  const program = startProgram(path, settings);
  await program.ask({});
  return program;
}

async function nextMessage(program: ChildProcess, path: string): Promise<unknown> {
  const settled = new AbortController();
  const { signal } = settled;
  const ended = once(program, 'exit', { signal }).then(() => Promise.reject(new Error(`${path} ended.`)));
  const [answer] = (await Promise.race([once(program, 'message', { signal }), ended])) as [unknown];
  ended.catch(() => undefined);
  settled.abort();
  if (typeof answer === 'object' && answer !== null && 'error' in answer) throw new Error(`${path}: ${String(answer.error)}`);
  return answer;
}
