import { ApiProperty } from '../../http/api-docs';
import { NewFilmBody } from '../../films/film-body';
import { Optional } from '../../http/field-decorators';
import type { Ref } from '../../identifiers/identifier';
import { ChosenRef } from '../../identifiers/ref-decorators';
import { NewUserBody } from '../../users/user.dto';

const idDescription = {
  pt: 'Sem id, cria; com o id de um que existe, altera: o que não vier fica como está',
  en: 'Without an id, creates; with the id of one that exists, changes: what is left out stays as it is',
};

/** A row of `POST /filmes/lote`. */
export class FilmBatchRow extends NewFilmBody {
  @Optional()
  @ChosenRef('filmes', { example: 3, description: idDescription, required: false })
  id?: Ref;
}

/** A row of `POST /usuarios/lote`. */
export class UserBatchRow extends NewUserBody {
  @Optional()
  @ChosenRef('usuarios', { example: 7, description: idDescription, required: false })
  id?: Ref;
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

  @ApiProperty({
    example: 0,
    type: 'integer',
    description: { pt: 'Linhas que não mudaram nada', en: 'Rows that changed nothing' },
  })
  iguais!: number;
}

/** What a batch of things with ids did. */
export class BatchWithIdsDto extends BatchDto {
  @ApiProperty({
    example: [482, 483, 3],
    type: [Number],
    description: {
      pt: 'O id de cada linha, na ordem em que vieram',
      en: 'The id of each row, in the order in which they came',
    },
  })
  ids!: number[];
}
