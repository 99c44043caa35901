import type { INestApplicationContext } from '@nestjs/common';
import { Administrators, FIRST_ADMINISTRATOR } from './modules/accounts/index.js';
import { DivisionImport, ensureDefaultRegister } from './modules/divisions/index.js';
import { SystemService } from './modules/system/index.js';
import type { Config } from './platform/config/index.js';
import { Database, type Installation } from './platform/database/index.js';

/** A schema that is not this program's: one process brings it up to date, several must not race into it half-way through an upgrade. */
export async function ensureSchema(installation: Installation, config: Config, say: (line: string) => void): Promise<void> {
  if (installation.isEmbedded || config.role === 'all') {
    const { applied } = await installation.migrate();
    if (applied.length > 0) say(`database schema: ${applied.length} migration(s) applied`);
    return;
  }
  const pending = await installation.pendingMigrations();
  if (pending.length > 0)
    throw new Error(
      `The database lacks ${pending.length} migration(s): ${pending.join(', ')}. Run "npm run cunbo -- migrate" once, then start again.`,
    );
}

/** What an installation needs before the first request: the register of divisions, an administrator, and whether it is a demo. */
export async function ensureFurnished(app: INestApplicationContext, config: Config, say: (line: string) => void): Promise<void> {
  await app.get(SystemService).settle(config.isDemo);
  const report = await ensureDefaultRegister(app.get(Database), app.get(DivisionImport));
  if (report !== null) say(`register of divisions: ${report.imported} rows loaded`);
  const warning = app.get(Administrators).warningAbout(config.adminPassword);
  if (warning !== null) say(`CUNBO_ADMIN_PASSWORD is easily guessed: ${warning}`);
  const password = await app.get(Administrators).ensureFirst(config.adminPassword);
  if (password !== null)
    say(
      `\n  First administrator: user ${FIRST_ADMINISTRATOR}, password ${password}\n  (shown this once; "npm run cunbo -- reset-password" makes a new one)\n`,
    );
}
