// `cunbo verify` in a process of its own: how long, and how much memory at the most.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { VerificationReport } from '../src/modules/revenue/index.js';
import type { Installation } from './installation.ts';
import { DIST } from './product.ts';

export interface VerifyRun {
  readonly ms: number;
  readonly peakBytes: number;
  readonly report: VerificationReport;
}

const TELL_MEMORY = `data:text/javascript,process.on('exit',()=>process.stderr.write('peak '+process.resourceUsage().maxRSS))`;

export async function runVerify({ directory, environment }: Installation): Promise<VerifyRun> {
  const startedAt = performance.now();
  const command = spawn(process.execPath, ['--import', TELL_MEMORY, fileURLToPath(new URL('cli.js', DIST)), 'verify', '--json'], {
    cwd: directory,
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [output, complaints] = await Promise.all([text(command.stdout), text(command.stderr), once(command, 'exit')]);
  const ms = performance.now() - startedAt;
  const kilobytes = /peak (\d+)/.exec(complaints)?.[1];
  if (kilobytes === undefined || output === '') throw new Error(`verify did not end well: ${complaints}`);
  return { ms, peakBytes: Number(kilobytes) * 1024, report: JSON.parse(output) as VerificationReport };
}
