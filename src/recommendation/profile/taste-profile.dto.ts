import { ApiProperty } from '../../http/api-docs';

export class GroupShareDto {
  @ApiProperty({ example: 2, type: 'integer' })
  id!: number;

  @ApiProperty({ example: { pt: 'ficção científica, ação · anos 80', en: 'science fiction, action · 1980s' } })
  nome!: string;

  @ApiProperty({
    example: 14,
    type: 'integer',
    description: {
      pt: 'De quantos filmes do grupo o usuário gostou',
      en: 'How many films of the group the user liked',
    },
  })
  gostou!: number;

  @ApiProperty({
    example: 0.3415,
    description: {
      pt: 'Parte dos filmes de que o usuário gostou, de 0 a 1',
      en: 'Share of the films that the user liked, from 0 to 1',
    },
  })
  parte!: number;

  @ApiProperty({
    example: 0.1211,
    description: { pt: 'A mesma parte sobre as notas de todos', en: 'The same share over the ratings of everybody' },
  })
  parte_media!: number;
}

export class FavouriteDto {
  @ApiProperty({ example: 'Ridley Scott' })
  nome!: string;

  @ApiProperty({
    example: 4,
    type: 'integer',
    description: { pt: 'De quantos filmes assim o usuário gostou', en: 'How many such films the user liked' },
  })
  gostou!: number;

  @ApiProperty({
    example: 2.61,
    description: {
      pt: '(gostou + 2) / (esperado + 2): esperado é de quantos gostaria quem gostasse de tantos filmes na proporção de todos. Os 2 fazem que um só filme raro pese pouco',
      en:
        '(gostou + 2) / (expected + 2): expected is how many somebody would like who liked so many films in the ' +
        'proportion of everybody. The 2s make a single rare film weigh little',
    },
  })
  lift!: number;
}

/** A user's taste, from the ratings as they are now. */
export class TasteProfileDto {
  @ApiProperty({ example: 1, type: 'integer' })
  usuario_id!: number;

  @ApiProperty({
    example: 57,
    type: 'integer',
    description: { pt: 'Quantos filmes avaliou', en: 'How many films they have rated' },
  })
  avaliacoes!: number;

  @ApiProperty({
    example: 41,
    type: 'integer',
    description: {
      pt: 'A quantos deu 3,5 ou mais, ou de quantos sem nota um evento diz que gostou',
      en: 'How many they gave 3.5 or more, or of how many without a rating an event says that they liked it',
    },
  })
  gostou!: number;

  @ApiProperty({
    example: 57,
    type: 'integer',
    description: {
      pt: 'Cresce com cada nota do usuário, e com cada evento que diz algo',
      en: 'Grows with every rating of the user, and with every event that says something',
    },
  })
  versao_perfil!: number;

  @ApiProperty({
    type: [GroupShareDto],
    description: {
      pt: 'Todos os grupos, o de maior parte primeiro; vazia sem modelo',
      en: 'All groups, the one of the largest share first; empty without a model',
    },
  })
  grupos!: GroupShareDto[];

  @ApiProperty({
    type: [FavouriteDto],
    description: {
      pt: 'Até cinco, com dois filmes ou mais e lift acima de 1',
      en: 'Up to five, with two films or more and a lift above 1',
    },
  })
  generos!: FavouriteDto[];

  @ApiProperty({ type: [FavouriteDto] })
  diretores!: FavouriteDto[];

  @ApiProperty({ type: [FavouriteDto] })
  atores!: FavouriteDto[];
}
