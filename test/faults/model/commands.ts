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
  | { readonly kind: 'import'; readonly rows: FileRows; readonly createsPeople: boolean }
  /** `dies`: at the last moment. */
  | { readonly kind: 'replace'; readonly rows: FileRows; readonly dies: boolean }
  | { readonly kind: 'activate'; readonly version: number }
  | { readonly kind: 'train' };

/** A command that begins some milliseconds after the others of its round. */
export interface Timed {
  readonly after: number;
  readonly command: Command;
}

/** Those who are there from the beginning more often than others. */
const anybody = fc.constantFrom(0, 0, 0, 1, 1, 2, 3, 4, 5);
const nome = fc.nat(9_999).map((n) => `Pessoa ${n}`);
/** So few that they meet. */
const email = fc.option(fc.nat(2).map((n) => `e${n}@example.com`));
const person = fc.record({ nome, email }, { requiredKeys: ['nome'] });
const personChanges = fc.record({ nome, email }, { requiredKeys: [] });
const word = fc.nat(9_999).map((n) => `T${n}`);
const film = fc.record(
  { titulo: word, genero: word, diretor: word, atores: word, ano: fc.option(fc.integer({ min: 1990, max: 2000 })) },
  { requiredKeys: ['titulo'] },
);
const filmChanges: fc.Arbitrary<Partial<FilmFields>> = fc
  .tuple(film, fc.subarray(['titulo', 'genero', 'diretor', 'atores', 'ano'] as const))
  .map(([fields, names]) => Object.fromEntries(names.map((name) => [name, fields[name]])));

const withRef = <Fields>(fields: fc.Arbitrary<Fields>, ref: fc.Arbitrary<Ref>) =>
  fc.tuple(fields, ref).map(([given, n]) => ({ ...given, ref: n }));
const perhapsWithRef = <Fields>(fields: fc.Arbitrary<Fields>, ref: fc.Arbitrary<Ref>) =>
  withRef(fields, fc.option(ref, { nil: undefined, freq: 4 }) as fc.Arbitrary<Ref>);
const rows = <Row>(row: fc.Arbitrary<Row>, longest = 3) => fc.array(row, { minLength: 1, maxLength: longest });
const of = <Fields>(kind: Command['kind'], fields: { [Name in keyof Fields]: fc.Arbitrary<Fields[Name]> }) =>
  fc.record(fields).map((given) => ({ kind, ...given }) as unknown as Command);

const createPerson = of('create person', { fields: person });
const createFilm = of('create film', { fields: film });

const aboutPeople = (ref: fc.Arbitrary<Ref>): fc.Arbitrary<Command> =>
  fc.oneof(
    { weight: 5, arbitrary: of('change person', { ref, fields: personChanges }) },
    { weight: 2, arbitrary: of('erase person', { ref }) },
    { weight: 4, arbitrary: of('batch of people', { rows: rows(perhapsWithRef(person, ref)) }) },
    { weight: 1, arbitrary: of('read person', { ref }) },
  );

const aboutFilms = (ref: fc.Arbitrary<Ref>): fc.Arbitrary<Command> =>
  fc.oneof(
    { weight: 4, arbitrary: of('change film', { ref, fields: filmChanges }) },
    { weight: 1, arbitrary: of('remove film', { ref }) },
    { weight: 4, arbitrary: of('batch of films', { rows: rows(perhapsWithRef(film, ref)) }) },
  );

function aboutRatings(people: fc.Arbitrary<Ref>, films: fc.Arbitrary<Ref>): fc.Arbitrary<Command> {
  const rating = ratingOf(people, films);
  return fc.oneof(
    { weight: 4, arbitrary: of('put rating', { fields: rating }) },
    { weight: 4, arbitrary: of('post rating', { fields: rating }) },
    { weight: 2, arbitrary: of('take rating back', { person: people, film: films }) },
    { weight: 4, arbitrary: of('batch of ratings', { rows: rows(rating, 5) }) },
  );
}

function ratingOf(people: fc.Arbitrary<Ref>, films: fc.Arbitrary<Ref>): fc.Arbitrary<RatingFields> {
  return fc.record({
    person: people,
    film: films,
    avaliacao: fc.nat(10).map((n) => n / 2),
    when: fc.constantFrom<When[]>(null, null, 1, 2, 4),
  });
}

function imports(ref: fc.Arbitrary<Ref>): fc.Arbitrary<Command> {
  const file = fc
    .record({
      people: fc.array(withRef(person, ref), { maxLength: 3 }),
      films: fc.array(withRef(film, ref), { maxLength: 3 }),
      ratings: fc.array(ratingOf(ref, ref), { maxLength: 4 }),
    })
    .filter(({ people, films, ratings }) => people.length + films.length + ratings.length > 0);
  return of('import', { rows: file, createsPeople: fc.boolean() });
}

const activation = of('activate', { version: fc.constantFrom(1, 2) });

const replacement = of('replace', {
  rows: fc.record({
    people: fc.array(withRef(person, anybody), { maxLength: 3, size: 'max' }),
    films: fc.array(withRef(film, anybody), { maxLength: 3, size: 'max' }),
    ratings: fc.array(ratingOf(anybody, anybody), { maxLength: 6, size: 'max' }),
  }),
  dies: fc.constantFrom(false, false, false, true),
});

const anything = fc.oneof(
  { weight: 2, arbitrary: createPerson },
  { weight: 2, arbitrary: createFilm },
  { weight: 1, arbitrary: of('export', {}) },
  { weight: 1, arbitrary: activation },
  { weight: 5, arbitrary: aboutPeople(anybody) },
  { weight: 5, arbitrary: aboutFilms(anybody) },
  { weight: 6, arbitrary: aboutRatings(anybody, anybody) },
  { weight: 2, arbitrary: imports(anybody) },
);

/** Commands about one person or one film, where they get into each other's way. */
const aboutOne = anybody.chain((n) => {
  const one = fc.constant(n);
  return fc.oneof(
    {
      weight: 4,
      arbitrary: round(fc.oneof({ weight: 6, arbitrary: aboutPeople(one) }, { weight: 1, arbitrary: imports(one) })),
    },
    {
      weight: 2,
      arbitrary: round(fc.oneof({ weight: 6, arbitrary: aboutFilms(one) }, { weight: 1, arbitrary: imports(one) })),
    },
    { weight: 2, arbitrary: round(fc.oneof(aboutRatings(one, one), aboutPeople(one), aboutFilms(one), imports(one))) },
  );
});

/** Everything is replaced beside whatever else; and beside a training, and versions that are activated, of before. */
const replacing = fc.oneof(
  { weight: 2, arbitrary: round(fc.oneof({ weight: 1, arbitrary: replacement }, { weight: 2, arbitrary: anything })) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(replacement, fc.integer({ min: 5, max: 60 }), round(activation))
      .map(([command, after, others]) => [
        { after: 0, command: { kind: 'train' } as const },
        { after, command },
        ...others.slice(0, 2),
      ]),
  },
);

function round(command: fc.Arbitrary<Command>): fc.Arbitrary<Timed[]> {
  return fc.array(fc.record({ after: fc.constantFrom(0, 0, 0, 0, 1, 2), command }), {
    minLength: 2,
    maxLength: 4,
    size: 'max',
  });
}

/** Rounds of commands that run beside each other; a round begins when all of the one before have been answered. */
export const sequence: fc.Arbitrary<Timed[][]> = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: round(anything) },
    { weight: 6, arbitrary: aboutOne },
    { weight: 1, arbitrary: replacing },
  ),
  {
    minLength: 1,
    maxLength: 6,
    size: 'max',
  },
);
