import { difference, estimate, resample } from '../../engine/evaluation/bootstrap';
import { listQuality } from '../../engine/evaluation/list-quality';
import { Random } from '../../engine/random';
import type { Language } from '../../http/language';
import { rounded } from '../../http/rounded';
import { LIKED_RATING, type Profile } from '../../ratings/profile';
import type { HeldOutDto } from './simulation.dto';

/** The latest ratings of a person, this share of them and at least one, of those who have so many. */
const SHARE = 0.2;
const FEWEST_RATINGS = 5;

const DIGITS = 4;

const WARNING = {
  pt:
    'Tiram-se do perfil de cada pessoa suas notas mais novas, um quinto delas, e conta-se o que a lista acha. O modelo em uso já conhece essas ' +
    'notas: os dois NDCG saem altos demais, e só a diferença diz algo. E conta apenas o que as pessoas já viram: um filme que uma regra ' +
    'traz e de que gostariam, mas que ainda não viram, aparece como perda.',
  en:
    'The newest ratings of each person, a fifth of them, are taken out of their profile, and what the list finds of them is counted. The model in use knows ' +
    'these ratings: both NDCG come out too high, and only the difference says anything. And only what people have seen counts: ' +
    'a film that a rule brings, which they would like but have not seen, shows as a loss.',
};

/** What lists find of ratings that were taken out of profiles, by one way of making them and by another. */
export class HeldOut {
  private readonly before: number[] = [];
  private readonly after: number[] = [];

  /** A profile without its latest ratings, and the films liked among these; null where none is, or there are too few. */
  cut(profile: Profile): { rest: Profile; liked: ReadonlySet<number> } | null {
    const { filmIds, ratings, times } = profile;
    if (filmIds.length < FEWEST_RATINGS) return null;
    const kept = filmIds.length - Math.max(1, Math.floor(SHARE * filmIds.length));
    const liked = new Set(filmIds.filter((_, n) => n >= kept && ratings[n] >= LIKED_RATING));
    if (liked.size === 0) return null;
    const rest = {
      ...profile,
      filmIds: filmIds.slice(0, kept),
      ratings: ratings.slice(0, kept),
      times: times.slice(0, kept),
    };
    return { rest, liked };
  }

  /** before, after: ids of the films of two lists of one person, best first. */
  add(liked: ReadonlySet<number>, before: readonly number[], after: readonly number[]): void {
    this.before.push(listQuality(before, liked).ndcg);
    this.after.push(listQuality(after, liked).ndcg);
  }

  /** Null where nobody had ratings to be taken out. */
  result(language: Language): HeldOutDto | null {
    if (this.before.length === 0) return null;
    const columns = [Float64Array.from(this.before), Float64Array.from(this.after)];
    const resampled = resample(columns, new Random(1));
    const lost = difference(resampled, 0, 1);
    return {
      pessoas: this.before.length,
      ndcg10: rounded(estimate(resampled, 0).value, DIGITS),
      ndcg10_com_regras: rounded(estimate(resampled, 1).value, DIGITS),
      perda: rounded(lost.value, DIGITS),
      perda_de: rounded(lost.low, DIGITS),
      perda_ate: rounded(lost.high, DIGITS),
      aviso: WARNING[language],
    };
  }
}
