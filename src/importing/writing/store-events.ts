import { namedPeople } from '../../database/named-people';
import { eventFault } from '../../events/event-checks';
import type { EventRow } from '../../events/event-row';
import { speaks } from '../../events/standing';
import type { Accepted, Refused } from '../reading/rows';
import type { Connection } from './connection';
import { lookUpReferred } from './referred';
import { noCounts, refuse, type Memory, type Store, type StoreOptions } from './store';
import { createNumberedUsers, refuseErased } from './store-users';

const columns = {
  id: 'text',
  usuario_id: 'integer',
  filme_id: 'integer',
  tipo: 'text',
  valor: 'real',
  quando: 'integer',
  recomendacao_id: 'text',
} as const;

const names = Object.keys(columns).join(', ');

type Row = Accepted<EventRow>;

/**
 * Insert events. Whoever is referred to is locked first, as by everybody who writes ratings, so that no event of theirs comes
 * in between. An event whose id is there is the same one, and changes nothing; the profile version of each user of whom an
 * event says something new grows by one.
 */
export const storeEvents: Store<'eventos'> = async (connection, rows, memory, options) => {
  const { refused, sound, newUsers } = await sortOut(connection, rows, memory, options);
  memory.users.add(newUsers);
  await createNumberedUsers(connection, [...newUsers]);
  const stored = await storedEvents(connection, sound);
  const fresh: EventRow[] = [];
  let same = 0;
  for (const accepted of sound) {
    const { row } = accepted;
    const before = stored.get(keyOf(row));
    if (!before) {
      stored.set(keyOf(row), row);
      fresh.push(row);
    } else if (isSame(before, row)) same++;
    else refused.push(refuseTaken(accepted));
  }
  if (connection.writes) await write(connection, fresh, options);
  const users = newUsers.size > 0 ? { ...noCounts(), novos: newUsers.size } : undefined;
  return { counts: { novos: fresh.length, alterados: 0, iguais: same }, refused, users };
};

async function sortOut(connection: Connection, rows: readonly Row[], memory: Memory, options: StoreOptions) {
  await lookUpReferred(connection, memory, rows);
  const missing = rows.map(({ row }) => row.usuario_id).filter((id) => !memory.users.has(id));
  const erased = await connection.erasedUsers(missing);
  const refused: Refused[] = [];
  const sound: Row[] = [];
  const newUsers = new Set<number>();
  for (const accepted of rows) {
    const { filme_id: film, usuario_id: user } = accepted.row;
    const fault = eventFault(accepted.row, options.signals, options.now);
    const erasedAt = erased.get(user);
    if (fault) refused.push(refuse(accepted, fault.message.pt, fault.message.en, fault.field));
    else if (!memory.films.has(film))
      refused.push(refuse(accepted, `filme ${film} não existe`, `film ${film} does not exist`, 'filme_id'));
    else if (memory.users.has(user)) sound.push(accepted);
    else if (erasedAt !== undefined) refused.push(refuseErased(accepted, user, erasedAt));
    else if (options.createsUsers) {
      newUsers.add(user);
      sound.push(accepted);
    } else refused.push(refuse(accepted, `usuário ${user} não existe`, `user ${user} does not exist`, 'usuario_id'));
  }
  return { refused, sound, newUsers };
}

const keyOf = ({ usuario_id, id }: EventRow): string => `${usuario_id} ${id}`;

/** The moment is not compared: who sends an event again without one sends it later. */
function isSame(a: EventRow, b: EventRow): boolean {
  return a.filme_id === b.filme_id && a.tipo === b.tipo && a.valor === b.valor;
}

function refuseTaken(accepted: Row): Refused {
  const { id, usuario_id } = accepted.row;
  return refuse(
    accepted,
    `${JSON.stringify(id)} já é de outro evento do usuário ${usuario_id}; aceita um que ainda não veio`,
    `${JSON.stringify(id)} already belongs to another event of user ${usuario_id}; takes one that did not come before`,
    'id',
  );
}

async function storedEvents(connection: Connection, rows: readonly Row[]): Promise<Map<string, EventRow>> {
  const keys = rows.map(({ row }) => [row.usuario_id, row.id]);
  const people = namedPeople(
    'eventos.usuario_id',
    rows.map(({ row }) => row.usuario_id),
  );
  // CROSS JOIN makes SQLite go through the new rows and look each up, not the other way around.
  const found = await connection.query<EventRow>(
    `SELECT eventos.id, eventos.usuario_id, filme_id, tipo, valor, quando, recomendacao_id
     FROM ${connection.dialect.rowsIn({ usuario: 'integer', id_dado: 'text' })} CROSS JOIN eventos
     WHERE eventos.usuario_id = novas.usuario AND eventos.id = novas.id_dado ${people.condition}`,
    [JSON.stringify(keys), ...people.parameters],
  );
  return new Map(found.map((event) => [keyOf(event), event]));
}

async function write(connection: Connection, events: readonly EventRow[], { signals }: StoreOptions): Promise<void> {
  if (events.length === 0) return;
  const speaking = events.filter(({ tipo }) => speaks(tipo, signals));
  const users = new Set(speaking.map(({ usuario_id }) => usuario_id));
  if (users.size > 0)
    await connection.query(
      `UPDATE usuarios SET versao_perfil = versao_perfil + 1
       WHERE id IN (SELECT id FROM ${connection.dialect.rowsIn({ id: 'integer' })})`,
      [JSON.stringify(Array.from(users, (id) => [id]))],
    );
  const rows = events.map((event) => [
    event.id,
    event.usuario_id,
    event.filme_id,
    event.tipo,
    event.valor,
    event.quando,
    event.recomendacao_id,
  ]);
  await connection.query(`INSERT INTO eventos (${names}) SELECT ${names} FROM ${connection.dialect.rowsIn(columns)}`, [
    JSON.stringify(rows),
  ]);
}
