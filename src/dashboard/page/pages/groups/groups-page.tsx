import { addressOf } from '../../api/address';
import { get } from '../../api/client';
import type { Group } from '../../api/answer-types';
import { useLoad } from '../../api/use-load';
import { number, t } from '../../state/locale';
import { Bar } from '../../ui/bars';
import { FilmLink } from '../../ui/film-title';
import { learnLooks } from '../../ui/group-looks';
import { GroupMark } from '../../ui/group-mark';
import { NoModel } from '../../ui/no-model';
import { PageHead } from '../../ui/page-head';
import { Busy } from '../../ui/placeholders';
import { ProblemNote } from '../../ui/problem-note';
import { Traits } from './traits';
import './groups.css';

const TRAITS = 5;

export function GroupsPage() {
  const texts = t.value.groups;
  const groups = useLoad(async (signal) => {
    const found = await get<Group[]>('/grupos', {}, signal);
    learnLooks(found);
    return found;
  }, []);
  const largest = Math.max(1, ...(groups.data ?? []).map(({ tamanho }) => tamanho));
  return (
    <>
      <PageHead title={texts.title} lead={texts.lead} />
      {groups.problem?.kind === 'sem-modelo' || groups.data?.length === 0 ? (
        <NoModel />
      ) : groups.problem ? (
        <ProblemNote problem={groups.problem} retry={groups.reload} />
      ) : !groups.data ? (
        <Busy />
      ) : (
        <ul class="groups">
          {groups.data.map((group) => (
            <li key={group.id} class="card group">
              <h2>
                <GroupMark id={group.id} />
                <a href={addressOf(`/painel/grupos/${group.id}`)}>{group.nome}</a>
              </h2>
              <div class="group-size">
                <small>{texts.films(number(group.tamanho))}</small>
                <Bar share={group.tamanho / largest} colour={group.id} />
              </div>
              <Traits traits={group.tracos.slice(0, TRAITS)} />
              <h3>{texts.typical}</h3>
              <ol class="group-films">
                {group.filmes.map((film) => (
                  <li key={film.id}>
                    <FilmLink film={film} />
                  </li>
                ))}
              </ol>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
