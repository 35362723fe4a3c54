import { ApiProblem, get } from '../../api/client';
import type { Rating, Recommendation, User } from '../../api/answer-types';
import { useLoad } from '../../api/use-load';
import { mayDo } from '../../state/key';
import { rating, t } from '../../state/locale';
import { Bar } from '../../ui/bars';
import { Card } from '../../ui/card';
import { PersonLink } from '../../ui/person-link';
import { UserPicker } from '../../ui/pickers';
import { Busy } from '../../ui/placeholders';
import { ProblemNote } from '../../ui/problem-note';
import { ReasonText } from '../../ui/reason-text';

interface Why {
  readonly user: User;
  /** What the person gave the film already. */
  readonly given: number | null;
  readonly film: Recommendation | undefined;
}

/** What speaks for a film, and against it, for one person. */
export function WhyCard(props: { filmId: number; userId: number | null; onChoose: (id: number) => void }) {
  const texts = t.value.film;
  const { filmId, userId } = props;
  const known = mayDo('leitura');
  const why = useLoad<Why>(known && userId !== null ? (signal) => whyFor(userId, filmId, signal) : null, [
    filmId,
    userId,
  ]);
  return (
    <Card title={texts.why}>
      <p class="hint">{texts.whyHint}</p>
      <UserPicker onPick={({ id }) => props.onChoose(id)} />
      {userId !== null && (
        <div class="why" aria-live="polite">
          {!known ? (
            <ProblemNote problem={new ApiProblem(401, texts.whyNeedsKey)} />
          ) : why.problem ? (
            <ProblemNote problem={why.problem} retry={why.reload} />
          ) : why.data?.user.id === userId ? (
            <Reasons why={why.data} />
          ) : (
            <Busy />
          )}
        </div>
      )}
    </Card>
  );
}

async function whyFor(userId: number, filmId: number, signal: AbortSignal): Promise<Why> {
  const [user, films] = await Promise.all([
    get<User>(`/usuarios/${userId}`, {}, signal),
    get<Recommendation[]>(
      `/usuarios/${userId}/recomendacoes`,
      { somente: filmId, limite: 1, explicar: true, incluir_avaliados: true },
      signal,
    ),
  ]);
  const film = films.at(0);
  const given = film?.ja_avaliado
    ? (await get<Rating>(`/usuarios/${userId}/avaliacoes/${filmId}`, {}, signal)).avaliacao
    : null;
  return { user, film, given };
}

function Reasons({ why: { user, film, given } }: { why: Why }) {
  const texts = t.value.film;
  const reasons = film?.motivos ?? [];
  return (
    <>
      <p>
        <b>
          <PersonLink id={user.id} name={user.nome} />
        </b>{' '}
        {given !== null && texts.rated(rating(given))}
      </p>
      {reasons.length === 0 && <p class="hint">{texts.noReasons}</p>}
      <ul class="why-reasons">
        {reasons.map((reason, n) => (
          <li key={n}>
            <ReasonText reason={reason} />
            {reason.parte > 0 && <Bar share={reason.parte} />}
          </li>
        ))}
      </ul>
    </>
  );
}
