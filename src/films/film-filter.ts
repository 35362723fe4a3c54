import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { Conditions } from '../database/conditions';
import { escapeLike, fold } from '../database/fold';
import { BodyInteger, Optional, QueryInteger, ShortText } from '../http/field-decorators';

/** Which films, by their words. */
class FilmWords {
  @IsOptional()
  @ShortText()
  @ApiPropertyOptional({ example: 'blade', description: 'Parte do título, sem olhar acentos nem maiúsculas' })
  busca?: string;

  @IsOptional()
  @ShortText()
  @ApiPropertyOptional({ example: 'ficção científica', description: 'Um dos gêneros do filme' })
  genero?: string;

  @IsOptional()
  @ShortText()
  @ApiPropertyOptional({ example: 'Ridley Scott', description: 'Quem dirigiu' })
  diretor?: string;

  @IsOptional()
  @ShortText()
  @ApiPropertyOptional({ example: 'Harrison Ford', description: 'Quem atuou' })
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
}

/** The conditions on `filmes` that a filter stands for. */
export function filmConditions(filter: FilmFilter): Conditions {
  const conditions = new Conditions();
  const contains = (column: string, text: string) =>
    conditions.add(`${column} LIKE ? ESCAPE '\\'`, `%${escapeLike(text)}%`);
  if (filter.busca) contains('busca_titulo', fold(filter.busca));
  if (filter.genero) contains('busca_genero', `|${fold(filter.genero)}|`);
  if (filter.diretor) contains('busca_diretor', `|${fold(filter.diretor)}|`);
  if (filter.ator) contains('busca_atores', `|${fold(filter.ator)}|`);
  if (filter.ano_min !== undefined) conditions.add('ano >= ?', filter.ano_min);
  if (filter.ano_max !== undefined) conditions.add('ano <= ?', filter.ano_max);
  return conditions;
}
