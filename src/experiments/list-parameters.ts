import { ApiPropertyOptional, PickType } from '@nestjs/swagger';
import { FilmFilterBody } from '../films/film-filter';
import { BodyNumber, Optional } from '../http/field-decorators';
import { RuleIds } from '../rules/rule-ids';

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
  @RuleIds(
    'Regras guardadas com `ativa: false` que valem só aqui, dentro de `de` e `ate`, nas listas e linhas que elas dizem',
  )
  regras?: number[];
}

/** The parameters that a home page knows. */
export const homeParameters: readonly (keyof ListParameters)[] = [
  ...(['genero', 'sem_genero', 'idioma', 'pais', 'ano_min', 'ano_max'] as const),
  ...(['duracao_max', 'classificacao_max', 'disponivel', 'rotacao', 'regras'] as const),
];

/** The names of the parameters that an object has. */
export function namesIn(parameters: object): string[] {
  return Object.entries(parameters).flatMap(([name, value]) => (value === undefined ? [] : [name]));
}
