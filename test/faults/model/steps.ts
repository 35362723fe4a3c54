import type { RatingBody, Sent } from './requests';
import type { Step } from './possible-order';
import { filmOf, standing, writeFilms, writePeople, writeRatings, type Counts } from './rules';
import type { Answer } from './service';
import { whenOf, World, type Film } from './world';

/** An answer that no order of operations explains. */
const never: Step = () => false;

/** What the operation does to a world, and whether its answer fits. */
export function stepOf({ kind, body, person, film, version }: Sent, { status, body: answer, text }: Answer): Step {
  const given = body as Record<string, unknown>;
  switch (kind) {
    case 'create person': {
      const row = answer as { id: number; nome: string; email: string | null };
      if (status === 409) return (world) => world.ownerOf(given.email as string | null) !== undefined;
      if (status !== 201) return never;
      return (world) =>
        isFresh(world, row.id) && same(row, { id: row.id, email: null, ...given }) && wrote(writePeople(world, [row]));
    }
    case 'change person':
      return (world) => {
        const before = world.people.get(person);
        if (!before) return status === 404;
        const after = { ...before, ...given };
        if ((world.ownerOf(after.email) ?? person) !== person) return status === 409;
        world.people.set(person, after);
        return status === 200 && same(answer, { id: person, ...after });
      };
    case 'erase person':
      return (world) => (world.erase(person) ? status === 204 : status === 404);
    case 'batch of people':
      return (world) => {
        const rows = withIds(body as { id?: number; nome: string }[], answer);
        if (status === 200 && !freshWhereNew(world, body as { id?: number }[], rows)) return false;
        const attempt = world.copy();
        const { rejeitados, ...counts } = writePeople(attempt, rows);
        if (rejeitados > 0) return status === 422;
        writePeople(world, rows);
        return status === 200 && tells(answer, counts);
      };
    case 'create film':
      return (world) => {
        const { id, ...fields } = answer as unknown as Film & { id: number };
        if (status !== 201 || world.films.has(id)) return false;
        world.films.set(id, filmOf(given));
        return same(fields, filmOf(given));
      };
    case 'change film':
      return (world) => {
        const before = world.films.get(film);
        if (!before) return status === 404;
        world.films.set(film, filmOf(given, before));
        return status === 200 && same(answer, { id: film, ...filmOf(given, before) });
      };
    case 'remove film':
      return (world) => (world.removeFilm(film) ? status === 204 : status === 404);
    case 'batch of films':
      return (world) => {
        const rows = withIds(body as { id?: number; titulo: string }[], answer);
        const isNew = (body as { id?: number }[]).every(
          ({ id }, n) => id !== undefined || !world.films.has(rows[n].id),
        );
        return status === 200 && isNew && tells(answer, writeFilms(world, rows));
      };
    case 'put rating':
    case 'post rating':
      return (world) => {
        if (!world.people.has(person) || !world.films.has(film)) return status === 404;
        const own = world.ratingsOf(person);
        const before = own.get(film);
        const sent = {
          avaliacao: given.avaliacao as number,
          when: whenOf((given.avaliado_em ?? null) as string | null),
        };
        const after = standing(before, sent, 3);
        own.set(film, after);
        const { avaliacao, avaliado_em } = answer as { avaliacao: number; avaliado_em: string | null };
        return status === (before ? 200 : 201) && same(after, { avaliacao, when: whenOf(avaliado_em) });
      };
    case 'take rating back':
      return (world) => (world.ratings.get(person)?.delete(film) === true ? status === 204 : status === 404);
    case 'batch of ratings':
      return (world) => {
        const rows = (body as RatingBody[]).map(({ usuario_id, filme_id, avaliacao, avaliado_em = null }) => ({
          ...{ person: usuario_id, film: filme_id, avaliacao },
          when: whenOf(avaliado_em),
        }));
        const rules = { createsPeople: false, untimed: 3 } as const;
        if (writeRatings(world.copy(), rows, rules).rejeitados > 0) return status === 422;
        const { novos, alterados, iguais } = writeRatings(world, rows, rules);
        const { criados, atualizados, iguais: alike } = answer as Record<string, number>;
        // A rating made now may be of the same millisecond as the one before it: equal or changed.
        return status === 200 && novos === criados && alterados + iguais === atualizados + alike;
      };
    case 'read person':
      return (world) => {
        const known = world.people.get(person);
        if (!known) return status === 404;
        if (status !== 200) return false;
        const { usuario, avaliacoes } = answer as unknown as {
          usuario: object;
          avaliacoes: { filme_id: number; titulo: string; avaliacao: number; avaliado_em: string | null }[];
        };
        const seen = avaliacoes.map((row) => [row.filme_id, row.titulo, row.avaliacao, whenOf(row.avaliado_em)]);
        const own = [...(world.ratings.get(person) ?? [])];
        const expected = own.map(([id, one]) => [id, world.films.get(id)?.titulo, one.avaliacao, one.when]);
        return same(usuario, { id: person, ...known }) && same(seen.sort(byNumber), expected.sort(byNumber));
      };
    case 'activate':
      return (world) => {
        if (world.versions.get(version) !== world.generation) return status === 409;
        world.active = version;
        return status === 200;
      };
    case 'export':
      return (world) => status === 200 && World.exported(text).data === world.data;
  }
}

/** Rows with the ids that were answered; with some that nobody has where the batch was refused. */
function withIds<Row extends { id?: number }>(rows: readonly Row[], answer: Record<string, unknown>) {
  const ids = answer.ids as number[] | undefined;
  return rows.map((row, n) => ({ ...row, id: ids?.[n] ?? row.id ?? -1 - n }));
}

function freshWhereNew(world: World, sent: readonly { id?: number }[], rows: readonly { id: number }[]): boolean {
  return sent.every(({ id }, n) => (id === undefined ? isFresh(world, rows[n].id) : id === rows[n].id));
}

/** Nobody has or had the number. */
function isFresh(world: World, person: number): boolean {
  return !world.people.has(person) && !world.erased.has(person);
}

function wrote({ novos, rejeitados }: Counts): boolean {
  return novos === 1 && rejeitados === 0;
}

function tells(answer: Record<string, unknown>, { novos, alterados, iguais }: Omit<Counts, 'rejeitados'>): boolean {
  return answer.criados === novos && answer.atualizados === alterados && answer.iguais === iguais;
}

function same(a: unknown, b: unknown): boolean {
  return sorted(a) === sorted(b);
}

/** JSON whose fields stand in one order. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) =>
    one !== null && typeof one === 'object' && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );
}

function byNumber([a]: unknown[], [b]: unknown[]): number {
  return Number(a) - Number(b);
}
