import type { FilmRow } from '../../films/film-row';
import { MAX_RATING } from '../../ratings/profile';
import type { UserRow } from '../../users/user-row';
import { ownLayouts } from './centroide';
import { parseObject } from '../reading/records';
import type { Kind, Table } from '../reading/rows';
import type { Source } from '../reading/sources';

/** A line of an export. */
export type Entry =
  | ({ tipo: 'filme' } & FilmRow)
  | ({ tipo: 'usuario' } & UserRow)
  | { tipo: 'avaliacao'; usuario_id: number; filme_id: number; avaliacao: number; avaliado_em: string | null };

/** What the lines of each table call themselves. */
const words: Partial<Record<Kind, Entry['tipo']>> = { filmes: 'filme', usuarios: 'usuario', avaliacoes: 'avaliacao' };

/** Whether NDJSON begins like an export, whose lines say what they are. */
export function isMixed(firstLine: string): boolean {
  return Object.values(words).some((word) => word === parseObject(firstLine)?.tipo);
}

/** The tables in an export. Each reads the file from the beginning, so the order of the lines does not matter. */
export function mixedTables(source: Source): Table[] {
  return ownLayouts.map((layout, n) => {
    const table = layout.table(source, {
      ndjson: true,
      // A line that is nothing at all is rejected once, by the first of them.
      only: { word: words[layout.kind] ?? '', others: Object.values(words), takesUnknown: n === 0 },
    });
    // An export is on our scale: there is nothing to find out.
    return layout.kind === 'avaliacoes' ? { ...table, scale: MAX_RATING } : table;
  });
}
