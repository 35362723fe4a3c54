import { ConsoleLogger } from '@nestjs/common';
import type { LogLevel } from '../config/settings';

const levels: readonly LogLevel[] = ['error', 'warn', 'log', 'debug', 'verbose'];

/** What Nest tells of its own start: of interest when something is wrong with it, noise otherwise. */
const startUp = new Set(['NestFactory', 'InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestApplication']);

/** Writes to the console what is at least as important as a level. */
export class Log extends ConsoleLogger {
  constructor(level: LogLevel) {
    super({ prefix: 'Centroide', logLevels: ['fatal', ...levels.slice(0, levels.indexOf(level) + 1)] });
  }

  override log(message: unknown, ...rest: unknown[]): void {
    const context = rest.at(-1);
    if (typeof context === 'string' && startUp.has(context)) super.debug(message, ...rest);
    else super.log(message, ...rest);
  }
}
