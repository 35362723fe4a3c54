import { addressOf } from '../../api/address';
import { get } from '../../api/client';
import type { Rating, Recommendation } from '../../api/answer-types';
import { useLoad } from '../../api/use-load';
import { mayDo } from '../../state/key';
import { number, t } from '../../state/locale';
import { Card } from '../../ui/card';
import { UserPicker } from '../../ui/pickers';
import { ProblemNote } from '../../ui/problem-note';

const RECOMMENDED = 20;

/** What the map shows of somebody. */
export function usePerson(id: number | null) {
  const recommended = useLoad(
    id === null
      ? null
      : (signal) => get<Recommendation[]>(`/usuarios/${id}/recomendacoes`, { limite: RECOMMENDED }, signal),
    [id],
  );
  const ratings = useLoad(
    id === null || !mayDo('leitura')
      ? null
      : (signal) => get<Rating[]>(`/usuarios/${id}/avaliacoes`, { limite: 1000 }, signal),
    [id],
  );
  return { recommended, ratings };
}

/** What the marks of a person say. */
export function personNotes({ ratings, recommended }: ReturnType<typeof usePerson>): string[] {
  const texts = t.value.map;
  return [
    ...(ratings.data ? [texts.rated(number(ratings.data.length))] : []),
    ...(recommended.data ? [texts.recommended(number(recommended.data.length))] : []),
  ];
}

/** Chooses somebody whose films are marked on the map. */
export function PersonCard(props: {
  userId: number | null;
  person: ReturnType<typeof usePerson>;
  onChoose: (id: number | null) => void;
}) {
  const texts = t.value.map;
  const { userId, person } = props;
  const problem = person.recommended.problem ?? person.ratings.problem;
  return (
    <Card title={texts.person}>
      <UserPicker onPick={({ id }) => props.onChoose(id)} />
      {userId !== null && (
        <div class="map-person">
          <div class="spread">
            <b>{t.value.pickers.userNumber(userId)}</b>
            <button type="button" class="link" onClick={() => props.onChoose(null)}>
              {texts.clear}
            </button>
          </div>
          {problem ? (
            <ProblemNote problem={problem} />
          ) : (
            <ul class="map-legend">
              {person.ratings.data && (
                <li>
                  <span class="map-legend-rated" aria-hidden="true" />
                  {texts.rated(number(person.ratings.data.length))}
                </li>
              )}
              {person.recommended.data && (
                <li>
                  <span class="map-legend-star" aria-hidden="true">
                    ★
                  </span>
                  {texts.recommended(number(person.recommended.data.length))}
                </li>
              )}
            </ul>
          )}
          {!mayDo('leitura') && <p class="hint">{texts.ratedNeedKey}</p>}
          <a href={addressOf(`/painel/recomendacoes?usuario=${userId}`)}>{texts.seeWhy}</a>
        </div>
      )}
    </Card>
  );
}
