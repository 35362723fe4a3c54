import { useMemo } from 'preact/hooks';
import { ask } from '../../api/client';
import type { HomeRow, Recommendation } from '../../api/answer-types';
import { useLoad, type Loaded } from '../../api/use-load';
import { t } from '../../state/locale';
import { Card } from '../../ui/card';
import { FilmRows } from '../../ui/film-rows';
import { Busy } from '../../ui/placeholders';
import { ProblemNote } from '../../ui/problem-note';
import { rankChanges, type RankChanges } from '../../ui/rank-changes';
import { RecommendedFilms } from '../../ui/recommended-films';
import { ratingsOf, type Picker } from './picks';
import { WANTED } from './picks-card';

const LISTED = 10;

/**
 * A little towards what fewer people know: with so few picks the list is mostly of what everybody likes, and by this it differs
 * more between people and is no worse (docs/decisions/0034).
 */
const LEANING = -0.25;

/** Rows that tell of single films, or of a group of them: by these a taste is seen. */
const OF_TASTE = /^(porque|grupo):/;
const ROWS = 3;
const PER_ROW = 8;

export interface VisitorList {
  readonly films: readonly Recommendation[];
  readonly rows: readonly HomeRow[];
  /** How the list differs from the one shown before it. */
  readonly changes: RankChanges | undefined;
}

/** What somebody who is not stored will like; null for nobody. */
export function useVisitorList(picker: Picker | null): Loaded<VisitorList> {
  const before = useMemo<{ films: readonly Recommendation[] | undefined }>(() => ({ films: undefined }), []);
  return useLoad<VisitorList>(
    picker &&
      (async (signal) => {
        const person = { avaliacoes: ratingsOf(picker), ...(picker.seen.length > 0 && { excluir: picker.seen }) };
        const list = { ...person, limite: LISTED, explicar: true, popularidade: LEANING };
        const page = { ...person, por_linha: PER_ROW };
        const [{ body: films }, { body: rows }] = await Promise.all([
          ask<Recommendation[]>('/recomendacoes', { method: 'POST', body: list, signal }),
          ask<HomeRow[]>('/vitrine', { method: 'POST', body: page, signal }),
        ]);
        const changes = before.films && rankChanges(before.films, films);
        before.films = films;
        return { films, rows: rows.filter(({ chave }) => OF_TASTE.test(chave)).slice(0, ROWS), changes };
      }),
    [picker],
  );
}

export function ForVisitor({ list, picks }: { list: Loaded<VisitorList>; picks: number }) {
  const texts = t.value.tryIt;
  const { data } = list;
  return (
    <Card title={texts.forYou}>
      {list.problem && <ProblemNote problem={list.problem} retry={list.reload} />}
      {!data && list.loading && <Busy />}
      {data && picks < WANTED && <p class="hint try-hint">{texts.goOn(WANTED - picks)}</p>}
      {data && <RecommendedFilms films={data.films} {...(data.changes && { changes: data.changes })} />}
      {data && data.rows.length > 0 && <FilmRows rows={data.rows} />}
    </Card>
  );
}
