// The first step on a fresh machine, for any command: node src/setup.mjs <demo|up|test|test:faults|cunbo|bench> [arguments …]
// Needs nothing but Node; installs, builds and then hands over to the program.
import process from 'node:process';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Cunbo needs Node 20.19 or newer to set itself up; this is Node ${process.versions.node}. See https://nodejs.org/en/download.`,
  );
  process.exit(1);
}

import('./setup/commands.mjs')
  .then(({ runCommand }) => runCommand(process.argv[2], process.argv.slice(3)))
  .then((exitCode) => process.exit(exitCode))
  .catch((error) => {
    if (error.code === 'EACCES') console.error(`${error.message}. Run this as the owner of the checkout.`);
    else console.error(error.isExplained ? error.message : error);
    process.exit(1);
  });
