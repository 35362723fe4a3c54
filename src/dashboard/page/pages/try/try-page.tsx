import { useMemo, useState } from 'preact/hooks';
import { ask, get } from '../../api/client';
import type { PopularFilm, Recommendation, StarterFilm, TrackedFilm } from '../../api/answer-types';
import { useLoad } from '../../api/use-load';
import { number, t } from '../../state/locale';
import { Icon } from '../../ui/icon';
import { rankChanges } from '../../ui/rank-changes';
import { Card } from '../../ui/card';
import { Cover } from '../../ui/cover';
import { PageHead } from '../../ui/page-head';
import { Busy, Empty } from '../../ui/placeholders';
import { ProblemNote } from '../../ui/problem-note';
import { FilmPicker, type FoundFilm } from '../../ui/pickers';
import { RecommendedFilms } from '../../ui/recommended-films';
import { Stars } from '../../ui/stars';
import { TrackerFile } from './tracker-file';
import './try.css';

/** As many tell a taste well enough. */
const WANTED = 5;
const POPULAR = 15;
const LISTED = 10;

/** As many picks, and other films that were seen, go with a request. */
const MOST = 1000;

/** The newest picks are shown, as many as one looks through. */
const SHOWN = 30;

/** What it means to like a film and to give it no stars. */
const LIKED = 4;

/** Kinds of events after which a film is not recommended. */
const LEAVES: readonly string[] = ['visto', 'gostou'];

interface Pick extends FoundFilm {
  readonly rating: number;
  /** When it was rated, where a file says so. */
  readonly at?: string | null;
}

interface Tile extends FoundFilm {
  readonly diretor: string;
  readonly group: number | null;
}

