import { ApiPropertyOptional } from '../http/api-docs';
import { IsOptional } from 'class-validator';
import { BodyFlag, BodyInteger, Optional, QueryFlag, QueryInteger, ShortText } from '../http/field-decorators';
import type { Ref } from '../identifiers/identifier';
import { AttributeConditions, type AttributeCondition } from './attribute-filter';
import { FilmRefs } from './film-refs';
import { HIGHEST_AGE, LONGEST_FILM } from './film-row';

const AVAILABLE = {
  pt: 'true: só o que está disponível agora, por `disponivel_de` e `disponivel_ate`; false: só o que não está. Filmes sem as duas sempre estão',
  en: 'true: only what is available now, by `disponivel_de` and `disponivel_ate`; false: only what is not. Films without both always are',
};

/** Which films, by their words. */
class FilmWords {
  @Optional()
  @ShortText()
  @ApiPropertyOptional({
    example: 'blade',
    description: {
      pt: 'O título ou parte dele, sem olhar acentos, maiúsculas nem pontuação; se nenhum serve, com uma letra errada numa palavra de cinco ou mais',
      en:
        'The title or a part of it, without regard to accents, case and punctuation; if none fits, with one wrong letter ' +
        'in a word of five or more',
    },
  })
  busca?: string;

  @Optional()
  @ShortText()
  @ApiPropertyOptional({
    example: 'ficção científica',
    description: {
      pt: 'Um destes gêneros, com vírgulas entre eles',
      en: 'One of these genres, with commas between them',
    },
  })
  genero?: string;

  @Optional()
  @ShortText()
  @ApiPropertyOptional({ example: 'terror', description: { pt: 'Nenhum destes gêneros', en: 'None of these genres' } })
  sem_genero?: string;

  @Optional()
  @ShortText()
  @ApiPropertyOptional({ example: 'pt', description: { pt: 'Em um destes idiomas', en: 'In one of these languages' } })
  idioma?: string;

  @Optional()
  @ShortText()
  @ApiPropertyOptional({
    example: 'Brasil',
    description: { pt: 'De um destes países', en: 'From one of these countries' },
  })
  pais?: string;

  @Optional()
  @ShortText()
  @ApiPropertyOptional({
    example: 'Ridley Scott',
    description: {
      pt: 'Quem dirigiu: o nome, ou palavras dele em qualquer ordem',
      en: 'Who directed it: the name, or words of it in any order',
    },
  })
  diretor?: string;

  @Optional()
  @ShortText()
  @ApiPropertyOptional({
    example: 'Harrison Ford',
    description: { pt: 'Quem atuou, do mesmo modo', en: 'Who acted in it, in the same way' },
  })
  ator?: string;
}

/** Which films: parameters that every route with films takes. */
export class FilmFilter extends FilmWords {
  /** Parameters whose names begin so are its parts: see validation.pipe.ts. */
  static readonly gathers: string = 'atributos';

  @IsOptional()
  @QueryInteger(1800, 2200)
  @ApiPropertyOptional({ example: 1980, description: { pt: 'Ano mais antigo', en: 'Earliest year' } })
  ano_min?: number;

  @IsOptional()
  @QueryInteger(1800, 2200)
  @ApiPropertyOptional({ example: 1989, description: { pt: 'Ano mais recente', en: 'Latest year' } })
  ano_max?: number;

  @IsOptional()
  @QueryInteger(1, LONGEST_FILM)
  @ApiPropertyOptional({
    example: 120,
    description: {
      pt: 'Duração máxima, em minutos; filmes de duração desconhecida ficam fora',
      en: 'Longest running time, in minutes; films of unknown running time are left out',
    },
  })
  duracao_max?: number;

  @IsOptional()
  @QueryInteger(0, HIGHEST_AGE)
  @ApiPropertyOptional({
    example: 12,
    description: {
      pt: 'Para quem tem esta idade; filmes sem classificação ficam fora',
      en: 'For somebody of this age; films without a classification are left out',
    },
  })
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
  @ApiPropertyOptional({ type: 'integer', example: 1980, description: { pt: 'Ano mais antigo', en: 'Earliest year' } })
  ano_min?: number;

  @Optional()
  @BodyInteger(1800, 2200)
  @ApiPropertyOptional({ type: 'integer', example: 1989, description: { pt: 'Ano mais recente', en: 'Latest year' } })
  ano_max?: number;

  @Optional()
  @BodyInteger(1, LONGEST_FILM)
  @ApiPropertyOptional({
    type: 'integer',
    example: 120,
    description: { pt: 'Duração máxima, em minutos', en: 'Longest running time, in minutes' },
  })
  duracao_max?: number;

  @Optional()
  @BodyInteger(0, HIGHEST_AGE)
  @ApiPropertyOptional({
    type: 'integer',
    example: 12,
    description: { pt: 'Para quem tem esta idade', en: 'For somebody of this age' },
  })
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
    description: {
      pt: 'O que se pede dos atributos: um valor, ou com `_min` e `_max` um número; quem não o tem fica fora',
      en: 'What is asked of the attributes: a value, or with `_min` and `_max` a number; films without it are left out',
    },
  })
  atributos?: readonly AttributeCondition[];
}
