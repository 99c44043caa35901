// Whoever takes part in the race for the door: our server, and what it is compared with. Each a process of its own on the same database.
import { startReadyProgram } from './child-program.ts';
import type { Installation } from './installation.ts';
import type { PushedShop } from './intake-messages.ts';
import { freePort, type ServerProcess } from './server-process.ts';

export interface Contender {
  readonly name: string;
  readonly port: number;
  readonly pid: number;
  /** Messages it has stored since they were last cleared; null: it stores none. */
  countStored(): Promise<number | null>;
  clear(): Promise<void>;
  stop(): Promise<void>;
}

export const OURS = 'cunbo';
export const BARE = 'bare';
export const INSERT = 'insert';
export const SAVE = 'save';
export const RIVALS = [BARE, INSERT, SAVE] as const;
export type Rival = (typeof RIVALS)[number];

const TABLES = {
  [OURS]: ['inbox_message', 'inbox_payload', 'inbox_todo'],
  [BARE]: [],
  [INSERT]: ['rival.message', 'rival.payload', 'rival.todo'],
  [SAVE]: ['rival.saved_message'],
} as const satisfies Record<string, readonly string[]>;

export function ours(installation: Installation, server: ServerProcess): Contender {
  return { ...inTables(installation, OURS), port: server.port, pid: server.pid, stop: () => server.stop() };
}

export async function rival(installation: Installation, name: Rival, shops: readonly PushedShop[]): Promise<Contender> {
  const port = await freePort();
  const { DATABASE_URL = '' } = installation.environment;
  const program = await startReadyProgram('./intake-rival.ts', {
    DATABASE_URL,
    PORT: String(port),
    RIVAL: name,
    SHOPS: JSON.stringify(shops),
  });
  return { ...inTables(installation, name), port, pid: program.pid, stop: () => program.stop() };
}

function inTables({ admin }: Installation, name: keyof typeof TABLES): Pick<Contender, 'name' | 'countStored' | 'clear'> {
  const tables: readonly string[] = TABLES[name];
  return {
    name,
    countStored: async () => {
      const counts: number[] = [];
      for (const table of tables)
        counts.push(Number((await admin.query<{ count: string }>(`select count(*) from ${table}`)).rows[0]?.count));
      // Message, body and to-do row, or something is missing.
      if (counts.some((count) => count !== counts[0])) throw new Error(`${name} stored ${counts.join(', ')} rows of ${tables.join(', ')}.`);
      return counts[0] ?? null;
    },
    clear: async () => {
      if (tables.length > 0) await admin.query(`truncate ${tables.join(', ')}`);
      await admin.query('checkpoint');
    },
  };
}
