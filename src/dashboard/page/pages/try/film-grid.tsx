import { useState } from 'preact/hooks';
import { get } from '../../api/client';
import type { PopularFilm, StarterFilm } from '../../api/answer-types';
import { useLoad } from '../../api/use-load';
import { t } from '../../state/locale';
import { Cover } from '../../ui/cover';
import { Icon } from '../../ui/icon';
import { FilmPicker, type FoundFilm } from '../../ui/pickers';
import { NoModel } from '../../ui/no-model';
import { Busy } from '../../ui/placeholders';
import { ProblemNote } from '../../ui/problem-note';
import type { Opinion } from './picks';

const POPULAR = 15;

interface Tile extends FoundFilm {
  readonly diretor: string;
}

/** Films to say something of: liked by a tap on the film, not liked by one on its corner. */
export function FilmGrid(props: {
  opinion: (id: number) => Opinion | null;
  onOpinion: (film: FoundFilm, opinion: Opinion) => void;
}) {
  const texts = t.value.tryIt;
  const [more, setMore] = useState(false);
  const tiles = useTiles(more);
  if (tiles.problem?.kind === 'sem-modelo') return <NoModel />;
  if (tiles.problem) return <ProblemNote problem={tiles.problem} retry={tiles.reload} />;
  if (!tiles.data) return <Busy />;
  if (tiles.data.length === 0) return <NoModel text={t.value.noModel.noFilms} />;
  return (
    <>
      <ul class="tiles" aria-label={texts.start}>
        {tiles.data.map((film) => (
          <li key={film.id} class="tile-place">
            <FilmTile
              film={film}
              opinion={props.opinion(film.id)}
              onOpinion={(opinion) => props.onOpinion(film, opinion)}
            />
          </li>
        ))}
      </ul>
      <div class="try-more">
        {!more && (
          <button type="button" onClick={() => setMore(true)}>
            {texts.others}
          </button>
        )}
        <FilmPicker
          onPick={(film) => {
            if (props.opinion(film.id) !== 'like') props.onOpinion(film, 'like');
          }}
        />
      </div>
    </>
  );
}

function useTiles(more: boolean) {
  return useLoad<Tile[]>(
    async (signal) => {
      const [starters, popular] = await Promise.all([
        get<StarterFilm[]>('/recomendacoes/inicio', {}, signal),
        more ? get<PopularFilm[]>('/filmes/populares', { limite: POPULAR }, signal) : [],
      ]);
      const known = new Set(starters.map(({ id }) => id));
      return [...starters, ...popular.filter(({ id }) => !known.has(id))];
    },
    [more],
  );
}

function FilmTile(props: { film: Tile; opinion: Opinion | null; onOpinion: (opinion: Opinion) => void }) {
  const { film, opinion, onOpinion } = props;
  const dislike = t.value.tryIt.dislike(film.titulo);
  return (
    <>
      <button
        type="button"
        class="tile"
        aria-pressed={opinion === 'like'}
        data-opinion={opinion}
        onClick={() => onOpinion('like')}
      >
        <Cover film={film} />
        <span class="tile-title">{film.titulo}</span>
        <small>{[film.ano, film.diretor].filter(Boolean).join(' · ')}</small>
        <span class="tile-check">{opinion === 'like' && <Icon name="check" />}</span>
      </button>
      <button
        type="button"
        class="tile-dislike"
        aria-pressed={opinion === 'dislike'}
        aria-label={dislike}
        title={dislike}
        onClick={() => onOpinion('dislike')}
      >
        <Icon name="thumbDown" />
      </button>
    </>
  );
}
