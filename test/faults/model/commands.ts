import fc from 'fast-check';
import type { When } from './world';

/** People and films of whom an operation may speak: the chosen numbers first, then those that were given out, in turn. */
type Ref = number;

interface PersonFields {
  nome: string;
  email?: string | null;
}

interface FilmFields {
  titulo: string;
  genero?: string;
  diretor?: string;
  atores?: string;
  ano?: number | null;
}

interface RatingFields {
  person: Ref;
  film: Ref;
  avaliacao: number;
  when: When;
}

/** Rows of a file, whose numbers are chosen. */
export interface FileRows {
  readonly people: readonly (PersonFields & { ref: Ref })[];
  readonly films: readonly (FilmFields & { ref: Ref })[];
  readonly ratings: readonly RatingFields[];
}

/** What is to be done; numbers of people and films are found when it is. */
export type Command =
  | { readonly kind: 'create person'; readonly fields: PersonFields }
  | { readonly kind: 'change person'; readonly ref: Ref; readonly fields: Partial<PersonFields> }
  | { readonly kind: 'erase person'; readonly ref: Ref }
  | { readonly kind: 'batch of people'; readonly rows: readonly (PersonFields & { ref?: Ref })[] }
  | { readonly kind: 'create film'; readonly fields: FilmFields }
  | { readonly kind: 'change film'; readonly ref: Ref; readonly fields: Partial<FilmFields> }
  | { readonly kind: 'remove film'; readonly ref: Ref }
  | { readonly kind: 'batch of films'; readonly rows: readonly (FilmFields & { ref?: Ref })[] }
  | { readonly kind: 'put rating'; readonly fields: RatingFields }
  | { readonly kind: 'post rating'; readonly fields: RatingFields }
  | { readonly kind: 'take rating back'; readonly person: Ref; readonly film: Ref }
  | { readonly kind: 'batch of ratings'; readonly rows: readonly RatingFields[] }
  | { readonly kind: 'read person'; readonly ref: Ref }
  | { readonly kind: 'export' }
  | { readonly kind: 'import'; readonly rows: FileRows; readonly createsPeople: boolean };

/** A command that begins some milliseconds after the others of its round. */
export interface Timed {
  readonly after: number;
  readonly command: Command;
}

const ref = fc.nat(5);
const nome = fc.nat(9_999).map((n) => `Pessoa ${n}`);
/** So few that they meet. */
const email = fc.option(fc.nat(2).map((n) => `e${n}@example.com`));
const person = fc.record({ nome, email }, { requiredKeys: ['nome'] });
const word = fc.nat(9_999).map((n) => `T${n}`);
const film = fc.record(
  { titulo: word, genero: word, diretor: word, atores: word, ano: fc.option(fc.integer({ min: 1990, max: 2000 })) },
  { requiredKeys: ['titulo'] },
);
const rating = fc.record({
  person: ref,
  film: ref,
  avaliacao: fc.nat(10).map((n) => n / 2),
  when: fc.constantFrom<When[]>(null, null, 1, 2, 4),
});

const withRef = <Fields>(fields: fc.Arbitrary<Fields>) => fc.tuple(fields, ref).map(([f, n]) => ({ ...f, ref: n }));
const perhapsWithRef = <Fields>(fields: fc.Arbitrary<Fields>) =>
  fc.tuple(fields, fc.option(ref, { nil: undefined, freq: 4 })).map(([f, n]) => ({ ...f, ref: n }));
const rows = <Row>(row: fc.Arbitrary<Row>, longest = 3) => fc.array(row, { minLength: 1, maxLength: longest });
/** In a file, a pair stands once. */
const distinct = fc.uniqueArray(rating, { maxLength: 4, selector: (one) => `${one.person} ${one.film}` });
const fileRows: fc.Arbitrary<FileRows> = fc
  .record({
    people: fc.array(withRef(person), { maxLength: 3 }),
    films: fc.array(withRef(film), { maxLength: 3 }),
    ratings: distinct,
  })
  .filter(({ people, films, ratings }) => people.length + films.length + ratings.length > 0);

/** How often each comes, beside the others. */
const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('create person'), fields: person }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('change person'),
      ref,
      fields: fc.record({ nome, email }, { requiredKeys: [] }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('erase person'), ref }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('batch of people'), rows: rows(perhapsWithRef(person)) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('create film'), fields: film }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('change film'),
      ref,
      fields: fc
        .tuple(film, fc.subarray(['titulo', 'genero', 'diretor', 'atores', 'ano'] as const))
        .map(([fields, names]) => Object.fromEntries(names.map((name) => [name, fields[name]]))),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('remove film'), ref }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('batch of films'), rows: rows(perhapsWithRef(film)) }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('put rating'), fields: rating }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('post rating'), fields: rating }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('take rating back'), person: ref, film: ref }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('batch of ratings'), rows: rows(rating, 5) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('read person'), ref }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('export') }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('import'), rows: fileRows, createsPeople: fc.boolean() }),
  },
);

/** Rounds of commands that run beside each other; a round begins when all of the one before have been answered. */
export const sequence: fc.Arbitrary<Timed[][]> = fc.array(
  fc.array(fc.record({ after: fc.constantFrom(0, 0, 0, 1, 2, 4), command }), { minLength: 1, maxLength: 4 }),
  { minLength: 1, maxLength: 6, size: 'max' },
);
