// Fails on advisories of high or critical severity against what is shipped. A registry that offers no audit says so in one line.
import { spawnSync } from 'node:child_process';
import process from 'node:process';

const { stdout, stderr } = spawnSync('npm', ['audit', '--omit=dev', '--json'], { encoding: 'utf8', timeout: 120_000 });
const report = parsed(stdout);
const counts = report?.metadata?.vulnerabilities;
if (counts === undefined) {
  console.log(`dependency audit: not available from this registry (${reason()})`);
} else {
  const said = Object.entries(counts).map(([severity, count]) => `${count} ${severity}`);
  console.log(`dependency audit: ${said.join(', ')}`);
  if (counts.high + counts.critical > 0) {
    for (const { name, severity, range } of Object.values(report.vulnerabilities ?? {})) console.log(`  ${name} ${range}: ${severity}`);
    process.exitCode = 1;
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function reason() {
  const { summary, code } = report?.error ?? {};
  return String(summary || report?.message || code || stderr.trim().split('\n').at(-1) || 'no answer')
    .split('\n')[0]
    .slice(0, 120);
}
