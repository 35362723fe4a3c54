import { ApiProperty } from '@nestjs/swagger';
import type { Ref } from '../identifiers/identifier';
import { BodyRef } from '../identifiers/ref-decorators';
import type { Merged, Moved } from './merged';

/** Body of `POST /filmes/{id}/unir`. */
export class FilmMergeBody {
  @BodyRef('filmes', {
    example: 345,
    description: 'O filme que deixa de existir; tudo o que é dele passa ao do caminho',
  })
  filme_id!: Ref;
}

/** Body of `POST /usuarios/{id}/unir`. */
export class UserMergeBody {
  @BodyRef('usuarios', {
    example: 8,
    description: 'Quem deixa de existir; tudo o que é seu passa a quem está no caminho',
  })
  usuario_id!: Ref;
}

class MovedDto implements Moved {
  @ApiProperty({ example: 31, type: 'integer', description: 'Quantas passaram ao que fica' })
  movidas!: number;

  @ApiProperty({ example: 2, type: 'integer', description: 'De quantas os dois tinham uma: ficou só uma' })
  repetidas!: number;
}

/** What became of the two. */
export class MergedDto implements Merged {
  @ApiProperty({ example: 12, type: 'integer', description: 'O que fica' })
  id!: number;

  @ApiProperty({ example: 345, type: 'integer', description: 'O que deixou de existir' })
  unido!: number;

  @ApiProperty({
    type: MovedDto,
    description:
      'De duas notas de uma pessoa a um filme fica a mais nova; sem data, é a mais velha; de datas iguais, a do que fica',
  })
  avaliacoes!: Moved;

  @ApiProperty({ type: MovedDto })
  eventos!: Moved;

  @ApiProperty({ type: [String], example: ['imdb:tt0111161'], description: 'Ids em outros lugares que passaram' })
  identificadores!: readonly string[];

  @ApiProperty({ type: [String], example: ['diretor', 'ano'], description: 'Campos que estavam vazios no que fica' })
  preenchidos!: readonly string[];
}
