import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { BodyIds, BodyInteger, Optional, QueryIds, QueryInteger, ShortText } from '../http/field-decorators';
import { HIGHEST_AGE, LONGEST_FILM } from './film-row';

/** The most films that a list may be taken from, … */
const MOST_ASKED = 1000;
/** … fewer in an address, whose length is limited. */
const MOST_IN_ADDRESS = 400;

/** Which films, by their words. */
class FilmWords {
  @IsOptional()
  @ShortText()
  @ApiPropertyOptional({
    example: 'blade',
    description:
      'O título ou parte dele, sem olhar acentos, maiúsculas nem pontuação; se nenhum serve, com uma letra errada',
  })
  busca?: string;

  @IsOptional()
  @ShortText()
  @ApiPropertyOptional({ example: 'ficção científica', description: 'Um destes gêneros, com vírgulas entre eles' })
  genero?: string;

  @IsOptional()
  @ShortText()
  @ApiPropertyOptional({ example: 'terror', description: 'Nenhum destes gêneros' })
  sem_genero?: string;

  @IsOptional()
  @ShortText()
  @ApiPropertyOptional({ example: 'pt', description: 'Em um destes idiomas' })
  idioma?: string;

  @IsOptional()
  @ShortText()
  @ApiPropertyOptional({ example: 'Brasil', description: 'De um destes países' })
  pais?: string;

  @IsOptional()
  @ShortText()
  @ApiPropertyOptional({
    example: 'Ridley Scott',
    description: 'Quem dirigiu: o nome, ou palavras dele em qualquer ordem',
  })
  diretor?: string;

  @IsOptional()
  @ShortText()
  @ApiPropertyOptional({ example: 'Harrison Ford', description: 'Quem atuou, do mesmo modo' })
  ator?: string;
}

/** Which films: parameters that every route with films takes. */
export class FilmFilter extends FilmWords {
  @IsOptional()
  @QueryInteger(1800, 2200)
  @ApiPropertyOptional({ example: 1980, description: 'Ano mais antigo' })
  ano_min?: number;

  @IsOptional()
  @QueryInteger(1800, 2200)
  @ApiPropertyOptional({ example: 1989, description: 'Ano mais recente' })
  ano_max?: number;

  @IsOptional()
  @QueryInteger(1, LONGEST_FILM)
  @ApiPropertyOptional({
    example: 120,
    description: 'Duração máxima, em minutos; filmes de duração desconhecida ficam fora',
  })
  duracao_max?: number;

  @IsOptional()
  @QueryInteger(0, HIGHEST_AGE)
  @ApiPropertyOptional({ example: 12, description: 'Para quem tem esta idade; filmes sem classificação ficam fora' })
  classificacao_max?: number;

  @IsOptional()
  @QueryIds(MOST_IN_ADDRESS)
  @ApiPropertyOptional({
    type: 'string',
    pattern: '^\\d{1,16}(,\\d{1,16})*$',
    maxLength: MOST_IN_ADDRESS * 17,
    example: '3,14,15',
    description: `Só estes filmes, até ${MOST_IN_ADDRESS}`,
  })
  somente?: number[];
}

/** The same in a JSON body. */
export class FilmFilterBody extends FilmWords {
  @Optional()
  @BodyInteger(1800, 2200)
  @ApiPropertyOptional({ type: 'integer', example: 1980, description: 'Ano mais antigo' })
  ano_min?: number;

  @Optional()
  @BodyInteger(1800, 2200)
  @ApiPropertyOptional({ type: 'integer', example: 1989, description: 'Ano mais recente' })
  ano_max?: number;

  @Optional()
  @BodyInteger(1, LONGEST_FILM)
  @ApiPropertyOptional({ type: 'integer', example: 120, description: 'Duração máxima, em minutos' })
  duracao_max?: number;

  @Optional()
  @BodyInteger(0, HIGHEST_AGE)
  @ApiPropertyOptional({ type: 'integer', example: 12, description: 'Para quem tem esta idade' })
  classificacao_max?: number;

  @Optional()
  @BodyIds(MOST_ASKED)
  @ApiPropertyOptional({
    type: 'array',
    items: { type: 'integer' },
    maxItems: MOST_ASKED,
    example: [3, 14, 15],
    description: 'Só estes filmes',
  })
  somente?: number[];
}
