import { type Command, Option } from 'commander';
import {
  AMOUNT_UNITS,
  type AmountUnit,
  BRIDGE_DEFAULTS,
  BRIDGED_PLATFORMS,
  type BridgeOptions,
  runBridge,
} from '../modules/bridge/index.js';

interface BridgeFlags {
  readonly platform: BridgeOptions['platform'];
  readonly shop: string;
  readonly secret?: string;
  readonly baseUrl: string;
  readonly listen?: string;
  readonly details?: string;
  readonly pddAmounts?: AmountUnit;
}

/** A program apart, like the simulator: it speaks to the webhook like anybody else, with a real signature. */
export function addBridgeCommand(program: Command): void {
  const port = process.env.PORT ?? '3000';
  program
    .command('bridge')
    .description('pass on messages of 淘宝/天猫 (TMC) or 拼多多 (PMC), one JSON per line, as signed orders; answers one line each')
    .addOption(new Option('--platform <platform>', 'whose messages').choices(BRIDGED_PLATFORMS).makeOptionMandatory())
    .requiredOption('--shop <id>', 'the shop they belong to')
    .option('--secret <secret>', 'its webhook secret, whsec_… (or CUNBO_BRIDGE_SECRET, which no process list shows)')
    .option('--base-url <url>', 'where Cunbo answers', `http://127.0.0.1:${port}`)
    .option('--listen <address>', 'a Unix socket or 127.0.0.1:<port>, instead of stdin and stdout')
    .option('--details <source>', 'where the order behind a message is asked for: http://127.0.0.1:9100/trade/{tid}, or a command')
    .addOption(new Option('--pdd-amounts <unit>', 'for pinduoduo: the unit of amounts in order details').choices(AMOUNT_UNITS))
    .action((flags: BridgeFlags) => bridge(flags));
}

async function bridge(flags: BridgeFlags): Promise<void> {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  const log = (line: string): void => void process.stderr.write(`${line}\n`);
  const { ok, failed } = await runBridge({
    ...BRIDGE_DEFAULTS,
    platform: flags.platform,
    pddAmounts: flags.pddAmounts ?? null,
    baseUrl: flags.baseUrl,
    shopId: flags.shop,
    secret: flags.secret ?? process.env.CUNBO_BRIDGE_SECRET ?? '',
    details: flags.details ?? null,
    listen: flags.listen ?? null,
    input: process.stdin,
    output: process.stdout,
    log,
    stop: stop.signal,
  });
  log(`Messages: ${ok} passed on, ${failed} failed.`);
  if (failed > 0) process.exitCode = 1;
}
