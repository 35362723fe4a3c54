import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { BodyFlag, BodyInteger, Optional, QueryFlag, QueryInteger, ShortText } from '../http/field-decorators';
import type { Ref } from '../identifiers/identifier';
import { AttributeConditions, type AttributeCondition } from './attribute-filter';
import { FilmRefs } from './film-refs';
import { HIGHEST_AGE, LONGEST_FILM } from './film-row';

const AVAILABLE =
  'true: só o que está disponível agora, por `disponivel_de` e `disponivel_ate`; false: só o que não está. Filmes sem as duas sempre estão';

/** Which films, by their words. */
class FilmWords {
  @Optional()
  @ShortText()
  @ApiPropertyOptional({
    example: 'blade',
    description:
      'O título ou parte dele, sem olhar acentos, maiúsculas nem pontuação; se nenhum serve, com uma letra errada numa palavra de cinco ou mais',
  })
  busca?: string;

  @Optional()
  @ShortText()
  @ApiPropertyOptional({ example: 'ficção científica', description: 'Um destes gêneros, com vírgulas entre eles' })
  genero?: string;

  @Optional()
  @ShortText()
  @ApiPropertyOptional({ example: 'terror', description: 'Nenhum destes gêneros' })
  sem_genero?: string;

  @Optional()
  @ShortText()
  @ApiPropertyOptional({ example: 'pt', description: 'Em um destes idiomas' })
  idioma?: string;

  @Optional()
  @ShortText()
  @ApiPropertyOptional({ example: 'Brasil', description: 'De um destes países' })
  pais?: string;

  @Optional()
  @ShortText()
  @ApiPropertyOptional({
    example: 'Ridley Scott',
    description: 'Quem dirigiu: o nome, ou palavras dele em qualquer ordem',
  })
  diretor?: string;

  @Optional()
  @ShortText()
  @ApiPropertyOptional({ example: 'Harrison Ford', description: 'Quem atuou, do mesmo modo' })
  ator?: string;
}

/** Which films: parameters that every route with films takes. */
export class FilmFilter extends FilmWords {
  /** Parameters whose names begin so are its parts: see validation.pipe.ts. */
  static readonly gathers: string = 'atributos';

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

  @FilmRefs('only', 'query')
  somente?: readonly Ref[];

  @IsOptional()
  @QueryFlag()
  @ApiPropertyOptional({ type: 'boolean', example: true, description: AVAILABLE })
  disponivel?: boolean;

  /** As `atributos.chave=valor`, with as many keys as one likes, for which the document has no word. */
  @IsOptional()
  @AttributeConditions()
  atributos?: readonly AttributeCondition[];
}

/** The same in a JSON body. */
export class FilmFilterBody extends FilmWords {
  static readonly gathers: string = 'atributos';

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

  @FilmRefs('only', 'body')
  somente?: readonly Ref[];

  @Optional()
  @BodyFlag()
  @ApiPropertyOptional({ type: 'boolean', example: true, description: AVAILABLE })
  disponivel?: boolean;

  @Optional()
  @AttributeConditions()
  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    example: { prateleira: 'B3', preco_max: 20 },
    description: 'O que se pede dos atributos: um valor, ou com `_min` e `_max` um número; quem não o tem fica fora',
  })
  atributos?: readonly AttributeCondition[];
}
