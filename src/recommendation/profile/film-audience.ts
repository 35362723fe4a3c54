import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database';
import { FilmsService } from '../../films/films.service';
import { rounded } from '../../http/rounded';
import type { Language } from '../../http/language';
import { at, known } from '../../invariants';
import { LIKED_RATING } from '../../ratings/profile';
import { GroupIndexes } from '../groups/group-indexes';
import { ActiveModel } from '../model/active-model';
import { OncePerModel } from '../model/once-per-model';
import type { ServedModel } from '../model/served-model';
import { AverageTastes } from './average-tastes';
import type { AudienceShareDto, FilmAudienceDto, StarShareDto } from './film-audience.dto';

/** Half stars from 0.5 to 5. */
const STARS = 10;

/** Of more people who liked a film, the tastes of so many are looked at. */
const ASKED = 1000;

/** Of fewer ratings the public is told nothing: somebody who knows the others would know the last one. */
const FEWEST = 10;

/** What the public is told comes in steps of 5 %. */
const STEPS = 20;

/** Films whose public answers are kept for a model. */
const KEPT = 10_000;

/** Groups by their numbers: what they are called hangs on the language. */
type Told = Omit<FilmAudienceDto, 'filme_id' | 'grupo' | 'grupos'> & {
  readonly grupos: readonly Omit<AudienceShareDto, 'nome'>[];
};

const nothing: Told = { avaliacoes: null, media: null, gostaram: null, distribuicao: [], grupos: [] };

/**
 * Tells who likes a film. Holders of a key that may read people get it as it is; the public coarsely, and as it was when
 * it was first asked of the model in use, so that two answers tell no single rating by what differs.
 */
@Injectable()
export class FilmAudience {
  private readonly kept = new OncePerModel<Told>(KEPT);

  constructor(
    private readonly database: Database,
    private readonly films: FilmsService,
    private readonly active: ActiveModel,
    private readonly indexes: GroupIndexes,
    private readonly averages: AverageTastes,
  ) {}

  /** Throws FilmNotFound. */
  async of(filmId: number, forPublic: boolean, language: Language): Promise<FilmAudienceDto> {
    await this.films.get(filmId);
    return this.active.answer(async (model) => {
      const told = forPublic ? await this.coarse(model, filmId) : await this.exact(model, filmId);
      const names = new Map((model?.groups ?? []).map(({ id, name }) => [id, name[language]]));
      return {
        filme_id: filmId,
        grupo: model && (await this.groupOf(model, filmId, language)),
        ...told,
        grupos: told.grupos.map(({ id, ...shares }) => ({ id, nome: known(names, id, 'group'), ...shares })),
      };
    });
  }

  private async groupOf(model: ServedModel, filmId: number, language: Language): Promise<FilmAudienceDto['grupo']> {
    const { groups, groupOf } = await this.indexes.of(model);
    const place = groupOf.get(filmId);
    if (place === undefined) return null;
    const { id, name } = at(groups, place, 'group').group;
    return { id, nome: name[language] };
  }

  /** Without a model there is no moment to keep it at, and nothing is told. */
  private async coarse(model: ServedModel | null, filmId: number): Promise<Told> {
    if (!model) return nothing;
    return this.kept.of(model, filmId, async () => inSteps(await this.exact(model, filmId)));
  }

  private async exact(model: ServedModel | null, filmId: number): Promise<Told> {
    const rows = await this.database.queryStale<{ rating: number; count: number }>(
      'SELECT avaliacao AS rating, COUNT(*) AS count FROM avaliacoes WHERE filme_id = $1 GROUP BY avaliacao',
      [filmId],
    );
    const sum = (value: (rating: number) => number) =>
      rows.reduce((total, { rating, count }) => total + value(rating) * count, 0);
    const total = sum(() => 1);
    if (total === 0) return { ...nothing, avaliacoes: 0 };
    return {
      avaliacoes: total,
      media: rounded(sum((rating) => rating) / total, 2),
      gostaram: rounded(sum((rating) => (rating >= LIKED_RATING ? 1 : 0)) / total, 4),
      distribuicao: Array.from({ length: STARS }, (_, step): StarShareDto => {
        const inStep = (rating: number) => (starStep(rating) === step ? 1 : 0);
        return { nota: (step + 1) / 2, parte: rounded(sum(inStep) / total, 4) };
      }),
      grupos: model ? await this.shares(model, filmId) : [],
    };
  }

  /** What else they like who like a film, by group. The first people by number stand for more than ASKED of them. */
  private async shares(model: ServedModel, filmId: number): Promise<Told['grupos']> {
    const liked = await this.database.queryStale<{ filmId: number; likes: number }>(
      `SELECT filme_id AS "filmId", COUNT(*) AS likes FROM avaliacoes
       WHERE avaliacao >= ${LIKED_RATING} AND filme_id <> $1 AND usuario_id IN (
         SELECT usuario_id FROM avaliacoes WHERE filme_id = $2 AND avaliacao >= ${LIKED_RATING}
         ORDER BY usuario_id LIMIT ${ASKED})
       GROUP BY filme_id`,
      [filmId, filmId],
    );
    const { groups, groupOf } = await this.indexes.of(model);
    const average = await this.averages.now(model);
    const byGroup = new Float64Array(groups.length);
    let all = 0;
    for (const { filmId: id, likes } of liked) {
      const group = groupOf.get(id);
      if (group === undefined) continue;
      byGroup[group] += likes;
      all += likes;
    }
    if (all === 0) return [];
    return groups
      .map(({ group, index }) => ({
        id: group.id,
        parte: rounded(byGroup[index] / all, 4),
        parte_media: rounded(average.byGroup[index] / Math.max(1, average.likes), 4),
      }))
      .sort((a, b) => b.parte - a.parte || b.parte_media - a.parte_media || a.id - b.id);
  }
}

/** Place of the nearest half star; what is below the lowest counts as it. */
function starStep(rating: number): number {
  return Math.max(0, Math.round(2 * rating) - 1);
}

function inSteps(exact: Told): Told {
  const { avaliacoes, media, gostaram } = exact;
  if (avaliacoes === null || media === null || gostaram === null || avaliacoes < FEWEST) return nothing;
  const coarse = (share: number) => Math.round(STEPS * share) / STEPS;
  return {
    avaliacoes: Math.floor(avaliacoes / 10) * 10,
    media: rounded(media, 1),
    gostaram: coarse(gostaram),
    distribuicao: exact.distribuicao.map(({ nota, parte }) => ({ nota, parte: coarse(parte) })),
    // Of few who like it, what they like is what somebody likes.
    grupos: avaliacoes * gostaram < FEWEST ? [] : exact.grupos.map((one) => ({ ...one, parte: coarse(one.parte) })),
  };
}
