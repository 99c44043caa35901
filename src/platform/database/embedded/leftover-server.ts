// Clears the way for a new start: a server whose owner was killed is stopped, the lock file of a dead one removed.
// Called by the holder of the claim only, so whatever still runs on the directory has no owner.
import { listClusterProcesses, seesAllProcesses } from './cluster-processes.js';
import { cannotStart } from './embedded-postgres.errors.js';
import { poll } from './poll.js';
import { readPostmasterFile, removePostmasterFile } from './postmaster-file.js';
import { shutDown, signalProcess } from './shutdown.js';

const ORPHANS_END_WITHIN_MS = 15_000;

export async function clearLeftovers(clusterDirectory: string, log: (line: string) => void): Promise<void> {
  const lockFile = await readPostmasterFile(clusterDirectory);
  const running = await listClusterProcesses(clusterDirectory);
  const waitForEnd = (limitMs: number): Promise<boolean> => waitUntilIdle(clusterDirectory, limitMs);
  if (lockFile !== null && running.includes(lockFile.pid)) {
    log(`A PostgreSQL server (pid ${lockFile.pid}) was left behind when its program was killed. Stopping it.`);
    await shutDown(lockFile.pid, waitForEnd, log);
  } else {
    // A killed postmaster's children end by themselves only after their current statement.
    running.forEach((pid) => signalProcess(pid, 'SIGQUIT'));
  }
  if (!(await waitForEnd(ORPHANS_END_WITHIN_MS))) throw stillInUse(clusterDirectory, await listClusterProcesses(clusterDirectory));
  // Its pid may meanwhile belong to another process, which PostgreSQL would take for a living server. Removing the file is safe
  // only where we have seen that no process works on the directory.
  if (seesAllProcesses) await removePostmasterFile(clusterDirectory);
}

async function waitUntilIdle(clusterDirectory: string, limitMs: number): Promise<boolean> {
  const idle = await poll({ everyMs: 50, limitMs }, async () =>
    (await listClusterProcesses(clusterDirectory)).length === 0 ? true : null,
  );
  return idle ?? false;
}

function stillInUse(clusterDirectory: string, pids: number[]): Error {
  return cannotStart(`Other processes still work on ${clusterDirectory}: ${pids.join(', ')}. End them and start again.`);
}
