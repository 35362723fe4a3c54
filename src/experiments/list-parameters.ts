import { PickType } from '@nestjs/swagger';
import { ApiPropertyOptional } from '../http/api-docs';
import { FilmFilterBody } from '../films/film-filter';
import { BodyInteger, BodyNumber, BodyObject, Optional } from '../http/field-decorators';
import { RuleIds } from '../rules/rule-ids';
import { ListWeights } from './list-weights';

/** The parameters of lists that a variant may have, under the names that requests have for them. */
export class ListParameters extends PickType(FilmFilterBody, [
  ...(['genero', 'sem_genero', 'idioma', 'pais', 'ano_min', 'ano_max'] as const),
  ...(['duracao_max', 'classificacao_max', 'disponivel'] as const),
]) {
  @Optional()
  @BodyNumber(0, 1)
  @ApiPropertyOptional({ type: 'number', example: 0.4, minimum: 0, maximum: 1 })
  diversidade?: number;

  @Optional()
  @BodyNumber(-1, 1)
  @ApiPropertyOptional({ type: 'number', example: -0.3, minimum: -1, maximum: 1 })
  popularidade?: number;

  /** Of visitors nothing is kept that it could hang on: to them it does nothing. */
  @Optional()
  @BodyNumber(0, 1)
  @ApiPropertyOptional({ type: 'number', example: 0.5, minimum: 0, maximum: 1 })
  rotacao?: number;

  @Optional()
  @RuleIds({
    pt: 'Regras guardadas com `ativa: false` que valem só aqui, dentro de `de` e `ate`, nas listas e linhas que elas dizem',
    en: 'Rules stored with `ativa: false` that hold only here, within `de` and `ate`, in the lists and rows that they say',
  })
  regras?: number[];

  @Optional()
  @BodyInteger(1, Number.MAX_SAFE_INTEGER)
  @ApiPropertyOptional({
    type: 'integer',
    example: 3,
    minimum: 1,
    maximum: Number.MAX_SAFE_INTEGER,
    description: {
      pt: 'Uma versão do modelo que está guardada, que responde ao lado da ativa enquanto o experimento roda. Não se adota',
      en:
        'A version of the model that is kept, which answers beside the active one while the experiment runs. It is not ' +
        'adopted',
    },
  })
  versao?: number;

  /** Checked by whoever makes an experiment of it. */
  @Optional()
  @BodyObject()
  @ApiPropertyOptional({
    type: ListWeights,
    example: { tastes: 0.2, blocks: 0.5, next: 0.3 },
    description: {
      pt: 'Quanto pesa cada parte da pontuação, pelos nomes que `parametros` de GET /modelo tem; o que falta é como no modelo',
      en:
        'How much each part of the score weighs, by the names that `parametros` of GET /modelo has; what is missing is ' +
        'as in the model',
    },
  })
  pesos?: ListWeights;
}

/** The parameters that a home page knows. */
export const homeParameters: readonly (keyof ListParameters)[] = [
  ...(['genero', 'sem_genero', 'idioma', 'pais', 'ano_min', 'ano_max'] as const),
  ...(['duracao_max', 'classificacao_max', 'disponivel', 'rotacao', 'regras', 'versao', 'pesos'] as const),
];

/** The names of the parameters that an object has. */
export function namesIn(parameters: object): string[] {
  return Object.entries(parameters).flatMap(([name, value]) => (value === undefined ? [] : [name]));
}
