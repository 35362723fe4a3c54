import type { EventRow } from '../../events/event-row';
import type { StoredFilm } from '../../films/film-row';
import type { Ref } from '../../identifiers/identifier';
import type { Text } from '../../http/language';
import type { Dates } from './dates';
import type { Encoding } from './lines';

/** A film as somebody else knows it. */
export interface FilmMention {
  /** As `parseIdentifier` gives them. */
  readonly identifiers: readonly string[];
  /** Without it, the film must be there. */
  readonly titulo?: string;
  /** What it is called and is, where that is no film, as a series: it must be there by one of its ids. */
  readonly noFilm?: string;
  /** It is not another film of the same title: the file has an id for each. */
  readonly own?: boolean;
  /** Other titles of it. */
  readonly outros?: readonly string[];
  readonly ano?: number | null;
  readonly genero?: string;
  readonly diretor?: string;
}

/** In the place of an id elsewhere: the person whom the files belong to. */
export const OWNER = 'dono';

/** Whom and what a row is about, where that is not told by our numbers: these are 0 until they are found. */
export interface Mentions {
  readonly film?: FilmMention;
  readonly user?: string;
  /** The name of somebody who is not there yet. */
  readonly userName?: string;
}

/**
 * A film to import. What is left out stays as it is in the database, or is empty in a new film. The film is that of the id, or
 * that which has one of the ids elsewhere; they are added to those that it has.
 */
export type FilmInput = Pick<StoredFilm, 'titulo'> &
  Partial<Omit<StoredFilm, 'id'>> & { id?: Ref; identificadores?: readonly string[]; readonly mentions?: Mentions };

/** A user to import. A name or an email that is left out stays as it is. */
interface UserInput {
  id?: Ref;
  nome?: string;
  email?: string | null;
  identificadores?: readonly string[];
  readonly mentions?: Mentions;
}

/** A rating to import, from 0 to 5 once it is on our scale. */
export interface RatingInput {
  usuario_id: Ref;
  filme_id: Ref;
  avaliacao: number;
  /** Of how many it is, from 0, where the rating itself says so; else it is on the scale of its file. */
  readonly topo?: number;
  /** Milliseconds since 1970; null when the source does not say. */
  avaliado_em: number | null;
  /** The list that the film was in; few sources say it. */
  readonly recomendacao_id?: string | null;
  readonly mentions?: Mentions;
}

/** Director and cast for a film that is there already. */
interface CreditsInput {
  id: Ref;
  diretor: string;
  atores: string;
  readonly mentions?: Mentions;
}

/** More ids elsewhere of a film that is there already, as `parseIdentifier` gives them. */
interface IdentifiersInput {
  id: Ref;
  readonly identifiers: readonly string[];
  readonly mentions?: Mentions;
}

/** An event to import; without an id it has the usual one. */
export type EventInput = Omit<EventRow, 'id' | 'usuario_id' | 'filme_id'> & {
  id: string | null;
  usuario_id: Ref;
  filme_id: Ref;
};

/** A row whose films and people have our numbers. */
export type Numbered<Row> = { [Field in keyof Row]: Ref extends Row[Field] ? number : Row[Field] };

/** What can be imported, and the rows of each kind. */
export interface RowByKind {
  filmes: FilmInput;
  elenco: CreditsInput;
  identificadores: IdentifiersInput;
  usuarios: UserInput;
  avaliacoes: RatingInput;
  /** Of one with `mentions`, `quando` is -1 when nobody says, and the id comes of what it says. */
  eventos: EventInput & { readonly mentions?: Mentions };
}

/** The same as it is stored. */
export interface StoredByKind {
  filmes: Numbered<FilmInput> & { id: number };
  elenco: Numbered<CreditsInput>;
  identificadores: Numbered<IdentifiersInput>;
  usuarios: Numbered<UserInput> & { id: number };
  avaliacoes: Numbered<RatingInput>;
  eventos: EventRow;
}

/** The kinds are loaded in this order: what is referred to comes first. */
export const kinds = [
  'filmes',
  'elenco',
  'identificadores',
  'usuarios',
  'avaliacoes',
  'eventos',
] as const satisfies (keyof RowByKind)[];
export type Kind = (typeof kinds)[number];

/** A row that could be read, and where it stood. */
export interface Accepted<Row> {
  readonly line: number;
  readonly text: string;
  readonly row: Row;
  /** What it goes without: fields that could not be read. */
  readonly lost?: readonly string[];
}

/** A row that cannot be taken, and why. */
export interface Refused {
  readonly line: number;
  readonly text: string;
  readonly reason: Text;
  /** The field that the reason is about, where it does not say so itself. */
  readonly field?: string;
  /** Nothing after this line could be read. */
  readonly interrupted?: boolean;
}

/** A handful of consecutive rows; a whole file is never held. */
export interface Batch<Row> {
  readonly accepted: Accepted<Row>[];
  readonly refused: Refused[];
}

/** What a file was taken for. */
export interface Preview {
  readonly label: Text;
  readonly separator: string | null;
  readonly header: boolean;
  readonly columns: readonly {
    /** As the file calls it, or its number. */
    readonly coluna: string;
    /** Ours; null for one that is left out. */
    readonly campo: string | null;
  }[];
  /** The first rows, as read. */
  readonly rows: readonly (readonly string[])[];
}

/** A file, and what it was taken for. */
export type TakenFile = Preview & { readonly file: string; readonly kind: Kind };

/** Something to import from: rows of one kind. */
export interface Table<K extends Kind = Kind> {
  readonly kind: K;
  /** Name of the file, for messages. */
  readonly file: string;
  /** Bytes to read, for the progress; 0 when nothing is read. */
  readonly size: number;
  /** Ratings of users who are not there make them: MovieLens has no file of users. */
  readonly createsUsers?: boolean;
  /** It says nothing without files beside it. */
  readonly companion?: boolean;
  /** Whose the numbers of its films are, where it is known. */
  readonly filmNumbers?: 'tmdb' | 'movielens';
  /** It belongs to one person. */
  readonly tracked?: boolean;
  /** It does if somebody says whose it is. */
  readonly unsigned?: boolean;
  /** Top of the rating scale, when it need not be found out. */
  readonly scale?: number | { readonly from: number; readonly to: number };
  /** The order in its dates; with `undecided` it must be read once to find it out. */
  readonly dates?: Dates;
  readonly undecided?: boolean;
  /** What its columns were taken for, and its first rows. */
  readonly preview?: Preview;
  /** What reading it has shown. */
  readonly seen?: { readonly encoding: Encoding | null };
  /** Read from the beginning, as often as wanted. `onBytes` is told how many bytes were read since the last time. */
  read(onBytes?: (bytes: number) => void): AsyncGenerator<Batch<RowByKind[K]>>;
  /** Only the ratings of its rows, as they are written down, in half the time; left out where that takes reading the rows. */
  readRatings?(onBytes?: (bytes: number) => void): AsyncGenerator<Batch<Pick<RatingInput, 'avaliacao' | 'topo'>>>;
}

export function isRatings(table: Table): table is Table<'avaliacoes'> {
  return table.kind === 'avaliacoes';
}
