import { isConflict, isOvertaken, troubleOf, type DatabaseTrouble } from '../../database/database-errors';
import type { Language, Text } from '../../http/language';
import { UNREAD_COMPRESSION } from '../reading/sources';

const damaged = {
  pt: 'O disco ou os arquivos do banco de dados falharam. Enviar de novo não ajuda antes que quem administra o servidor olhe.',
  en: 'The disk or the files of the database have failed. Sending it again does not help before whoever runs the server has looked.',
};

/** What keeps an import from its end, and whether sending the file again helps. What came in before stays. */
export const failures = {
  silent: {
    pt: 'O servidor que recebeu o arquivo parou antes de terminar. Envie de novo.',
    en: 'The server that was sent the file stopped before the end. Send it again.',
  },
  died: {
    pt: 'O processo morreu antes de terminar. Envie de novo.',
    en: 'The process died before the end. Send it again.',
  },
  stopped: {
    pt: 'O servidor foi encerrado antes de terminar. Envie de novo.',
    en: 'The server was shut down before the end. Send it again.',
  },
  diskFull: {
    pt: 'O disco está cheio. O que entrou antes vale; envie de novo quando houver espaço.',
    en: 'The disk is full. What came in before stays; send it again when there is room.',
  },
  readOnly: {
    pt: 'O banco de dados só permite leitura. Enviar de novo não ajuda antes que quem administra o servidor olhe.',
    en: 'The database may only be read. Sending it again does not help before whoever runs the server has looked.',
  },
  away: {
    pt: 'O banco de dados deixou de responder. O que entrou antes vale; envie de novo quando ele responder.',
    en: 'The database stopped answering. What came in before stays; send it again when it answers.',
  },
  inTheWay: {
    pt: 'Outras gravações estiveram no caminho a cada tentativa. O que entrou antes vale; envie de novo.',
    en: 'Other writes were in the way at each attempt. What came in before stays; send it again.',
  },
  damaged,
  memory: {
    pt: 'Faltou memória ao processo. O que entrou antes vale; enviar o mesmo arquivo de novo só ajuda com mais memória: divida-o.',
    en: 'The process ran out of memory. What came in before stays; sending the same file again only helps with more memory: split it.',
  },
  killed: {
    pt: 'O processo foi morto (SIGKILL), em geral pelo sistema, por falta de memória. O que entrou antes vale; envie de novo e, se se repetir, divida o arquivo ou dê mais memória.',
    en: 'The process was killed (SIGKILL), mostly by the system, for want of memory. What came in before stays; send it again and, should it happen again, split the file or give more memory.',
  },
  signalled: {
    pt: 'O processo foi encerrado por um sinal. O que entrou antes vale; envie de novo.',
    en: 'The process was ended by a signal. What came in before stays; send it again.',
  },
  compression: UNREAD_COMPRESSION,
} as const satisfies Record<string, Text>;

const troubles: Readonly<Record<DatabaseTrouble, Text>> = {
  away: failures.away,
  'read-only': failures.readOnly,
  'disk-failing': damaged,
  damaged,
  gone: damaged,
};

/** No room on a disk, or in what of it one may use. */
const FULL = ['SQLITE_FULL', 'ENOSPC', 'EDQUOT', 'EFBIG', '53100'];

/** What is told of an error that ended an import; what is nobody else's business is in the log. */
export function failureOf(error: unknown): Text {
  const { code, driverError } = (error ?? {}) as { code?: unknown; driverError?: { code?: unknown } };
  if (FULL.some((full) => full === (driverError?.code ?? code))) return failures.diskFull;
  if (isConflict(error) || isOvertaken(error)) return failures.inTheWay;
  const trouble = troubleOf(error);
  return trouble === null ? failures.died : troubles[trouble];
}

/** What is told of a process that ended without a word. V8 aborts when there is no memory left for it. */
export function failureBy(code: number | null, signal: NodeJS.Signals | null): Text {
  if (signal === 'SIGABRT' || code === 134) return failures.memory;
  if (signal === 'SIGKILL' || code === 137) return failures.killed;
  return signal === null ? failures.died : failures.signalled;
}

/** What is kept in Portuguese, in the language of whoever asks, where it is one of ours; names may stand before it. */
export function translated(kept: string, language: Language): string {
  const known = Object.values(failures).find(({ pt }) => kept.endsWith(pt));
  return known ? kept.slice(0, -known.pt.length) + known[language] : kept;
}
