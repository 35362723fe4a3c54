/** The most people that are named one by one: of more, most partitions hold somebody. */
const MOST_NAMED = 500;

/**
 * A condition, to follow others, that a column holds the number of one of these people, and its parameters, from `$2` on. A statement that
 * joins rows of theirs finds the same without it; but of a table in partitions PostgreSQL plans those in which they lie only if it is told
 * them so, and otherwise may read all. Of nobody, and of very many people, it says nothing.
 */
export function namedPeople(column: string, people: Iterable<number>): { condition: string; parameters: number[] } {
  const parameters = [...new Set(people)];
  if (parameters.length === 0 || parameters.length > MOST_NAMED) return { condition: '', parameters: [] };
  return { condition: `AND ${column} IN (${parameters.map((_, n) => `$${n + 2}`).join(', ')})`, parameters };
}
