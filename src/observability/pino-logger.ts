import { Logger, type LoggerService } from '@nestjs/common';
import pino, { type DestinationStream, type Logger as Pino } from 'pino';
import pretty from 'pino-pretty';
import { say } from '../config/language';
import type { LogLevel, Settings } from '../config/settings';
import { errorRecord } from './error-record';

const levelOf: Readonly<Record<LogLevel, pino.Level>> = {
  error: 'error',
  warn: 'warn',
  log: 'info',
  debug: 'debug',
  verbose: 'trace',
};

/** What Nest tells of its own start: of interest when something is wrong with it, noise otherwise. */
const startUp = new Set(['NestFactory', 'InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestApplication']);

/** What logs a failed start before it throws the error on, which whoever started it logs. */
const failedStart = new Set(['ExceptionHandler', 'NestApplication']);

/** Where log lines go, and how they look. `extra`: what every line tells besides, asked each time. */
export function createPino({ logLevel, logFormat, logTo }: LogSettings, extra?: () => object): Pino {
  const forPeople = isForPeople(logFormat);
  const destination = logTo === 'stderr' ? 2 : 1;
  return pino(
    {
      level: levelOf[logLevel],
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
      serializers: { err: errorRecord },
      mixin: extra,
    },
    forPeople ? prettyLines(destination) : pino.destination({ fd: destination, sync: false }),
  );
}

/** A log that is written nowhere. */
export function silent(): Pino {
  return pino({ enabled: false });
}

type LogSettings = Pick<Settings, 'logLevel' | 'logFormat' | 'logTo'>;

/** Whether somebody reads along. */
export function isForPeople(format: Settings['logFormat']): boolean {
  return format === 'pretty' || (format === 'auto' && process.stdout.isTTY);
}

function prettyLines(destination: number): DestinationStream {
  return pretty({
    destination,
    sync: true,
    colorize: process.stdout.isTTY,
    translateTime: 'SYS:HH:MM:ss',
    ignore: 'pid,context,requestId,method,route,status,ms',
    messageFormat: '{if context}{context}: {end}{msg}',
  });
}

/** Takes what Nest and we say through Nest's Logger to pino. */
export class PinoLogger implements LoggerService {
  constructor(readonly pino: Pino) {}

  log(message: unknown, ...rest: unknown[]): void {
    const context = contextIn(rest);
    this.write(context !== undefined && startUp.has(context) ? 'debug' : 'info', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    const context = contextIn(rest);
    this.write(context !== undefined && failedStart.has(context) ? 'debug' : 'error', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  private write(level: pino.Level, message: unknown, rest: readonly unknown[]): void {
    const context = contextIn(rest);
    if (message instanceof Error) this.pino[level]({ context, err: message }, message.message);
    else if (isRecord(message)) this.pino[level]({ context, ...message });
    else {
      // Nest hands the stack of its own errors over before the context.
      const stack = rest.length > 1 && typeof rest[0] === 'string' ? rest[0] : undefined;
      this.pino[level]({ context, stack }, String(message));
    }
  }
}

/** Fields of a line, `msg` among them. */
function isRecord(message: unknown): message is Readonly<Record<string, unknown>> {
  return typeof message === 'object' && message !== null && 'msg' in message;
}

function contextIn(rest: readonly unknown[]): string | undefined {
  const last = rest.at(-1);
  return typeof last === 'string' ? last : undefined;
}

/** Let Nest's Logger, and what Node itself has to say, go through the log: for the entry point of a process. */
export function logProcess(pinoLogger: Pino): void {
  Logger.overrideLogger(new PinoLogger(pinoLogger));
  // Node writes warnings to the console by a listener of its own.
  process.removeAllListeners('warning').on('warning', (err) => pinoLogger.warn({ context: 'Node', err }, err.message));
  process.on('uncaughtException', (err) => {
    pinoLogger.fatal({ context: 'Node', err }, say('O processo falhou e termina', 'The process failed and ends'));
    process.exit(1);
  });
}
