import type { ZipEntry } from './import-zip';

const FILMS = 10_000;
const RATINGS_PER_USER = 165;

/** `movies.csv` and `ratings.csv` as MovieLens has them, made up, the same every time. */
export function movieLensLike(ratings: number): ZipEntry[] {
  return [
    { name: 'ml-made-up/movies.csv', pieces: movies() },
    { name: 'ml-made-up/ratings.csv', pieces: ratingLines(ratings) },
  ];
}

function* movies(): Generator<string> {
  yield 'movieId,title,genres\r\n';
  for (let film = 1; film <= FILMS; film++)
    yield film % 4 === 0
      ? `${film},"Made-up Film ${film}, The (${1920 + (film % 100)})",Drama|Romance\r\n`
      : `${film},Made-up Film ${film} (${1920 + (film % 100)}),Action|Adventure|Comedy\r\n`;
}

/** Ratings in the order of users, each with other films, the low numbers more often than the high ones. */
export function* ratingLines(count: number): Generator<string> {
  yield 'userId,movieId,rating,timestamp\r\n';
  const random = minimalStandard(1);
  let lines: string[] = [];
  for (let done = 0, user = 1; done < count; user++) {
    const seen = new Set<number>();
    const start = 900_000_000 + Math.floor(random() * 800_000_000);
    while (seen.size < RATINGS_PER_USER && done + seen.size < count) {
      const film = 1 + Math.floor(random() ** 2 * FILMS);
      if (seen.has(film)) continue;
      seen.add(film);
      lines.push(`${user},${film},${(1 + Math.floor(random() * 10)) / 2},${start + seen.size * 17}\r\n`);
    }
    done += seen.size;
    if (lines.length < 5000) continue;
    yield lines.join('');
    lines = [];
  }
  yield lines.join('');
}

/** Park and Miller's generator: numbers from 0 to 1 that anybody can make again. */
export function minimalStandard(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 16_807) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
