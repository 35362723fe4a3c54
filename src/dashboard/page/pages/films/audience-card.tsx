import { addressOf } from '../../api/address';
import type { Audience } from '../../api/answer-types';
import type { Loaded } from '../../api/use-load';
import { mayDo } from '../../state/key';
import { number, percent, rating, t } from '../../state/locale';
import { Bar } from '../../ui/bars';
import { Card } from '../../ui/card';
import { GroupChip } from '../../ui/group-mark';
import { Busy } from '../../ui/placeholders';
import { ProblemNote } from '../../ui/problem-note';

/** Groups that those who like a film like, the most liked first. */
const SHOWN = 5;

/** Who likes a film: its ratings, counted, and what else they like. */
export function AudienceCard({ audience }: { audience: Loaded<Audience> }) {
  const texts = t.value.film;
  const { data, problem } = audience;
  return (
    <Card title={texts.likedBy}>
      {problem ? (
        <ProblemNote problem={problem} retry={audience.reload} />
      ) : !data ? (
        <Busy />
      ) : (
        <Told audience={data} />
      )}
    </Card>
  );
}

function Told({ audience }: { audience: Audience }) {
  const texts = t.value.film;
  const { avaliacoes, media, gostaram, distribuicao, grupos } = audience;
  if (avaliacoes === 0) return <p class="hint">{texts.noRatings}</p>;
  if (avaliacoes === null || media === null || gostaram === null) return <p class="hint">{texts.fewRatings}</p>;
  const count = number(avaliacoes);
  const highest = Math.max(...distribuicao.map(({ parte }) => parte), 0.01);
  const shown = grupos.filter(({ parte }) => parte > 0).slice(0, SHOWN);
  const largest = Math.max(...shown.flatMap(({ parte, parte_media }) => [parte, parte_media]), 0.01);
  return (
    <>
      <p class="hint">
        {[
          mayDo('leitura') ? texts.ratings(count) : texts.ratingsAtLeast(count),
          texts.mean(rating(media)),
          texts.liked(percent(gostaram)),
        ].join(' · ')}
      </p>
      <ol class="histogram" aria-label={texts.histogram}>
        {distribuicao.map(({ nota, parte }) => (
          <li key={nota} title={texts.stars(rating(nota), percent(parte))}>
            <span class="histogram-bar" style={{ height: `${(100 * parte) / highest}%` }} />
            <span class="unseen">{texts.stars(rating(nota), percent(parte))}</span>
            <span class="histogram-star" aria-hidden="true">
              {Number.isInteger(nota) ? nota : ''}
            </span>
          </li>
        ))}
      </ol>
      {shown.length > 0 && (
        <>
          <h3>{texts.alsoLike}</h3>
          <ul class="film-groups">
            {shown.map(({ id, nome, parte, parte_media }) => (
              <li key={id}>
                <div class="spread">
                  <a class="film-link" href={addressOf(`/painel/grupos/${id}`)}>
                    <GroupChip id={id} name={nome} />
                  </a>
                  <small>
                    {percent(parte)}
                    <span class="unseen">{t.value.profile.average(percent(parte_media))}</span>
                  </small>
                </div>
                <Bar share={parte / largest} mark={parte_media / largest} colour={id} />
              </li>
            ))}
          </ul>
          <p class="hint">{texts.mark}</p>
        </>
      )}
    </>
  );
}
