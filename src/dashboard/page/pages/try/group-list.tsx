import { useState } from 'preact/hooks';
import { ask } from '../../api/client';
import type { TogetherFilm } from '../../api/answer-types';
import { useLoad, type Loaded } from '../../api/use-load';
import { percent, t } from '../../state/locale';
import { Bar } from '../../ui/bars';
import { Card } from '../../ui/card';
import { Cover } from '../../ui/cover';
import { filmLine, FilmLink } from '../../ui/film-title';
import { Busy, Empty } from '../../ui/placeholders';
import { ProblemNote } from '../../ui/problem-note';
import { ratingsOf, type Picker } from './picks';

const LISTED = 10;
const strategies = ['media', 'minimo', 'justa'] as const;
type Strategy = (typeof strategies)[number];

/** Somebody of the evening, by how they are called. */
export interface Guest {
  readonly name: string;
  readonly picker: Picker;
}

export interface GroupList {
  readonly films: Loaded<TogetherFilm[]>;
  readonly strategy: Strategy;
  readonly choose: (strategy: Strategy) => void;
}

/** One list for all of them; null for fewer than two. people: those who have picked. */
export function useGroupList(people: readonly Picker[] | null): GroupList {
  const [strategy, choose] = useState<Strategy>('media');
  const films = useLoad<TogetherFilm[]>(
    people &&
      (async (signal) => {
        const seen = [...new Set(people.flatMap((one) => one.seen))];
        const body = {
          visitantes: people.map((one) => ({ avaliacoes: ratingsOf(one) })),
          estrategia: strategy,
          limite: LISTED,
          ...(seen.length > 0 && { excluir: seen.slice(0, 1000) }),
        };
        return (await ask<TogetherFilm[]>('/recomendacoes/juntos', { method: 'POST', body, signal })).body;
      }),
    [people, strategy],
  );
  return { films, strategy, choose };
}

/** The list of the evening, and how much each of them would like each film, and why. */
export function ForGroup({ list, guests }: { list: GroupList; guests: readonly Guest[] }) {
  const texts = t.value.tryIt.night;
  const { data, problem, loading, reload } = list.films;
  return (
    <Card title={texts.forAll(guests.map(({ name }) => name))}>
      <label class="field strategy">
        {texts.strategy}
        <select
          value={list.strategy}
          onChange={({ currentTarget }) =>
            list.choose(strategies.find((one) => one === currentTarget.value) ?? 'media')
          }
        >
          {strategies.map((one) => (
            <option key={one} value={one}>
              {texts.strategies[one]}
            </option>
          ))}
        </select>
      </label>
      {problem && <ProblemNote problem={problem} retry={reload} />}
      {!data && loading && <Busy />}
      {data?.length === 0 && <Empty>{t.value.recommendations.none}</Empty>}
      {data && (
        <ol class="recommendations night">
          {data.map((film) => (
            <li key={film.id} class="recommendation">
              <span class="place" aria-hidden="true">
                {film.posicao}
              </span>
              <Cover film={film} />
              <div class="recommendation-film">
                <p>
                  <FilmLink film={film} />
                </p>
                <small>{filmLine(film)}</small>
                <ul class="likings">
                  {film.por_pessoa.map(({ visitante = 0, agrado, porque }) => (
                    <li key={visitante}>
                      <span class="spread">
                        <span>{guests.at(visitante)?.name}</span>
                        <span>{percent(agrado)}</span>
                      </span>
                      <Bar share={agrado} colour={visitante} />
                      {porque !== undefined && <small>{porque}</small>}
                    </li>
                  ))}
                </ul>
              </div>
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}
