import { useState } from 'preact/hooks';
import type { Film } from '../../api/answer-types';
import { postponed } from '../../state/changes';
import { haveKey } from '../../state/key';
import { number, t } from '../../state/locale';
import { Icon } from '../../ui/icon';
import { EditFilms } from './edit-films';

/** What can be done with films that were chosen. */
export function ManyFilms({ films, onDone }: { films: readonly Film[]; onDone: () => void }) {
  const texts = t.value.manyFilms;
  const [editing, setEditing] = useState(false);
  const remove = async (): Promise<void> => {
    if (!(await haveKey('escrita'))) return;
    const ids = films.map(({ id }) => id);
    onDone();
    postponed({
      text: () => t.value.manyFilms.deleted(ids.length, number(ids.length)),
      gone: ['filmes', ...ids],
      path: '/filmes/lote/apagar',
      options: { method: 'POST', body: { ids } },
    });
  };
  return (
    <>
      <button type="button" onClick={() => setEditing(true)}>
        <Icon name="pencil" />
        {texts.edit}
      </button>
      <button type="button" class="danger" onClick={() => void remove()}>
        <Icon name="trash" />
        {t.value.common.delete}
      </button>
      {editing && <EditFilms films={films} onDone={onDone} onClose={() => setEditing(false)} />}
    </>
  );
}
