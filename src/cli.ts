import 'reflect-metadata';
import { Command } from 'commander';
import { addAuditCommand } from './cli/audit-command.js';
import { addBridgeCommand } from './cli/bridge-command.js';
import { addDataCommands } from './cli/data-commands.js';
import { addDatabaseCommands } from './cli/database-commands.js';
import { addAccountCommands } from './cli/account-commands.js';
import { addExplainCommand } from './cli/explain-command.js';
import { explain } from './explain-error.js';
import { addRetentionCommand } from './cli/retention-command.js';
import { addSecretKeyCommand } from './cli/secret-key-command.js';
import { addSimulateCommand } from './cli/simulate-command.js';

const program = new Command('cunbo')
  .description('Cunbo 村播账本: commands for the operator. Beside a running server they attach to it.')
  .showHelpAfterError();

addDatabaseCommands(program);
addDataCommands(program);
addExplainCommand(program);
addAccountCommands(program);
addAuditCommand(program);
addSecretKeyCommand(program);
addRetentionCommand(program);
addSimulateCommand(program);
addBridgeCommand(program);

program.parseAsync(process.argv).then(
  () => process.exit(process.exitCode ?? 0),
  (error: unknown) => {
    process.stderr.write(`${explain(error)}\n`);
    process.exit(2);
  },
);
