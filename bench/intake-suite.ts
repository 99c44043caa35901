import { measureEndToEnd } from './end-to-end.ts';
import type { Installation } from './installation.ts';
import { type IntakeRound, raceDoors } from './intake.ts';
import { describeMachine } from './machine.ts';
import type { BenchOptions } from './options.ts';
import { thousands } from './report.ts';
import { endToEndReport, intakeReport } from './report-intake.ts';
import { writeResult } from './result-file.ts';

/** Each of the two writes its own result. */
export async function runIntake(installation: Installation, { intake, keep }: BenchOptions): Promise<void> {
  const head = await describeMachine(installation.admin);
  const report = intake.endToEnd
    ? endToEndReport(await measureEndToEnd(installation, intake))
    : intakeReport(await raceDoors(installation, intake, tell));
  const command = `npm run bench -- ${process.argv.slice(2).join(' ')}`;
  const text = [`date       ${new Date().toISOString().slice(0, 16)} UTC`, `command    ${command}`, ...head, '', ...report];
  process.stdout.write(`${text.join('\n')}\n`);
  if (intake.profile === null && keep === null) {
    await (intake.endToEnd
      ? writeResult('end-to-end', 'bench/intake: from the door to the ranking', text)
      : writeResult('intake', 'bench/intake: the door', text));
  }
}

function tell({ platform, connections, round, contender, perSecond, p50, p99, cost }: IntakeRound): void {
  process.stderr.write(
    `${platform} ${connections} round ${round + 1} ${contender}: ${thousands(perSecond)}/s, p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, CPU µs ${cost.server.toFixed(0)} + ${cost.postgres.toFixed(0)} + ${cost.load.toFixed(0)}\n`,
  );
}
