import { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import type { Pace } from '../../access/heavy-work';
import { CLOCK, type Clock } from '../../database/clock';
import { Database } from '../../database/database';
import { isoTime } from '../../http/iso-time';
import { InvalidFields, Problem } from '../../http/problem';
import { received } from '../../http/validation.pipe';
import { resolveIdentifiers } from '../../identifiers/stored-identifiers';
import { recognise } from '../formats/recognise';
import { FileMissing, UnknownParts } from '../jobs/upload-problems';
import { nameOf, type Upload } from '../jobs/uploads.service';
import { openSources, type Source } from '../reading/sources';
import { UnusableSource } from '../reading/unusable-source';
import { ALL_TITLES, filmByTitle, rememberTitle, type FilmTitles, type TitledFilm } from '../writing/film-titles';
import type { TrackedFilmDto, TrackedFilmsDto } from './tracked-films.dto';
import { filmsTold, type TrackedFilm } from './films-told';

/** As much of a file is read, inflated, in bytes … */
const MOST_BYTES = 20 * 1024 * 1024;

/** … and in rows. */
const MOST_ROWS = 50_000;

/** Films of an answer, with a rating and without: as many as a visitor's request for recommendations takes. */
const MOST_FILMS = 1000;

/** Films that are looked at at a time: some milliseconds. */
const AT_ONCE = 500;

class NoTrackerFile extends InvalidFields {
  constructor(name: string) {
    super([
      {
        field: 'arquivo',
        message: received(name, {
          pt: 'o zip ou um CSV do Letterboxd, um CSV do IMDb ou do TMDB, um JSON do Trakt, um CSV de títulos e notas',
          en: 'the zip or a CSV of Letterboxd, a CSV of IMDb or TMDB, a JSON of Trakt, a CSV of titles and ratings',
        }),
      },
    ]);
  }
}

class TooMuchInside extends Problem {
  constructor() {
    const megabytes = MOST_BYTES / 1024 / 1024;
    super(413, 'corpo-grande-demais', {
      pt: `O arquivo tem mais de ${megabytes} MB, aberto, ou mais de ${MOST_ROWS} linhas.`,
      en: `The file has more than ${megabytes} MB, once it is opened, or more than ${MOST_ROWS} rows.`,
    });
  }
}

/** Finds the films that somebody who is not stored has rated, seen or wants to see. Nothing is written. */
@Injectable()
export class TrackedFilmsService {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  /** `otherParts`: names of what else was in the form. Throws UnknownParts, FileMissing, NoTrackerFile, TooMuchInside. */
  async find(file: Upload | undefined, otherParts: readonly string[], pace: Pace): Promise<TrackedFilmsDto> {
    if (otherParts.length > 0) throw new UnknownParts(otherParts);
    if (!file) throw new FileMissing();
    const told = await this.read(file, pace);
    const found = await this.known(told, pace);
    const rated = found.filter(({ avaliacao }) => avaliacao !== null);
    const others = found.filter(({ avaliacao }) => avaliacao === null);
    const newestFirst = (a: TrackedFilmDto, b: TrackedFilmDto): number =>
      (b.avaliado_em ?? '').localeCompare(a.avaliado_em ?? '') || a.id - b.id;
    return {
      lidos: told.length,
      filmes: [...rated.sort(newestFirst).slice(0, MOST_FILMS), ...others.slice(0, MOST_FILMS)],
    };
  }

  private async read(file: Upload, pace: Pace): Promise<TrackedFilm[]> {
    const room = { bytes: MOST_BYTES };
    try {
      const opened = await openSources(file.path);
      try {
        const sources = opened.sources.map((source) =>
          // What it is may show by its name, and on the disk it has another.
          within(room, opened.single ? { ...source, name: nameOf(file).replace(/\.gz$/i, '') } : source),
        );
        const { tables } = await recognise({ ...opened, sources });
        const told = await filmsTold(tables, pace, MOST_ROWS);
        if (room.bytes < 0 || told === null) throw new TooMuchInside();
        if (told.length === 0) throw new NoTrackerFile(nameOf(file));
        return told;
      } finally {
        await opened.close();
      }
    } catch (error) {
      if (room.bytes < 0) throw new TooMuchInside();
      throw error instanceof UnusableSource ? new NoTrackerFile(nameOf(file)) : error;
    }
  }

  /** Those that the catalogue has. */
  private async known(told: readonly TrackedFilm[], pace: Pace): Promise<TrackedFilmDto[]> {
    const identifiers = told.flatMap(({ film }) => film.identifiers);
    const byIdentifier = await resolveIdentifiers(this.database, this.database.dialect, 'filmes', identifiers);
    const catalogue = await this.database.query<TitledFilm>(ALL_TITLES);
    const titles: FilmTitles = new Map();
    const byId = new Map(catalogue.map((film) => [film.id, film]));
    await inPieces(catalogue, pace, (film) => rememberTitle(titles, film));
    const found = new Map<number, TrackedFilmDto>();
    const now = this.now();
    await inPieces(told, pace, ({ film, rating, kinds }) => {
      const known = film.identifiers.map((one) => byIdentifier.get(one)).find((id) => id !== undefined);
      const id = known ?? filmByTitle(titles, film);
      const inCatalogue = id === null ? undefined : byId.get(id);
      if (!inCatalogue) return;
      // Two entries of a file may be one film here.
      const unknown = { ...inCatalogue, avaliacao: null, avaliado_em: null, eventos: [] };
      const one: TrackedFilmDto = found.get(inCatalogue.id) ?? unknown;
      const at = momentOf(rating, now);
      const isNewer = rating !== null && (at ?? '') >= (one.avaliado_em ?? '');
      found.set(one.id, {
        ...one,
        ...(isNewer ? { avaliacao: rating.value, avaliado_em: at } : {}),
        eventos: [...new Set([...one.eventos, ...kinds])].sort(),
      });
    });
    return [...found.values()];
  }
}

/** When a film was rated; a day that has not come yet in UTC is now. */
function momentOf(rating: TrackedFilm['rating'], now: number): string | null {
  const at = rating?.at ?? null;
  return at === null ? null : isoTime(Math.max(0, Math.min(at, now)));
}

async function inPieces<Item>(items: readonly Item[], pace: Pace, take: (item: Item) => void): Promise<void> {
  for (let from = 0; from < items.length; from += AT_ONCE)
    await pace(() => items.slice(from, from + AT_ONCE).forEach(take));
}

/** A source of which all that is read, however often, is taken from the room that is left; it ends where none is. */
function within(room: { bytes: number }, source: Source): Source {
  const { name, path, size } = source;
  const read = async function* (): AsyncGenerator<Buffer> {
    for await (const chunk of (await source.open()) as AsyncIterable<Buffer>) {
      room.bytes -= chunk.length;
      if (room.bytes < 0) return;
      yield chunk;
    }
  };
  // Checksums are for what is kept: checking one reads all of it once more.
  return { name, ...(path === undefined ? {} : { path }), size, open: () => Promise.resolve(Readable.from(read())) };
}
