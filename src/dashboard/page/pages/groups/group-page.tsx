import { useRoute } from 'preact-iso';
import { useEffect, useState } from 'preact/hooks';
import { addressOf } from '../../api/address';
import { get } from '../../api/client';
import { readPage } from '../../api/read-page';
import type { GroupDetail, GroupFilm } from '../../api/answer-types';
import { useLoad } from '../../api/use-load';
import { percent, t } from '../../state/locale';
import { Icon } from '../../ui/icon';
import { Bar } from '../../ui/bars';
import { Card } from '../../ui/card';
import { filmLine, FilmLink } from '../../ui/film-title';
import { Busy } from '../../ui/placeholders';
import { ProblemNote } from '../../ui/problem-note';
import { useAction } from '../../ui/use-action';
import { GroupName } from './group-name';
import { Traits } from './traits';
import './groups.css';

const PAGE = 30;

export function GroupPage() {
  const { params } = useRoute();
  return <GroupOf key={params.id} id={params.id} />;
}

function GroupOf({ id }: { id: string }) {
  const texts = t.value.groups;
  const group = useLoad((signal) => get<GroupDetail>(`/grupos/${id}`, {}, signal), [id]);
  return (
    <>
      <p class="back">
        <a href={addressOf('/painel/grupos')}>
          <Icon name="back" />
          {texts.title}
        </a>
      </p>
      {group.problem && <ProblemNote problem={group.problem} retry={group.reload} />}
      {!group.data && group.loading && <Busy />}
      {group.data && (
        <>
          <GroupName group={group.data} onChange={group.reload} />
          <div class="group-parts">
            <Card title={texts.apart}>
              <Traits traits={group.data.tracos} />
            </Card>
            <Card title={texts.typical}>
              <Films id={group.data.id} />
            </Card>
          </div>
        </>
      )}
    </>
  );
}

function Films({ id }: { id: number }) {
  const [films, setFilms] = useState<readonly GroupFilm[]>([]);
  const [next, setNext] = useState<string | null>(`/grupos/${id}/filmes?limite=${PAGE}`);
  const action = useAction();
  const more = (path: string): Promise<unknown> =>
    action.run(async () => {
      const page = await readPage<GroupFilm>(path);
      setFilms((before) => [...before, ...page.rows]);
      setNext(page.next);
    });
  useEffect(() => void (next !== null && more(next)), []);
  return (
    <>
      <ol class="group-list">
        {films.map((film) => (
          <li key={film.id}>
            <FilmLink film={film} />
            <small>{filmLine(film)}</small>
            <span class="group-typical">
              <Bar share={film.tipicidade} colour={id} />
              <small>{percent(film.tipicidade)}</small>
            </span>
          </li>
        ))}
      </ol>
      {action.busy && <Busy />}
      {action.problem && <ProblemNote problem={action.problem} />}
      {next !== null && !action.busy && (
        <button type="button" class="more" onClick={() => void more(next)}>
          {t.value.common.more}
        </button>
      )}
    </>
  );
}
