import { get } from '../api/client';
import type { Film, User } from '../api/answer-types';
import { mayDo } from '../state/key';
import { t } from '../state/locale';
import { Combobox } from './combobox';
import { FilmTitle } from './film-title';

const SHOWN = 8;

export interface FoundFilm {
  readonly id: number;
  readonly titulo: string;
  readonly ano: number | null;
}

/** Finds a film by its title. find: where to look; the whole catalogue if left out. */
export function FilmPicker(props: {
  onPick: (film: FoundFilm) => void;
  find?: (text: string) => readonly FoundFilm[];
}) {
  return (
    <Combobox<FoundFilm>
      label={t.value.pickers.film}
      placeholder={t.value.pickers.filmHint}
      find={(text, signal) =>
        props.find ? Promise.resolve(props.find(text)) : get<Film[]>('/filmes', { busca: text, limite: SHOWN }, signal)
      }
      keyOf={(film) => film.id}
      render={(film) => <FilmTitle film={film} />}
      onPick={props.onPick}
    />
  );
}

/** Finds a user: by number always; by name for holders of a key that may list them. */
export function UserPicker({ onPick }: { onPick: (user: Pick<User, 'id' | 'nome'>) => void }) {
  const byName = mayDo('escrita');
  const find = async (text: string, signal: AbortSignal): Promise<User[]> => {
    const found = byName ? await get<User[]>('/usuarios', { busca: text, limite: SHOWN }, signal) : [];
    const id = Number(text);
    if (Number.isSafeInteger(id) && id > 0 && !found.some((user) => user.id === id))
      found.unshift({ id, nome: '', email: null });
    return found;
  };
  return (
    <Combobox<User>
      label={t.value.pickers.user}
      placeholder={byName ? t.value.pickers.userHint : t.value.pickers.userHintNumber}
      find={find}
      eager={byName}
      keyOf={({ id }) => id}
      render={({ id, nome }) => (
        <>
          {nome === '' ? t.value.pickers.userNumber(id) : nome} <small>{nome === '' ? '' : id}</small>
        </>
      )}
      onPick={onPick}
    />
  );
}

/** Small letters without accents. */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
