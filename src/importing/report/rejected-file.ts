import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { say } from '../../config/language';
import type { Rejection } from './import-report';

/** A file that takes rejected rows: NDJSON when its name ends so, else CSV. */
export interface RejectedFile {
  add(rejection: Rejection): Promise<void>;
  close(): Promise<void>;
}

/** Make the file, or empty it. Throws what the file system throws. */
export async function openRejectedFile(path: string): Promise<RejectedFile> {
  const stream = (await open(path, 'w')).createWriteStream();
  const failure = new Promise<never>((_, reject) => stream.on('error', reject));
  failure.catch(() => undefined);
  const ndjson = /\.(ndjson|jsonl)$/i.test(path);
  if (!ndjson) stream.write('arquivo,linha,motivo,conteudo\n');
  return {
    add: async ({ arquivo, linha, motivo, english, conteudo }) => {
      const rejection = { arquivo, linha, motivo: say(motivo, english), conteudo };
      const flushed = stream.write(ndjson ? `${JSON.stringify(rejection)}\n` : csvLine(rejection));
      // However many rows are rejected, they do not pile up in memory.
      if (!flushed) await Promise.race([once(stream, 'drain'), failure]);
    },
    close: async () => {
      const closed = once(stream, 'close');
      stream.end();
      await Promise.race([closed, failure]);
    },
  };
}

function csvLine({ arquivo, linha, motivo, conteudo }: Omit<Rejection, 'english'>): string {
  return `${[arquivo, String(linha), motivo, conteudo].map(csvValue).join(',')}\n`;
}

function csvValue(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replace(/"/g, '""')}"` : value;
}