/** Recommendations for somebody who is not stored: nothing of this page is kept anywhere. */
export function TryPage() {
  const texts = t.value.tryIt;
  const [picks, setPicks] = useState<readonly Pick[]>([]);
  /** Films that were seen and not rated. */
  const [seen, setSeen] = useState<readonly number[]>([]);
  const [more, setMore] = useState(false);
  const tiles = useTiles(more);
  const picked = new Set(picks.map(({ id }) => id));

  const toggle = (film: FoundFilm): void =>
    setPicks(
      picked.has(film.id)
        ? picks.filter(({ id }) => id !== film.id)
        : [...picks, { ...film, rating: 5, at: momentOfPick(picks) }],
    );
  const rate = (film: Pick, rating: number): void =>
    setPicks(picks.map((one) => (one.id === film.id ? { ...one, rating } : one)));

  /** What a file says comes before what is picked here: that is newer. */
  const takeFile = (films: readonly TrackedFilm[]): void => {
    const rated = films.flatMap((film): Pick[] => {
      const rating = film.avaliacao ?? (film.eventos.includes('gostou') ? LIKED : null);
      const { id, titulo, ano, avaliado_em: at } = film;
      return rating === null ? [] : [{ id, titulo, ano, rating, at }];
    });
    setPicks((now) => {
      const here = new Set(now.map(({ id }) => id));
      const others = rated.filter(({ id }) => !here.has(id)).slice(0, Math.max(0, MOST - now.length));
      return [...others.reverse(), ...now];
    });
    const isRated = new Set(rated.map(({ id }) => id));
    const gone = films.filter(({ id, eventos }) => !isRated.has(id) && eventos.some((kind) => LEAVES.includes(kind)));
    setSeen(gone.slice(0, MOST).map(({ id }) => id));
  };
  const hidden = picks.length - SHOWN;

  return (
    <>
      <PageHead title={texts.title} lead={texts.lead} />
      <div class="try">
        <div class="stack">
          {tiles.problem && <ProblemNote problem={tiles.problem} retry={tiles.reload} />}
          {!tiles.data && tiles.loading && <Busy />}
          {tiles.data?.length === 0 && <Empty>{texts.noFilms}</Empty>}
          {tiles.data && tiles.data.length > 0 && (
            <>
              <ul class="tiles">
                {tiles.data.map((film) => (
                  <li key={film.id}>
                    <FilmTile film={film} on={picked.has(film.id)} onToggle={() => toggle(film)} />
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
                    if (!picked.has(film.id)) toggle(film);
                  }}
                />
              </div>
            </>
          )}
        </div>
        <div class="stack">
          <Card title={texts.picks(Math.min(picks.length, WANTED), WANTED)}>
            <progress max={WANTED} value={picks.length} aria-label={texts.picks(picks.length, WANTED)} />
            <ul class="picks">
              {picks.slice(-SHOWN).map((film) => (
                <li key={film.id}>
                  <span>{film.titulo}</span>
                  <Stars label={film.titulo} value={film.rating} onRate={(rating) => rate(film, rating)} />
                  <button
                    type="button"
                    class="quiet round"
                    aria-label={t.value.ratings.remove(film.titulo)}
                    onClick={() => toggle(film)}
                  >
                    <Icon name="close" />
                  </button>
                </li>
              ))}
            </ul>
            {picks.length === 0 && <p class="hint">{texts.start}</p>}
            {hidden > 0 && <p class="hint">{texts.morePicks(number(hidden))}</p>}
            {hidden > 0 && (
              <button type="button" class="quiet" onClick={() => setPicks([])}>
                {texts.clear}
              </button>
            )}
          </Card>
          {picks.length > 0 && <ForVisitor picks={picks} seen={seen} />}
          <TrackerFile onFound={takeFile} />
        </div>
      </div>
    </>
  );
}

/** Beside films of a file, which were rated at some time, a pick is the newest; picks alone are of no time. */
function momentOfPick(picks: readonly Pick[]): string | null {
  return picks.some(({ at }) => at) ? new Date().toISOString() : null;
}

function useTiles(more: boolean) {
  return useLoad<Tile[]>(
    async (signal) => {
      const [starters, popular] = await Promise.all([
        get<StarterFilm[]>('/recomendacoes/inicio', {}, signal),
        more ? get<PopularFilm[]>('/filmes/populares', { limite: POPULAR }, signal) : [],
      ]);
      const tiles = starters.map((film): Tile => ({ ...film, group: film.grupo.id }));
      const known = new Set(tiles.map(({ id }) => id));
      return [...tiles, ...popular.filter(({ id }) => !known.has(id)).map((film) => ({ ...film, group: null }))];
    },
    [more],
  );
}

function FilmTile({ film, on, onToggle }: { film: Tile; on: boolean; onToggle: () => void }) {
  return (
    <button type="button" class="tile" aria-pressed={on} onClick={onToggle}>
      <Cover film={film} group={film.group} />
      <span class="tile-title">{film.titulo}</span>
      <small>{[film.ano, film.diretor].filter(Boolean).join(' · ')}</small>
      <span class="tile-check">{on && <Icon name="check" />}</span>
    </button>
  );
}

function ForVisitor({ picks, seen }: { picks: readonly Pick[]; seen: readonly number[] }) {
  const texts = t.value.tryIt;
  const list = useLoad(
    async (signal) => {
      const avaliacoes = picks.map(({ id, rating, at }) => ({
        filme_id: id,
        avaliacao: rating,
        ...(at ? { avaliado_em: at } : {}),
      }));
      const body = { avaliacoes, limite: LISTED, explicar: true, ...(seen.length > 0 && { excluir: seen }) };
      return (await ask<Recommendation[]>('/recomendacoes', { method: 'POST', body, signal })).body;
    },
    [picks, seen],
  );
  const changes = useRankChanges(list.data);
  return (
    <Card title={texts.forYou}>
      {list.problem && <ProblemNote problem={list.problem} retry={list.reload} />}
      {!list.data && list.loading && <Busy />}
      {list.data && picks.length < WANTED && <p class="hint try-hint">{texts.goOn(WANTED - picks.length)}</p>}
      {list.data && <RecommendedFilms films={list.data} {...(changes && { changes })} />}
    </Card>
  );
}

/** How each list differs from the one shown before it. */
function useRankChanges(films: readonly Recommendation[] | undefined) {
  const seen = useMemo<{ films: readonly Recommendation[] | undefined }>(() => ({ films: undefined }), []);
  return useMemo(() => {
    const changes = films && seen.films && rankChanges(seen.films, films);
    seen.films = films;
    return changes;
  }, [films]);
}
