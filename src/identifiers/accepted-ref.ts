import type { NumberedTable } from '../database/dialect';
import type { Text } from '../http/language';

/** What is taken where a film or a person is named. largest: of our numbers. */
export function refUpTo(largest: number): Readonly<Record<NumberedTable, Text>> {
  const text = (example: string): Text => ({
    pt: `um número inteiro de 1 a ${largest}, ou fonte:codigo, como ${example}`,
    en: `a whole number from 1 to ${largest}, or source:code, like ${example}`,
  });
  return { filmes: text('imdb:tt0111161'), usuarios: text('loja:ana') };
}

export const acceptedRef = refUpTo(Number.MAX_SAFE_INTEGER);
