import { Injectable } from '@nestjs/common';
import { Catalogue } from '../../films/catalogue';
import type { FilmRow } from '../../films/film-row';
import { traitKey, traitsOf, type Trait, type TraitKind } from '../../films/film-traits';
import type { Language } from '../../http/language';
import { LIKED_PREFERENCE, LIKED_RATING } from '../../ratings/profile';
import { RatingsService } from '../../ratings/ratings.service';
import { ActiveModel } from '../model/active-model';
import type { ServedModel } from '../model/served-model';
import { GroupIndexes } from '../groups/group-indexes';
import { AverageTastes, type AverageTaste } from './average-tastes';
import type { FavouriteDto, GroupShareDto, TasteProfileDto } from './taste-profile.dto';
import { rounded } from '../../http/rounded';

/** Favourites of each kind. */
const FAVOURITES = 5;
/** Liked films without which nothing is a favourite. */
const FEWEST = 2;
/** Films added to what was liked and to what was expected, so that a rare name does not win by chance. */
const PRIOR = 2;

/** Tells what a user likes more than others do. Keeps nothing of a user. */
@Injectable()
export class TasteProfileService {
  constructor(
    private readonly ratings: RatingsService,
    private readonly catalogue: Catalogue,
    private readonly active: ActiveModel,
    private readonly indexes: GroupIndexes,
    private readonly averages: AverageTastes,
  ) {}

  /** Throws UserNotFound. */
  of(userId: number, language: Language): Promise<TasteProfileDto> {
    return this.active.answer((model) => this.by(model, userId, language));
  }

  private async by(model: ServedModel | null, userId: number, language: Language): Promise<TasteProfileDto> {
    const profile = await this.ratings.profileOf(userId);
    const { byId } = await this.catalogue.now();
    const films = profile.filmIds.map((id) => byId.get(id));
    const likedIds = [
      ...profile.filmIds.filter((_, n) => profile.ratings[n] >= LIKED_RATING),
      ...profile.told.filter(({ preference }) => preference >= LIKED_PREFERENCE).map(({ filmId }) => filmId),
    ];
    const liked = likedIds.map((id) => byId.get(id)).filter((film) => film !== undefined);
    const average = await this.averages.now(model);
    const favourites = favouritesOf(liked, average);
    return {
      usuario_id: userId,
      avaliacoes: films.filter((film) => film !== undefined).length,
      gostou: liked.length,
      versao_perfil: profile.version,
      grupos: model && liked.length > 0 ? await this.shares(model, liked, average, language) : [],
      generos: favourites('genero'),
      diretores: favourites('diretor'),
      atores: favourites('ator'),
    };
  }

  private async shares(
    model: ServedModel,
    liked: readonly FilmRow[],
    average: AverageTaste,
    language: Language,
  ): Promise<GroupShareDto[]> {
    const { groups, groupOf } = await this.indexes.of(model);
    const counts = new Float64Array(groups.length);
    for (const { id } of liked) {
      const group = groupOf.get(id);
      if (group !== undefined) counts[group] += 1;
    }
    return groups
      .map(({ group, index }) => ({
        id: group.id,
        nome: group.name[language],
        gostou: counts[index],
        parte: rounded(counts[index] / liked.length, 4),
        parte_media: rounded(average.byGroup[index] / Math.max(1, average.likes), 4),
      }))
      .sort((a, b) => b.gostou - a.gostou || b.parte_media - a.parte_media || a.id - b.id);
  }
}

/**
 * What somebody likes more than others do, by the lift over them: (liked + 2) / (expected + 2), expected being the share of
 * the trait among all likes times the films liked. O(liked films x traits).
 */
function favouritesOf(liked: readonly FilmRow[], average: AverageTaste): (kind: TraitKind) => FavouriteDto[] {
  const counts = new Map<string, { readonly trait: Trait; gostou: number }>();
  for (const trait of liked.flatMap(traitsOf)) {
    const known = counts.get(traitKey(trait));
    if (known) known.gostou += 1;
    else counts.set(traitKey(trait), { trait, gostou: 1 });
  }
  const found = [...counts].map(([key, { trait, gostou }]) => {
    const expected = (liked.length * (average.byTrait.get(key) ?? 0)) / Math.max(1, average.likes);
    return { kind: trait.kind, nome: trait.name, gostou, lift: rounded((gostou + PRIOR) / (expected + PRIOR), 2) };
  });
  return (kind) =>
    found
      .filter((one) => one.kind === kind && one.gostou >= FEWEST && one.lift > 1)
      .sort((a, b) => b.lift - a.lift || b.gostou - a.gostou || (a.nome < b.nome ? -1 : 1))
      .slice(0, FAVOURITES)
      .map(({ nome, gostou, lift }) => ({ nome, gostou, lift }));
}
