import type { ImportReport } from '../../../src/importing/report/import-report';
import { UnusableSource } from '../../../src/importing/reading/unusable-source';
import { fileWith, importFiles, importPath, lines } from '../../importing/files';
import type { Command, FileRows } from './commands';
import type { Outcome, Step } from './possible-order';
import { momentOf, type Numbers } from './requests';
import {
  writeFilms,
  writePeople,
  writeRatings,
  type Counts,
  type FilmRow,
  type PersonRow,
  type RatingRow,
} from './rules';
import type { Service } from './service';
import { moments, type When, type World } from './world';

interface NumberedRows {
  readonly people: readonly PersonRow[];
  readonly films: readonly FilmRow[];
  readonly ratings: readonly RatingRow[];
}

/** Import a file beside the server, as `centroide importar` does. */
export async function importFile(
  service: Service,
  command: Extract<Command, { kind: 'import' }>,
  numbers: Numbers,
): Promise<Outcome> {
  const rows = numbered(command.rows, numbers);
  const dated = rows.ratings.filter(({ when }) => when !== null);
  const isMovieLens = command.createsPeople && dated.length > 0;
  const told = isMovieLens ? { ratings: dated } : rows;
  const report = isMovieLens
    ? await importFiles(service.commandLine, { 'ratings.csv': movieLens(dated) })
    : await importPath(service.commandLine, await fileWith('centroide.ndjson', exportOf(rows)));
  return {
    asked: `import ${JSON.stringify(told)}`,
    answer: JSON.stringify(report.counts),
    steps: isMovieLens ? [ratingsOfNewPeople(report, dated)] : stepsOf(report, rows),
  };
}

/** Ends a replacement at the last moment. */
class Died extends Error {}

/** Put a file in the place of everything, as `centroide importar --substituir` does. */
export async function replaceAll(
  service: Service,
  command: Extract<Command, { kind: 'replace' }>,
  numbers: Numbers,
): Promise<Outcome> {
  const rows = numbered(command.rows, numbers);
  const asked = `replace by ${JSON.stringify(rows)}`;
  // As when the job that it belongs to has been taken for dead.
  const alongside = () => (command.dies ? Promise.reject(new Died()) : Promise.resolve());
  const path = await fileWith('centroide.ndjson', exportOf(rows));
  try {
    const report = await importPath(service.commandLine, path, { existing: 'replace', replacing: { alongside } });
    return { asked, answer: JSON.stringify(report.counts), steps: [(world) => replaces(world, rows, report)] };
  } catch (error) {
    if (error instanceof Died) return { asked, answer: 'died', steps: [] };
    if (!(error instanceof UnusableSource)) throw error;
    return { asked, answer: 'refused', steps: [(world) => isTooLittle(world, replaced(world, rows))] };
  }
}

function replaces(world: World, rows: NumberedRows, report: ImportReport): boolean {
  if (isTooLittle(world, replaced(world, rows))) return false;
  world.beginGeneration();
  return stepsOf(report, rows).every((step) => step(world));
}

function replaced(world: World, { people, films, ratings }: NumberedRows): World {
  const after = world.copy();
  after.beginGeneration();
  writeFilms(after, films);
  writePeople(after, people);
  writeRatings(after, ratings, { createsPeople: false, untimed: null });
  return after;
}

/** No film, or of some kind less than a tenth of what is there. */
function isTooLittle(before: World, after: World): boolean {
  return (
    after.films.size === 0 ||
    after.films.size * 10 < before.films.size ||
    after.people.size * 10 < before.people.size ||
    after.ratingCount * 10 < before.ratingCount
  );
}

/** Each kind of row is a transaction of its own. */
function stepsOf(report: ImportReport, { people, films, ratings }: NumberedRows): Step[] {
  return [
    (world) => films.length === 0 || tells(report, 'filmes', writeFilms(world, films)),
    (world) => people.length === 0 || tells(report, 'usuarios', writePeople(world, people)),
    (world) =>
      ratings.length === 0 ||
      tells(report, 'avaliacoes', writeRatings(world, ratings, { createsPeople: false, untimed: null })),
  ];
}

/** Files of others that tell of the future are refused those rows; our own exports hold what was stored. */
function ratingsOfNewPeople(report: ImportReport, ratings: readonly RatingRow[]): Step {
  return (world) => {
    const past = ratings.filter(({ when }) => when !== 4);
    const counts = writeRatings(world, past, { createsPeople: true, untimed: null });
    counts.rejeitados += ratings.length - past.length;
    return report.counts.usuarios?.novos === counts.newPeople && tells(report, 'avaliacoes', counts);
  };
}

function tells(report: ImportReport, kind: keyof ImportReport['counts'], counts: Counts): boolean {
  const told = report.counts[kind];
  return (['novos', 'alterados', 'iguais', 'rejeitados'] as const).every((name) => told?.[name] === counts[name]);
}

/** Rows with numbers; a pair of person and film stands once. */
function numbered({ people, films, ratings }: FileRows, numbers: Numbers): NumberedRows {
  const byPair = new Map<string, RatingRow>();
  for (const { person, film, avaliacao, when } of ratings) {
    const row = { person: numbers.person(person), film: numbers.film(film), avaliacao, when };
    byPair.set(`${row.person} ${row.film}`, row);
  }
  return {
    people: people.map(({ ref, ...fields }) => ({ id: numbers.person(ref), ...fields })),
    films: films.map(({ ref, ...fields }) => ({ id: numbers.film(ref), ...fields })),
    ratings: [...byPair.values()],
  };
}

function exportOf({ people, films, ratings }: NumberedRows): string {
  const rows = [
    ...films.map((film) => ({ tipo: 'filme', ...film })),
    ...people.map((person) => ({ tipo: 'usuario', ...person })),
    ...ratings.map(({ person, film, avaliacao, when }) => ({
      ...{ tipo: 'avaliacao', usuario_id: person, filme_id: film, avaliacao },
      avaliado_em: momentOf(when),
    })),
  ];
  return lines(...rows.map((row) => JSON.stringify(row)));
}

function movieLens(ratings: readonly RatingRow[]): string {
  return lines(
    'userId,movieId,rating,timestamp',
    ...ratings.map(({ person, film, avaliacao, when }) => [person, film, avaliacao, seconds(when)].join(',')),
  );
}

function seconds(when: When): number {
  if (when === null || when === 3) throw new Error('a MovieLens rating has a time');
  return Date.parse(moments[when]) / 1000;
}
