import type { LoggerService } from '@nestjs/common';
import { type DestinationStream, type Logger, pino } from 'pino';

/** Structured logs, on standard output unless told otherwise. Headers and bodies are never logged: they hold tokens and what buyers wrote. */
export function createLogger(level: string, destination: DestinationStream = pino.destination({ sync: true })): Logger {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err: withoutValues } };
  return pino(options, destination);
}

// Where a failed statement carries the rows it was given.
const VALUES: ReadonlySet<string> = new Set(['parameters', 'driverError', 'detail']);

function withoutValues(error: Error): object {
  const told = Object.entries(pino.stdSerializers.err(error));
  return Object.fromEntries(told.filter(([name]) => !VALUES.has(name)));
}

// Nest tells of every module and route at start; of use only to whoever debugs the wiring.
const WIRING: ReadonlySet<string> = new Set(['InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestFactory', 'NestApplication']);

/** Nest's own messages and ours (`new Logger(context)`) through the same logger: `logger.warn({ …fields }, 'message')`. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...rest: unknown[]): void {
    const isWiring = WIRING.has(String(rest.at(-1)));
    this.write(isWiring ? 'debug' : 'info', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  private write(level: 'info' | 'warn' | 'error' | 'fatal' | 'debug', message: unknown, rest: unknown[]): void {
    // Nest appends the context as the last argument.
    const context = rest.at(-1);
    const [text] = rest.length > 1 ? rest : [undefined];
    if (typeof message === 'object' && message !== null)
      this.logger[level]({ context, ...message }, typeof text === 'string' ? text : undefined);
    else this.logger[level]({ context }, String(message));
  }
}
