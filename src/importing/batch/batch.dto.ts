import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { NewFilmBody } from '../../films/film-body';
import { ChosenId, Optional } from '../../http/field-decorators';
import { NewUserBody } from '../../users/user.dto';

const idDescription = 'Sem id, cria; com o id de um que existe, altera: o que não vier fica como está';

/** A row of `POST /filmes/lote`. */
export class FilmBatchRow extends NewFilmBody {
  @Optional()
  @ChosenId()
  @ApiPropertyOptional({ example: 3, type: 'integer', description: idDescription })
  id?: number;
}

/** A row of `POST /usuarios/lote`. */
export class UserBatchRow extends NewUserBody {
  @Optional()
  @ChosenId()
  @ApiPropertyOptional({ example: 7, type: 'integer', description: idDescription })
  id?: number;
}

export interface BatchCounts {
  criados: number;
  atualizados: number;
  iguais: number;
}

/** What a batch did. */
export class BatchDto implements BatchCounts {
  @ApiProperty({ example: 2, type: 'integer' })
  criados!: number;

  @ApiProperty({ example: 1, type: 'integer' })
  atualizados!: number;

  @ApiProperty({ example: 0, type: 'integer', description: 'Linhas que não mudaram nada' })
  iguais!: number;
}

/** What a batch of things with ids did. */
export class BatchWithIdsDto extends BatchDto {
  @ApiProperty({ example: [482, 483, 3], type: [Number], description: 'O id de cada linha, na ordem em que vieram' })
  ids!: number[];
}
