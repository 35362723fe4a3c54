import type { Database } from '../../src/database/database';

/**
 * What gives Portuguese away: its letters, and words that are never English. A word within a path, a code or the name of a field
 * (`para_voce`, `/modelo`, `modo=substituir`) is none.
 */
const portuguese =
  /[ãõçáéíóúâêôà]|(?<![\p{L}\p{N}_'’"`/.=-])(?:uma?|os|das|dos|pel[oa]|que|com|mais|foi|sem|quem|nenhuma?|ainda|para|por|nada)(?![\p{L}\p{N}_"`/=:-]|\.\p{L})/iu;

/** The texts that are in Portuguese, once what is `data` is taken out of them; the longest data first. */
export function portugueseIn(texts: Iterable<string>, data: readonly string[] = []): string[] {
  const suspects = [...new Set(texts)].filter((text) => portuguese.test(text));
  return suspects.filter((text) => portuguese.test(data.reduce((left, one) => left.replaceAll(one, ''), text)));
}

/** Every text that a JSON value holds; names of fields are none. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

const wholes = ['titulo', 'sinopse'];
const lists = ['genero', 'diretor', 'atores', 'idioma', 'pais'];

/** What is stored is data, in whatever language it came: the longest first, to be taken out whole. */
export async function dataOf(database: Database): Promise<string[]> {
  const films = await database.query<Record<string, string | null>>(
    `SELECT ${[...wholes, ...lists].join(', ')} FROM filmes`,
  );
  const people = await database.query<{ nome: string }>('SELECT nome FROM usuarios');
  const given = [...films, ...people].flatMap((row) => Object.values(row));
  const parts = films.flatMap((film) => lists.flatMap((name) => film[name]?.split(', ') ?? []));
  const all = new Set([...given, ...parts].filter((text): text is string => text !== null && text !== ''));
  return [...all].sort((a, b) => b.length - a.length);
}
