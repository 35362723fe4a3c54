import type { IdentifiedFilm } from '../../films/film-row';
import { rounded } from '../../http/rounded';
import { PUBLIC_DIGITS } from './leaning';
import type { ReasonDto, RecommendationDto, RuleEffectDto } from './recommendation.dto';

/** Digits of a score. */
const DIGITS = 4;

/** What else is told of a film in a list. */
interface Told {
  readonly forPublic: boolean;
  readonly rated?: boolean;
  readonly reasons?: ReasonDto[];
  /** The main reason, in words. */
  readonly because?: string;
  readonly effects?: RuleEffectDto[];
  /** How often it was shown; 0 where nobody asks. */
  readonly shown?: number;
}

/** A film as a list tells it. place: in the list, from 1; score: exact. */
export function recommendedFilm(
  film: IdentifiedFilm,
  place: number,
  score: number,
  { forPublic, rated, reasons, because, effects, shown = 0 }: Told,
): RecommendationDto {
  return {
    ...film,
    posicao: place,
    pontuacao: rounded(score, forPublic ? PUBLIC_DIGITS : DIGITS),
    ...(rated && { ja_avaliado: true as const }),
    ...(shown > 0 && { mostrado: shown }),
    ...(because !== undefined && { porque: because }),
    ...(reasons && { motivos: reasons }),
    ...(effects && effects.length > 0 && { regras: effects }),
  };
}
