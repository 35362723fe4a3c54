import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { FilmDto } from '../../films/film.dto';
import { FilmFilter } from '../../films/film-filter';
import { QueryInteger } from '../../http/fields';

/** Parameters of `GET /filmes/{usuario_id}/recomendacoes`. */
export class RecommendationQuery extends FilmFilter {
  @IsOptional()
  @QueryInteger(1, 100)
  @ApiPropertyOptional({ type: 'integer', default: 5, minimum: 1, maximum: 100 })
  limite?: number;
}

/** Where a list comes from: the model, what most people like, or films the user has rated already. */
export const origins = ['modelo', 'populares', 'rever'] as const;
export type Origin = (typeof origins)[number];

export class RecommendationDto extends FilmDto {
  @ApiProperty({ example: 1, type: 'integer', description: 'Lugar na lista, a partir de 1' })
  posicao!: number;

  @ApiProperty({
    example: 3.2714,
    description:
      'Quanto o modelo espera que agrade, em desvios padrão sobre todos os filmes; em listas de populares, quantas pessoas gostaram',
  })
  pontuacao!: number;

  @ApiPropertyOptional({ example: true, description: 'Só em filmes que o usuário já avaliou' })
  ja_avaliado?: true;
}
