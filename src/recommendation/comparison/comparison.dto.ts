import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
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
    description: `De quem são as listas, até ${MOST_PEOPLE} pessoas: ids, ou fonte:codigo, com vírgulas entre eles`,
  })
  usuarios!: Ref[];

  @IsOptional()
  @QueryInteger(1, MOST_FILMS)
  @ApiPropertyOptional({
    ...({ type: 'integer', default: USUAL_FILMS, minimum: 1, maximum: MOST_FILMS } as const),
    description: 'Quantos filmes de cada lista',
  })
  limite?: number;
}

/** A film in the list of one version, and where it is in that of the other. */
export class ComparedFilmDto extends FilmDto {
  @ApiProperty({ example: 1, type: 'integer', description: 'Lugar na lista, a partir de 1' })
  posicao!: number;

  @ApiProperty({ example: 7.1234, description: 'Só se compara com as da mesma lista' })
  pontuacao!: number;

  @ApiProperty({
    example: 4,
    type: 'integer',
    nullable: true,
    description: 'Lugar na lista da outra versão; nulo se não está entre os `limite` primeiros dela',
  })
  posicao_na_outra!: number | null;
}

/** What one version would show somebody. */
export class VersionListDto {
  @ApiProperty({ example: 'modelo', enum: [...origins], description: 'O que diz `X-Recomendacao-Origem` nas listas' })
  origem!: Origin;

  @ApiProperty({ type: [ComparedFilmDto], description: 'Os primeiros, o melhor primeiro' })
  filmes!: ComparedFilmDto[];
}

export class PersonComparisonDto {
  @ApiProperty({ example: 1, type: 'integer' })
  usuario_id!: number;

  @ApiProperty({ example: 'Ana Souza' })
  nome!: string;

  @ApiProperty({ type: VersionListDto, description: 'Pela versão `de`' })
  de!: VersionListDto;

  @ApiProperty({ type: VersionListDto, description: 'Pela versão `para`' })
  para!: VersionListDto;

  @ApiProperty({
    example: [14],
    type: 'array',
    items: { type: 'integer' },
    description: 'Ids dos filmes que só a lista de `para` tem, o melhor primeiro',
  })
  entram!: number[];

  @ApiProperty({
    example: [3],
    type: 'array',
    items: { type: 'integer' },
    description: 'Ids dos que só a lista de `de` tem',
  })
  saem!: number[];

  @ApiProperty({ example: 6, type: 'integer', description: 'Em quantos lugares estaria outro filme, ou nenhum' })
  lugares_trocados!: number;
}

/** The same of all people together. */
export class ComparisonSummaryDto {
  @ApiProperty({ example: 2, type: 'integer' })
  pessoas!: number;

  @ApiProperty({ example: 2, type: 'integer', description: 'Pessoas que veriam outros filmes, ou em outra ordem' })
  mudam!: number;

  @ApiProperty({ example: 1.5, description: 'Filmes que entrariam, em média de todas as pessoas' })
  filmes_trocados!: number;

  @ApiProperty({ example: 5.5, description: 'Lugares em que estaria outro filme, em média de todas as pessoas' })
  lugares_trocados!: number;

  @ApiProperty({ example: 1.2, description: 'Lugares que andariam os filmes que ficam, em média' })
  lugares_andados!: number;
}

export class ComparisonDto {
  @ApiProperty({ example: 1, type: 'integer', description: 'Versão do modelo' })
  de!: number;

  @ApiProperty({ example: 2, type: 'integer', description: 'A outra' })
  para!: number;

  @ApiProperty({ example: 10, type: 'integer' })
  limite!: number;

  @ApiProperty({ type: ComparisonSummaryDto })
  resumo!: ComparisonSummaryDto;

  @ApiProperty({ type: [PersonComparisonDto], description: 'Na ordem de `usuarios`' })
  pessoas!: PersonComparisonDto[];
}
