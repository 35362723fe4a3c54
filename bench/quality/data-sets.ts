import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { demoData } from '../../seed/demo';
import type { SeedFilm } from '../../seed/film';
import { type Split, splitLatest, splitRandom } from '../../src/engine/evaluation/splits';
import { Random } from '../../src/engine/random';
import { isLiked } from '../../src/engine/ratings/preference';
import { RatingTable } from '../../src/engine/ratings/rating-table';
import { known } from '../../src/invariants';
import { planEvaluation } from '../../src/evaluation/plan-evaluation';

/** What is held out: each user's latest ratings, or any. */
type Cut = 'time' | 'random';

/** What is known of a rating: its stars, or only that it is a like (the other ratings are not there at all). */
type Kind = 'stars' | 'likes';

/** One set of ratings, cut in one way: a table of the report. */
export interface DataSet {
  readonly name: string;
  readonly cut: Cut;
  readonly kind: Kind;
  load(): Promise<Split>;
}

/** Share of each user's ratings that is held out where no rows are given. */
const HELD_OUT = 0.2;

interface Folder {
  readonly name: string;
  readonly cuts: readonly Cut[];
  readonly scale: number;
}

const FOLDERS: readonly Folder[] = [
  { name: 'ml-latest-small', cuts: ['time', 'random'], scale: 5 },
  { name: 'movietweetings-100k', cuts: ['time', 'random'], scale: 10 },
  { name: 'filmtrust', cuts: ['random'], scale: 4 },
];

/** Sets below this folder, and the demonstration; absent: names of those that are not there. */
export function dataSets(data: string): { sets: DataSet[]; absent: string[] } {
  const present = FOLDERS.filter(({ name }) => existsSync(join(data, name, 'ratings.csv')));
  const sources = [
    ...present.flatMap(({ name, cuts, scale }) =>
      cuts.map((cut) => ({ name, cut, load: () => fromFolder(join(data, name), cut, scale) })),
    ),
    ...(['time', 'random'] as const).map((cut) => ({ name: 'demonstration', cut, load: () => demonstration(cut) })),
  ];
  return {
    sets: sources.flatMap((source) => [
      { ...source, kind: 'stars' as const },
      { ...source, kind: 'likes' as const, load: async () => likesOf(await source.load()) },
    ]),
    absent: FOLDERS.filter((folder) => !present.includes(folder)).map(({ name }) => name),
  };
}

async function fromFolder(folder: string, cut: Cut, scale: number): Promise<Split> {
  const { split } = await planEvaluation({
    dados: join(folder, 'ratings.csv'),
    corte: cut === 'time' ? 'tempo' : 'aleatorio',
    linhasTeste: join(folder, `test-rows-${cut}.txt`),
    escala: scale,
    semente: 1,
    sementes: 1,
    ajuste: false,
    frios: false,
  });
  return split;
}

/** The ratings of the demonstration, as `DEMO=1` makes them. */
function demonstration(cut: Cut): Promise<Split> {
  const file = readFileSync(join(__dirname, '../../../seed/filmes.csv'));
  const rows: Record<string, string>[] = parse(file, { columns: true, bom: true });
  const films = rows.map(({ id, titulo, genero, diretor, atores, ano }): SeedFilm => ({
    id: Number(id),
    titulo,
    genero: genero || null,
    diretor: diretor || null,
    atores: atores || null,
    ano: ano ? Number(ano) : null,
  }));
  const place = new Map(films.map(({ id }, f) => [id, f]));
  const { users, ratings } = demoData(films);
  const userPlace = new Map(users.map(({ id }, u) => [id, u]));
  const table = RatingTable.fromRows({
    userCount: users.length,
    filmCount: films.length,
    user: Uint32Array.from(ratings, ({ usuario_id }) => known(userPlace, usuario_id, 'user')),
    film: Uint32Array.from(ratings, ({ filme_id }) => known(place, filme_id, 'film')),
    rating: Float32Array.from(ratings, ({ avaliacao }) => avaliacao),
    time: cut === 'time' ? Float64Array.from(ratings, ({ avaliado_em }) => avaliado_em.getTime()) : null,
    top: 5,
  });
  return Promise.resolve(cut === 'time' ? splitLatest(table, HELD_OUT) : splitRandom(table, HELD_OUT, new Random(1)));
}

/** The likes alone, each of them as much as the top: all that a site with one button knows. */
function likesOf({ train, test }: Split): Split {
  const of = (table: RatingTable): RatingTable => {
    const { userCount, filmCount, rowStart, film, time, rating, top } = table.subset(
      Uint8Array.from(table.rating, (stars) => (isLiked(stars, table.top) ? 1 : 0)),
    );
    return new RatingTable(
      userCount,
      filmCount,
      rowStart,
      film,
      rating.map(() => top),
      time,
      top,
    );
  };
  return { train: of(train), test: of(test) };
}
