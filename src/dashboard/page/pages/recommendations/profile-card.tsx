import { ApiProblem } from '../../api/client';
import type { Favourite, Profile } from '../../api/answer-types';
import type { Loaded } from '../../api/use-load';
import { mayDo } from '../../state/key';
import { number, percent, t } from '../../state/locale';
import { Bar } from '../../ui/bars';
import { Card } from '../../ui/card';
import { GroupChip } from '../../ui/group-mark';
import { PersonLink } from '../../ui/person-link';
import { Busy } from '../../ui/placeholders';
import { ProblemNote } from '../../ui/problem-note';

const SHOWN = 5;

/** What somebody likes, from what they rated. */
export function ProfileCard(props: { id: number; name: string | undefined; profile: Loaded<Profile> }) {
  const { profile } = props;
  const userNumber = t.value.pickers.userNumber(props.id);
  return (
    <Card
      title={
        props.name === undefined ? (
          userNumber
        ) : (
          <>
            <PersonLink id={props.id} name={props.name} /> <small>{userNumber}</small>
          </>
        )
      }
    >
      {!mayDo('leitura') ? (
        <ProblemNote problem={new ApiProblem(401, '')} />
      ) : profile.problem ? (
        <ProblemNote problem={profile.problem} retry={profile.reload} />
      ) : profile.data ? (
        <Taste profile={profile.data} />
      ) : (
        <Busy />
      )}
    </Card>
  );
}

function Taste({ profile }: { profile: Profile }) {
  const texts = t.value.profile;
  if (profile.avaliacoes === 0) return <p class="hint">{texts.empty}</p>;
  const groups = profile.grupos.filter(({ parte }) => parte > 0).sort((a, b) => b.parte - a.parte);
  const largest = Math.max(...groups.flatMap(({ parte, parte_media }) => [parte, parte_media]), 0.01);
  return (
    <>
      <p class="hint">{texts.counts(number(profile.avaliacoes), number(profile.gostou))}</p>
      {groups.length > 0 && (
        <>
          <h3>{texts.groups}</h3>
          <ul class="taste">
            {groups.map(({ id, nome, parte, parte_media }) => (
              <li key={id}>
                <div class="spread">
                  <GroupChip id={id} name={nome} />
                  <small>
                    {percent(parte)}
                    <span class="unseen">{texts.average(percent(parte_media))}</span>
                  </small>
                </div>
                <Bar share={parte / largest} mark={parte_media / largest} colour={id} />
              </li>
            ))}
          </ul>
          <p class="hint">{texts.mark}</p>
        </>
      )}
      <Favourites title={texts.genres} list={profile.generos} />
      <Favourites title={texts.directors} list={profile.diretores} />
      <Favourites title={texts.actors} list={profile.atores} />
    </>
  );
}

function Favourites({ title, list }: { title: string; list: readonly Favourite[] }) {
  if (list.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul class="favourites">
        {list.slice(0, SHOWN).map(({ nome, lift }) => (
          <li key={nome}>
            {nome} <small title={t.value.profile.lift}>{number(lift, 1)}×</small>
          </li>
        ))}
      </ul>
    </>
  );
}
