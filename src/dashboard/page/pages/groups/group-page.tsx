import { useRoute } from 'preact-iso';
import { addressOf } from '../../api/address';
import { get } from '../../api/client';
import { readPage } from '../../api/read-page';
import type { GroupDetail, GroupFilm } from '../../api/answer-types';
import { useLoad } from '../../api/use-load';
import { dataTurn } from '../../state/changes';
import { percent, t } from '../../state/locale';
import { Icon } from '../../ui/icon';
import { Bar } from '../../ui/bars';
import { Card } from '../../ui/card';
import { filmLine, FilmLink } from '../../ui/film-title';
import { Busy } from '../../ui/placeholders';
import { ProblemNote } from '../../ui/problem-note';
import { useQuery, wholeIn } from '../../ui/use-query';
import { GroupName } from './group-name';
import { Traits } from './traits';
import './groups.css';

const PAGE = 30;
/** The API gives no more at a time. */
const MOST = 1000;

export function GroupPage() {
  const { params } = useRoute();
  return <GroupOf key={params.id} id={params.id} />;
}

function GroupOf({ id }: { id: string }) {
  const texts = t.value.groups;
  const group = useLoad((signal) => get<GroupDetail>(`/grupos/${id}`, {}, signal), [id, dataTurn.value]);
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
          <GroupName group={group.data} />
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
  const { query, change } = useQuery();
  const limit = wholeIn(query.limite, 1, MOST, PAGE);
  const films = useLoad((signal) => readPage<GroupFilm>(`/grupos/${id}/filmes?limite=${limit}`, signal), [id, limit]);
  return (
    <>
      <ol class="group-list">
        {films.data?.rows.map((film) => (
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
      {films.loading && <Busy />}
      {films.problem && <ProblemNote problem={films.problem} retry={films.reload} />}
      {films.data?.next && !films.loading && limit < MOST && (
        <button type="button" class="more" onClick={() => change({ limite: Math.min(MOST, limit + PAGE) }, true)}>
          {t.value.common.more}
        </button>
      )}
    </>
  );
}
