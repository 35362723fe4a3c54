import { ApiProperty } from '@nestjs/swagger';
import { TitledFilmDto } from '../../films/film.dto';

/** A film of the catalogue, and what a file says of it. */
export class TrackedFilmDto extends TitledFilmDto {
  @ApiProperty({ example: 4.5, type: 'number', minimum: 0, maximum: 5, nullable: true })
  avaliacao!: number | null;

  @ApiProperty({ example: '2024-06-15T00:00:00.000Z', type: 'string', format: 'date-time', nullable: true })
  avaliado_em!: string | null;

  @ApiProperty({
    example: ['visto'],
    type: [String],
    description: '`visto`, `gostou`, `quer_ver`',
  })
  eventos!: readonly string[];
}

/** What a file of a film tracker says, as far as the catalogue has its films. */
export class TrackedFilmsDto {
  @ApiProperty({ example: 340, type: 'integer', description: 'Filmes que o arquivo tem' })
  lidos!: number;

  @ApiProperty({
    type: [TrackedFilmDto],
    description: 'Os que o catálogo tem: até 1.000 com nota, a mais nova primeiro, depois até 1.000 sem nota',
  })
  filmes!: readonly TrackedFilmDto[];
}
