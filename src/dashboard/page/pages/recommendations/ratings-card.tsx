import { useState } from 'preact/hooks';
import type { PersonalData } from '../../api/answer-types';
import type { Loaded } from '../../api/use-load';
import { putRating, removeRating } from '../../api/user-ratings';
import { withKey } from '../../api/with-key';
import { t } from '../../state/locale';
import { Icon } from '../../ui/icon';
import { Card } from '../../ui/card';
import { useKeptFocus } from '../../ui/kept-focus';
import { ProblemNote } from '../../ui/problem-note';
import { filmPath } from '../../ui/film-title';
import { FilmPicker } from '../../ui/pickers';
import { Stars } from '../../ui/stars';
import { useAction } from '../../ui/use-action';

interface Rated {
  readonly id: number;
  readonly titulo: string;
}

const FIRST = 6;

/** Somebody's ratings, the newest first, to be changed right here. */
export function RatingsCard({ id, data: { data, problem } }: { id: number; data: Loaded<PersonalData> }) {
  const texts = t.value.ratings;
  const [all, setAll] = useState(false);
  const [another, setAnother] = useState<Rated | null>(null);
  const keptFocus = useKeptFocus();
  const removal = useAction();
  const ratings = data?.avaliacoes ?? [];
  const valueOf = (film: Rated): number | null =>
    ratings.find(({ filme_id }) => filme_id === film.id)?.avaliacao ?? null;
  const remove = async (film: Rated): Promise<void> => {
    if (valueOf(film) !== null) await removal.run(() => withKey(() => removeRating(id, film)));
    setAnother(null);
  };
  // The film that is added stays where it is, so that the focus does.
  const shown: readonly Rated[] = [
    ...(another ? [another] : []),
    ...ratings
      .filter(({ filme_id }) => filme_id !== another?.id)
      .slice(0, all ? undefined : FIRST)
      .map(({ filme_id, titulo }) => ({ id: filme_id, titulo })),
  ];
  return (
    <Card title={texts.title}>
      {problem && <ProblemNote problem={problem} />}
      {removal.problem && <ProblemNote problem={removal.problem} />}
      <FilmPicker onPick={setAnother} />
      <ul class="ratings" ref={keptFocus}>
        {shown.map((film) => (
          <li key={film.id}>
            <a class="film-link" href={filmPath(film.id)}>
              {film.titulo}
            </a>
            <Stars label={film.titulo} value={valueOf(film)} onRate={(stars) => putRating(id, film, stars)} />
            <button
              type="button"
              class="quiet round"
              aria-label={texts.remove(film.titulo)}
              onClick={() => void remove(film)}
            >
              <Icon name="close" />
            </button>
          </li>
        ))}
      </ul>
      {ratings.length === 0 && data && <p class="hint">{texts.none}</p>}
      {ratings.length > FIRST && (
        <button type="button" class="link" onClick={() => setAll(!all)}>
          {all ? texts.fewer : texts.all(ratings.length)}
        </button>
      )}
    </Card>
  );
}
