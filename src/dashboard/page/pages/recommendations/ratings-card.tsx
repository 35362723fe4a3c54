import { useState } from 'preact/hooks';
import type { PersonalData } from '../../api/answer-types';
import type { Loaded } from '../../api/use-load';
import { t } from '../../state/locale';
import { Icon } from '../../ui/icon';
import { Card } from '../../ui/card';
import { ProblemNote } from '../../ui/problem-note';
import { filmPath } from '../../ui/film-title';
import { FilmPicker } from '../../ui/pickers';
import { Stars } from '../../ui/stars';

interface Rated {
  readonly id: number;
  readonly titulo: string;
}

const FIRST = 6;

/** Somebody's ratings, the newest first, to be changed right here. */
export function RatingsCard(props: {
  data: Loaded<PersonalData>;
  busy: boolean;
  onRate: (film: Rated, value: number) => Promise<void>;
  onRemove: (film: Rated) => Promise<void>;
}) {
  const texts = t.value.ratings;
  const [all, setAll] = useState(false);
  const [another, setAnother] = useState<Rated | null>(null);
  const { data, problem } = props.data;
  const ratings = data?.avaliacoes ?? [];
  const row = (film: Rated, value: number | null) => (
    <li key={film.id}>
      <a class="film-link" href={filmPath(film.id)}>
        {film.titulo}
      </a>
      <Stars
        label={film.titulo}
        value={value}
        disabled={props.busy}
        onRate={(stars) => void props.onRate(film, stars).then(() => setAnother(null))}
      />
      <button
        type="button"
        class="quiet round"
        aria-label={texts.remove(film.titulo)}
        disabled={props.busy}
        onClick={() => (value === null ? setAnother(null) : void props.onRemove(film))}
      >
        <Icon name="close" />
      </button>
    </li>
  );
  return (
    <Card title={texts.title}>
      {problem && <ProblemNote problem={problem} />}
      <FilmPicker onPick={setAnother} />
      <ul class="ratings">
        {another && row(another, ratings.find(({ filme_id }) => filme_id === another.id)?.avaliacao ?? null)}
        {ratings
          .filter(({ filme_id }) => filme_id !== another?.id)
          .slice(0, all ? undefined : FIRST)
          .map(({ filme_id, titulo, avaliacao }) => row({ id: filme_id, titulo }, avaliacao))}
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
