import { FILE_SOURCE } from '../../identifiers/identifier';
import type { Text } from '../../http/language';
import type { Accepted, FilmInput, Kind, RatingInput } from '../reading/rows';

const PREFIX = `${FILE_SOURCE}:`;

/** Looks for ids that are no numbers of ours and do not say whose they are, to tell by what they are called from now on. */
export class BareIds {
  private film: string | undefined;
  private user: string | undefined;

  /** Rows as they were read: all of a kind call things alike. */
  see(kind: Kind, rows: readonly Accepted<unknown>[]): void {
    for (const { row } of rows) {
      if (this.film !== undefined && this.user !== undefined) return;
      const { id, usuario_id, filme_id, mentions } = row as Partial<FilmInput & RatingInput>;
      const ofFilms = ['filmes', 'elenco', 'identificadores'].includes(kind);
      this.film ??= [ofFilms ? id : filme_id, ...(mentions?.film?.identifiers ?? [])].find(isBare);
      this.user ??= [kind === 'usuarios' ? id : usuario_id, mentions?.user].find(isBare);
    }
  }

  doubts(): Text[] {
    return [
      ...told(this.film, { pt: 'filmes', en: 'films' }, '/filmes'),
      ...told(this.user, { pt: 'usuários', en: 'users' }, '/usuarios'),
    ];
  }
}

function isBare(id: unknown): id is string {
  return typeof id === 'string' && id.startsWith(PREFIX);
}

function told(example: string | undefined, of: Text, path: string): Text[] {
  if (example === undefined) return [];
  const bare = example.slice(PREFIX.length);
  return [
    {
      pt: `ids de ${of.pt} que não são números a partir de 1 foram guardados como ${PREFIX}...: ${bare} é ${path}/${example}`,
      en: `ids of ${of.en} that are no numbers from 1 on were kept as ${PREFIX}...: ${bare} is ${path}/${example}`,
    },
  ];
}
