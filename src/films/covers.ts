import { Inject, Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { say } from '../config/language';
import { SETTINGS, type Settings } from '../config/settings';
import { Database } from '../database/database';
import { raiseCatalogueVersion } from './catalogue-version';
import type { FilmRow } from './film-row';

/** How often the folder is looked at, in milliseconds. */
const LOOK_MS = 10_000;

/** `12.jpg`, `imdb-tt0083658.webp`. */
const COVER = /^([^.].*)\.(?:jpg|webp)$/;

/**
 * Which cover a film has: a file of `DATA_DIR/covers`, named by its number or by an id elsewhere (`imdb-tt0083658.jpg`); or
 * else its `poster_url`, if that is of an origin that POSTER_ORIGINS names.
 */
@Injectable()
export class Covers implements OnModuleInit, OnModuleDestroy {
  private readonly folder: string;
  private readonly origins: readonly string[];
  /** Files by what they are named after. */
  private files: ReadonlyMap<string, string> = new Map();
  /** When the folder was changed, in milliseconds; null where there is none. */
  private changedAt: number | null = null;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    @Inject(SETTINGS) { dataDir, posterOrigins }: Pick<Settings, 'dataDir' | 'posterOrigins'>,
    private readonly database: Database,
  ) {
    this.folder = join(dataDir, 'covers');
    this.origins = posterOrigins.map((origin) => `${origin}/`);
  }

  async onModuleInit(): Promise<void> {
    await this.look();
    this.timer = setInterval(() => {
      this.follow().catch((error: unknown) =>
        new Logger(say('Capas', 'Covers')).warn(`${this.folder}: ${String(error)}`),
      );
    }, LOOK_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** The film with its cover, if it has one: a path of ours, or an address elsewhere. */
  tell(film: FilmRow): FilmRow {
    const address = this.nameOf(film) === null ? this.posterOf(film) : `/filmes/${film.id}/capa`;
    return address === null ? film : { ...film, capa_url: address };
  }

  /** Path of the file of a film; null when it has none. */
  fileOf(film: FilmRow): string | null {
    const name = this.nameOf(film);
    return name === null ? null : join(this.folder, name);
  }

  /** What is in the folder by now; films are told anew where that is something else. */
  async follow(): Promise<void> {
    if (await this.look()) await this.database.write((transaction) => raiseCatalogueVersion(transaction));
  }

  private nameOf({ id, identificadores = [] }: FilmRow): string | null {
    if (this.files.size === 0) return null;
    for (const key of [String(id), ...identificadores.map((code) => code.replace(':', '-'))]) {
      const name = this.files.get(key);
      if (name !== undefined) return name;
    }
    return null;
  }

  private posterOf({ poster_url: poster }: FilmRow): string | null {
    return poster !== undefined && this.origins.some((origin) => poster.startsWith(origin)) ? poster : null;
  }

  /** Resolves to whether there are other files than before. Names come from the folder alone: none leads out of it. */
  private async look(): Promise<boolean> {
    const changedAt = await stat(this.folder).then(
      ({ mtimeMs }) => mtimeMs,
      () => null,
    );
    if (changedAt === this.changedAt) return false;
    const entries = changedAt === null ? [] : await readdir(this.folder, { withFileTypes: true });
    const found = entries.flatMap((entry): [string, string][] => {
      const key = COVER.exec(entry.name)?.[1];
      return key !== undefined && entry.isFile() ? [[key, entry.name]] : [];
    });
    const files = new Map(found.sort(([, one], [, other]) => (one < other ? 1 : -1)));
    const differs = files.size !== this.files.size || [...files].some(([key, name]) => this.files.get(key) !== name);
    [this.files, this.changedAt] = [files, changedAt];
    return differs;
  }
}
