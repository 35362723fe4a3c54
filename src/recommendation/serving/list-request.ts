import type { Pace } from '../../access/heavy-work';
import type { ListParameters } from '../../experiments/list-parameters';
import type { FilmFilter } from '../../films/film-filter';
import type { Language } from '../../http/language';
import type { ModelChoice } from '../model/named-models';
import type { RecommendationQuery } from './recommendation.dto';
import type { VisitorBody } from './visitor.dto';

/** What somebody asks for: which films, and how they are to be told. */
export interface ListRequest {
  readonly filter: FilmFilter;
  readonly limit: number;
  /** 0: what pleases most; 1: what differs most. */
  readonly variety: number;
  /** -1: films of the long tail; 0: neither; 1: hits. */
  readonly popularity: number;
  readonly explain: boolean;
  /** Ids of films that are not wanted. */
  readonly unwanted: readonly number[];
  /** Whether films that were rated compete with the others. */
  readonly includeRated: boolean;
  /** How far films that were shown often step back, 0..1: see rotation.ts. */
  readonly rotation: number;
  /** Ids of rules that hold though they are not active. */
  readonly rules: readonly number[];
  /** By which model. */
  readonly model: ModelChoice;
  /** Where the page before ended. */
  readonly cursor: string | undefined;
  readonly language: Language;
  /** By which the parts that take long are done. */
  readonly pace: Pace;
  /** Of the parameters above, those that whoever asks did not give: of experiments, and defaults that came of them. */
  readonly imposed: ListParameters;
  /** Whoever asks may not read the person: nothing that tells of single ratings. */
  readonly forPublic: boolean;
}

/** What is asked for, where it comes in a query and where in a body. */
export function listRequest(
  asked: Omit<RecommendationQuery | VisitorBody, 'avaliacoes' | 'excluir' | 'visitante' | 'lembrar' | 'formato'>,
  imposed: ListParameters,
  unwanted: readonly number[],
  language: Language,
  pace: Pace,
  forPublic: boolean,
): ListRequest {
  const {
    limite = 5,
    diversidade = 0,
    popularidade = 0,
    explicar = false,
    incluir_avaliados = false,
    rotacao = 0,
    regras = [],
    versao,
    pesos,
    cursor,
    ...filter
  } = { ...imposed, ...asked };
  return {
    filter,
    limit: limite,
    variety: diversidade,
    popularity: popularidade,
    explain: explicar,
    unwanted,
    includeRated: incluir_avaliados,
    // It tells what somebody was shown: not to who may not read it.
    rotation: forPublic ? 0 : rotacao,
    rules: regras,
    model: { versao, pesos },
    cursor,
    imposed,
    language,
    pace,
    forPublic,
  };
}
