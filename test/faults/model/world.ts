/** When a rating was made: null, unknown; 1 and 2, years ago; 3, while the test runs; 4, in the future. */
export type When = null | 1 | 2 | 3 | 4;

/** The moments that are sent as such. */
export const moments = {
  1: '2001-01-01T00:00:00.000Z',
  2: '2002-02-02T00:00:00.000Z',
  4: '2090-01-01T00:00:00.000Z',
} as const;

/** The moment that is read from an answer. */
export function whenOf(iso: string | null): When {
  if (iso === null) return null;
  const sent = Object.entries(moments).find(([, moment]) => moment === iso);
  return sent ? (Number(sent[0]) as When) : 3;
}

export interface Person {
  readonly nome: string;
  readonly email: string | null;
}

export interface Film {
  readonly titulo: string;
  readonly genero: string;
  readonly diretor: string;
  readonly atores: string;
  readonly ano: number | null;
}

export interface Rating {
  readonly avaliacao: number;
  readonly when: When;
}

/** A line of `GET /exportacao`. */
type ExportedLine =
  | ({ tipo: 'filme'; id: number } & Film)
  | ({ tipo: 'usuario'; id: number } & Person)
  | { tipo: 'avaliacao'; usuario_id: number; filme_id: number; avaliacao: number; avaliado_em: string | null };

/** All that the service should hold: the model that the real one is compared with. */
export class World {
  readonly films = new Map<number, Film>();
  readonly people = new Map<number, Person>();
  /** By person, then film. */
  readonly ratings = new Map<number, Map<number, Rating>>();
  /** Who was erased: nothing of the service tells it, but nobody may come back. */
  readonly erased = new Set<number>();
  /** Of the data: a replacement begins another one. */
  generation = 1;
  /** Which each version of the model was made of. */
  readonly versions = new Map<number, number>();
  active: number | null = null;
  /** The generation that the training under way has read. */
  trained = 0;

  copy(): World {
    const copy = new World();
    for (const [id, film] of this.films) copy.films.set(id, film);
    for (const [id, person] of this.people) copy.people.set(id, person);
    for (const [id, own] of this.ratings) copy.ratings.set(id, new Map(own));
    for (const id of this.erased) copy.erased.add(id);
    for (const [id, generation] of this.versions) copy.versions.set(id, generation);
    Object.assign(copy, { generation: this.generation, active: this.active, trained: this.trained });
    return copy;
  }

  ratingsOf(person: number): Map<number, Rating> {
    let own = this.ratings.get(person);
    if (!own) this.ratings.set(person, (own = new Map<number, Rating>()));
    return own;
  }

  get ratingCount(): number {
    let count = 0;
    for (const own of this.ratings.values()) count += own.size;
    return count;
  }

  /** Forget all but who was erased: other data come, of which no version of the model was made. */
  beginGeneration(): void {
    for (const rows of [this.films, this.people, this.ratings]) rows.clear();
    this.generation++;
    this.active = null;
  }

  /** Whose an email is. */
  ownerOf(email: string | null): number | undefined {
    if (email === null) return undefined;
    for (const [id, person] of this.people) if (person.email === email) return id;
    return undefined;
  }

  erase(person: number): boolean {
    if (!this.people.delete(person)) return false;
    this.ratings.delete(person);
    this.erased.add(person);
    return true;
  }

  removeFilm(film: number): boolean {
    if (!this.films.delete(film)) return false;
    for (const own of this.ratings.values()) own.delete(film);
    return true;
  }

  /** All that can be seen of it, as text to compare. */
  get visible(): string {
    return `${this.data} version ${this.active}`;
  }

  /** What an export tells of it. */
  get data(): string {
    return JSON.stringify([
      byId(this.films).map(([id, { titulo, genero, diretor, atores, ano }]) => [
        id,
        titulo,
        genero,
        diretor,
        atores,
        ano,
      ]),
      byId(this.people).map(([id, { nome, email }]) => [id, nome, email]),
      byId(this.ratings).flatMap(([person, own]) =>
        byId(own).map(([film, { avaliacao, when }]) => [person, film, avaliacao, when]),
      ),
    ]);
  }

  /** The world that an export tells of. */
  static exported(text: string): World {
    const world = new World();
    for (const line of text.split('\n').filter((one) => one !== '')) {
      const row = JSON.parse(line) as ExportedLine;
      if (row.tipo === 'filme') world.films.set(row.id, row);
      else if (row.tipo === 'usuario') world.people.set(row.id, row);
      else {
        const { avaliacao, avaliado_em } = row;
        world.ratingsOf(row.usuario_id).set(row.filme_id, { avaliacao, when: whenOf(avaliado_em) });
      }
    }
    return world;
  }
}

function byId<Value>(values: ReadonlyMap<number, Value>): [number, Value][] {
  return [...values].sort(([a], [b]) => a - b);
}
