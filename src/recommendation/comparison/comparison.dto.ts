import { ApiProperty, ApiPropertyOptional } from '../../http/api-docs';
import { IsOptional } from 'class-validator';
import { FilmDto } from '../../films/film.dto';
import { QueryInteger } from '../../http/field-decorators';
import type { Ref } from '../../identifiers/identifier';
import { Refs, refsPattern } from '../../identifiers/ref-decorators';
import { origins, type Origin } from '../serving/recommendation.dto';

/** The most people whose lists are compared at once. */
const MOST_PEOPLE = 10;

/** Films of each list: the most, and where nobody says how many. */
const MOST_FILMS = 50;
export const USUAL_FILMS = 10;

/** A source and a code of an id elsewhere, and the comma after it. */
const LONGEST_REF = 242;

export class ComparisonQuery {
  @Refs('usuarios', MOST_PEOPLE, 'query')
  @ApiProperty({
    type: 'string',
    pattern: refsPattern,
    maxLength: MOST_PEOPLE * LONGEST_REF,
    example: '1,2',
    description: {
      pt: `De quem são as listas, até ${MOST_PEOPLE} pessoas: ids, ou fonte:codigo, com vírgulas entre eles`,
      en: `Whose lists they are, up to ${MOST_PEOPLE} people: ids, or source:code, with commas between them`,
    },
  })
  usuarios!: Ref[];

  @IsOptional()
  @QueryInteger(1, MOST_FILMS)
  @ApiPropertyOptional({
    ...({ type: 'integer', default: USUAL_FILMS, minimum: 1, maximum: MOST_FILMS } as const),
    description: { pt: 'Quantos filmes de cada lista', en: 'How many films of each list' },
  })
  limite?: number;
}

/** A film in the list of one version, and where it is in that of the other. */
export class ComparedFilmDto extends FilmDto {
  @ApiProperty({
    example: 1,
    type: 'integer',
    description: { pt: 'Lugar na lista, a partir de 1', en: 'Place in the list, from 1' },
  })
  posicao!: number;

  @ApiProperty({
    example: 7.1234,
    description: { pt: 'Só se compara com as da mesma lista', en: 'To be compared only with those of the same list' },
  })
  pontuacao!: number;

  @ApiProperty({
    example: 4,
    type: 'integer',
    nullable: true,
    description: {
      pt: 'Lugar na lista da outra versão; nulo se não está entre os `limite` primeiros dela',
      en: 'Place in the list of the other version; null if it is not among its first `limite`',
    },
  })
  posicao_na_outra!: number | null;
}

/** What one version would show somebody. */
export class VersionListDto {
  @ApiProperty({
    example: 'modelo',
    enum: [...origins],
    description: {
      pt: 'O que diz `X-Recomendacao-Origem` nas listas',
      en: 'What `X-Recomendacao-Origem` says on lists',
    },
  })
  origem!: Origin;

  @ApiProperty({
    type: [ComparedFilmDto],
    description: { pt: 'Os primeiros, o melhor primeiro', en: 'The first ones, the best first' },
  })
  filmes!: ComparedFilmDto[];
}

export class PersonComparisonDto {
  @ApiProperty({ example: 1, type: 'integer' })
  usuario_id!: number;

  @ApiProperty({ example: 'Ana Souza' })
  nome!: string;

  @ApiProperty({ type: VersionListDto, description: { pt: 'Pela versão `de`', en: 'By the version `de`' } })
  de!: VersionListDto;

  @ApiProperty({ type: VersionListDto, description: { pt: 'Pela versão `para`', en: 'By the version `para`' } })
  para!: VersionListDto;

  @ApiProperty({
    example: [14],
    type: 'array',
    items: { type: 'integer' },
    description: {
      pt: 'Ids dos filmes que só a lista de `para` tem, o melhor primeiro',
      en: 'Ids of the films that only the list of `para` has, the best first',
    },
  })
  entram!: number[];

  @ApiProperty({
    example: [3],
    type: 'array',
    items: { type: 'integer' },
    description: { pt: 'Ids dos que só a lista de `de` tem', en: 'Ids of those that only the list of `de` has' },
  })
  saem!: number[];

  @ApiProperty({
    example: 6,
    type: 'integer',
    description: {
      pt: 'Em quantos lugares estaria outro filme, ou nenhum',
      en: 'In how many places there would be another film, or none',
    },
  })
  lugares_trocados!: number;
}

/** The same of all people together. */
export class ComparisonSummaryDto {
  @ApiProperty({ example: 2, type: 'integer' })
  pessoas!: number;

  @ApiProperty({
    example: 2,
    type: 'integer',
    description: {
      pt: 'Pessoas que veriam outros filmes, ou em outra ordem',
      en: 'People who would see other films, or in another order',
    },
  })
  mudam!: number;

  @ApiProperty({
    example: 1.5,
    description: {
      pt: 'Filmes que entrariam, em média de todas as pessoas',
      en: 'Films that would come in, on average over all people',
    },
  })
  filmes_trocados!: number;

  @ApiProperty({
    example: 5.5,
    description: {
      pt: 'Lugares em que estaria outro filme, em média de todas as pessoas',
      en: 'Places with another film, on average over all people',
    },
  })
  lugares_trocados!: number;

  @ApiProperty({
    example: 1.2,
    description: {
      pt: 'Lugares que andariam os filmes que ficam, em média',
      en: 'Places that the films that stay would move, on average',
    },
  })
  lugares_andados!: number;
}

export class ComparisonDto {
  @ApiProperty({ example: 1, type: 'integer', description: { pt: 'Versão do modelo', en: 'Version of the model' } })
  de!: number;

  @ApiProperty({ example: 2, type: 'integer', description: { pt: 'A outra', en: 'The other one' } })
  para!: number;

  @ApiProperty({ example: 10, type: 'integer' })
  limite!: number;

  @ApiProperty({ type: ComparisonSummaryDto })
  resumo!: ComparisonSummaryDto;

  @ApiProperty({
    type: [PersonComparisonDto],
    description: { pt: 'Na ordem de `usuarios`', en: 'In the order of `usuarios`' },
  })
  pessoas!: PersonComparisonDto[];
}
