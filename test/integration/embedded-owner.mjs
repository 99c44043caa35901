/**
 * A process of its own that starts or joins the server of a data directory, for tests of what processes do to each other.
 * Arguments: start|join <data directory>. Prints one JSON line when it is ready or refused; ends on the end of its input.
 */
import { registerHooks } from 'node:module';

// The sources run as they are: their imports name the compiled files.
registerHooks({
  resolve: (specifier, context, next) =>
    next(specifier.startsWith('.') && context.parentURL?.endsWith('.ts') ? specifier.replace(/\.js$/, '.ts') : specifier, context),
});
const { attachOrStartEmbeddedPostgres, startEmbeddedPostgres } = await import('../../src/platform/database/embedded/index.ts');

const [mode, dataDirectory] = process.argv.slice(2);
const say = (answer) => process.stdout.write(`${JSON.stringify(answer)}\n`);

// Like the program, it decides itself what a signal means.
process.on('SIGINT', () => say({ signal: 'SIGINT' }));

try {
  const open = mode === 'join' ? attachOrStartEmbeddedPostgres : startEmbeddedPostgres;
  const server = await open({ dataDirectory, log: () => undefined });
  const { port, superuserPassword, attached } = server;
  say({ port, superuserPassword, attached });
  process.stdin.resume();
  await new Promise((resolve) => process.stdin.once('end', resolve));
  await server.stop();
} catch (error) {
  say({ refused: error.code ?? error.message, ownerPid: error.ownerPid ?? null });
}
