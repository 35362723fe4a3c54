import { ApiProperty } from '../http/api-docs';
import type { Ref } from '../identifiers/identifier';
import { BodyRef } from '../identifiers/ref-decorators';
import type { Merged, Moved } from './merged';

/** Body of `POST /filmes/{id}/unir`. */
export class FilmMergeBody {
  @BodyRef('filmes', {
    example: 345,
    description: {
      pt: 'O filme que deixa de existir; tudo o que é dele passa ao do caminho',
      en: 'The film that ceases to exist; all that is its own goes to the one in the path',
    },
  })
  filme_id!: Ref;
}

/** Body of `POST /usuarios/{id}/unir`. */
export class UserMergeBody {
  @BodyRef('usuarios', {
    example: 8,
    description: {
      pt: 'Quem deixa de existir; tudo o que é seu passa a quem está no caminho',
      en: 'Who ceases to exist; all that is theirs goes to the one in the path',
    },
  })
  usuario_id!: Ref;
}

class MovedDto implements Moved {
  @ApiProperty({
    example: 31,
    type: 'integer',
    description: { pt: 'Quantas passaram ao que fica', en: 'How many went to the one that stays' },
  })
  movidas!: number;

  @ApiProperty({
    example: 2,
    type: 'integer',
    description: {
      pt: 'De quantas os dois tinham uma: ficou só uma',
      en: 'Of how many both had one: a single one was kept',
    },
  })
  repetidas!: number;
}

/** What became of the two. */
export class MergedDto implements Merged {
  @ApiProperty({ example: 12, type: 'integer', description: { pt: 'O que fica', en: 'The one that stays' } })
  id!: number;

  @ApiProperty({
    example: 345,
    type: 'integer',
    description: { pt: 'O que deixou de existir', en: 'The one that ceased to exist' },
  })
  unido!: number;

  @ApiProperty({
    type: MovedDto,
    description: {
      pt: 'De duas notas de uma pessoa a um filme fica a mais nova; sem data, é a mais velha; de datas iguais, a do que fica',
      en:
        'Of two ratings of one person for one film the newer stays; one without a date is the older; of equal dates, ' +
        'that of the one that stays',
    },
  })
  avaliacoes!: Moved;

  @ApiProperty({ type: MovedDto })
  eventos!: Moved;

  @ApiProperty({
    type: [String],
    example: ['imdb:tt0111161'],
    description: { pt: 'Ids em outros lugares que passaram', en: 'Ids elsewhere that went over' },
  })
  identificadores!: readonly string[];

  @ApiProperty({
    type: [String],
    example: ['diretor', 'ano'],
    description: { pt: 'Campos que estavam vazios no que fica', en: 'Fields that were empty in the one that stays' },
  })
  preenchidos!: readonly string[];
}
