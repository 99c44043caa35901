import { type DatabaseAccess, ownerStatements, sqlFile } from '../../platform/database/index.js';
import { FOLD_LOCK } from './revenue.repository.js';

const FILL_BASE = sqlFile(import.meta.url, './sql/rebuild-rollup-base.sql');
const FILL_AREA = sqlFile(import.meta.url, './sql/rebuild-rollup-area.sql');

export interface RebuildReport {
  readonly baseCells: number;
  readonly areaCells: number;
}

/**
 * Makes all rollups anew from the entries, in one transaction. Folding waits meanwhile (it takes the same lock); readers see the
 * old cells until the commit and whoever began before it sees them to the end. New tables swapped in by renaming were tried: to
 * a snapshot older than the swap they are empty, and the swap waits for every open reader and holds up every new one.
 * Entries still to be folded are left to the folder.
 */
export function rebuildRollups(access: DatabaseAccess): Promise<RebuildReport> {
  return ownerStatements(access, 'cunbo rebuild', async (run) => {
    await run('select pg_advisory_lock($1)', [FOLD_LOCK]);
    // One snapshot for all: an entry and its to-do row are either both in it or both not.
    await run('begin isolation level repeatable read');
    await run('delete from rollup_base');
    const baseCells = await run(FILL_BASE);
    await run('delete from rollup_area');
    const areaCells = await run(FILL_AREA);
    await run('commit');
    // The room of the old cells can be used again, and the planner knows the new ones.
    await run('vacuum (analyze) rollup_base, rollup_area');
    return { baseCells, areaCells };
  });
}
