import { ApiProperty } from '../../http/api-docs';
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
    description: {
      pt: '`visto`, `gostou`, `quer_ver`',
      en: '`visto` (seen), `gostou` (liked), `quer_ver` (wants to see)',
    },
  })
  eventos!: readonly string[];
}

/** What a file of a film tracker says, as far as the catalogue has its films. */
export class TrackedFilmsDto {
  @ApiProperty({
    example: 340,
    type: 'integer',
    description: { pt: 'Filmes que o arquivo tem', en: 'Films that the file has' },
  })
  lidos!: number;

  @ApiProperty({
    type: [TrackedFilmDto],
    description: {
      pt: 'Os que o catálogo tem: até 1.000 com nota, a mais nova primeiro, depois até 1.000 sem nota',
      en: 'Those that the catalogue has: up to 1,000 with a rating, the newest first, then up to 1,000 without',
    },
  })
  filmes!: readonly TrackedFilmDto[];
}
