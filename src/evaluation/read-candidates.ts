import { readFile } from 'node:fs/promises';
import type { CandidateCase } from '../engine/evaluation/evaluate-candidates';
import type { EvaluationData } from './evaluation-data';
import { say } from '../config/language';

/**
 * The cases of a file, a line each: the user, the hidden film, and the films that it is hidden among, with tabs, commas, semicolons
 * or spaces between them. `(user,film)` at the beginning, as in the files of the paper that made the test known, is the same.
 * Throws RangeError for a line that is not that, or has a user or film without ratings.
 */
export async function readCandidates(path: string, { userIds, filmIds }: EvaluationData): Promise<CandidateCase[]> {
  const userIndex = new Map(Array.from(userIds, (id, u) => [id, u]));
  const filmIndex = new Map(Array.from(filmIds, (id, f) => [id, f]));
  const cases: CandidateCase[] = [];
  for (const [n, line] of (await readFile(path, 'utf8')).split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const wrong = (what: string): RangeError => new RangeError(`${path}: ${say('linha', 'line')} ${n + 1}: ${what}`);
    const words = line.split(/[\s,;()]+/).filter(Boolean);
    const ids = words.map((word) => {
      const shown = JSON.stringify(word);
      if (!/^\d{1,15}$/.test(word))
        throw wrong(
          say(`${shown} não é um número de usuário ou de filme`, `${shown} is no number of a user or of a film`),
        );
      return Number(word);
    });
    if (ids.length < 3)
      throw wrong(
        say(
          'são precisos um usuário, o filme escondido e ao menos um outro filme, nessa ordem',
          'it takes a user, the hidden film and at least one other film, in this order',
        ),
      );
    const [user, film, ...others] = ids;
    const userAt = userIndex.get(user);
    if (userAt === undefined)
      throw wrong(say(`não há avaliações do usuário ${user}`, `there are no ratings of user ${user}`));
    const filmAt = (id: number): number => {
      const at = filmIndex.get(id);
      if (at === undefined) throw wrong(say(`não há avaliações do filme ${id}`, `there are no ratings of film ${id}`));
      return at;
    };
    if (others.includes(film))
      throw wrong(
        say(`o filme escondido, ${film}, está entre os outros`, `the hidden film, ${film}, is among the others`),
      );
    cases.push({ user: userAt, film: filmAt(film), others: others.map(filmAt) });
  }
  if (cases.length === 0)
    throw new RangeError(
      say(`${path}: não tem nenhuma linha: não há o que medir`, `${path}: it has no line: there is nothing to measure`),
    );
  return cases;
}
