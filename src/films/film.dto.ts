import { ApiProperty } from '@nestjs/swagger';
import type { FilmRow } from './film-row';

/** A film as the API answers it. */
export class FilmDto implements FilmRow {
  @ApiProperty({ example: 3, type: 'integer' })
  id!: number;

  @ApiProperty({ example: 'Blade Runner' })
  titulo!: string;

  @ApiProperty({ example: 'ficção científica, suspense', description: 'Gêneros, separados por ", "' })
  genero!: string;

  @ApiProperty({ example: 'Ridley Scott', description: 'Direção, separada por ", "' })
  diretor!: string;

  @ApiProperty({ example: 'Harrison Ford, Rutger Hauer', description: 'Atores, separados por ", "' })
  atores!: string;

  @ApiProperty({ example: 1982, type: 'integer', nullable: true })
  ano!: number | null;
}
