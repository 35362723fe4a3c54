import { ApiProperty } from '@nestjs/swagger';

export class GroupShareDto {
  @ApiProperty({ example: 2, type: 'integer' })
  id!: number;

  @ApiProperty({ example: 'ficção científica, ação · anos 80' })
  nome!: string;

  @ApiProperty({ example: 14, type: 'integer', description: 'De quantos filmes do grupo o usuário gostou' })
  gostou!: number;

  @ApiProperty({ example: 0.3415, description: 'Parte dos filmes de que o usuário gostou, de 0 a 1' })
  parte!: number;

  @ApiProperty({ example: 0.1211, description: 'A mesma parte sobre as notas de todos' })
  parte_media!: number;
}

export class FavouriteDto {
  @ApiProperty({ example: 'Ridley Scott' })
  nome!: string;

  @ApiProperty({ example: 4, type: 'integer', description: 'De quantos filmes assim o usuário gostou' })
  gostou!: number;

  @ApiProperty({
    example: 2.61,
    description:
      '(gostou + 2) / (esperado + 2): esperado é de quantos gostaria quem gostasse de tantos filmes na proporção de todos. Os 2 fazem que um só filme raro pese pouco',
  })
  lift!: number;
}

/** A user's taste, from the ratings as they are now. */
export class TasteProfileDto {
  @ApiProperty({ example: 1, type: 'integer' })
  usuario_id!: number;

  @ApiProperty({ example: 57, type: 'integer', description: 'Quantos filmes avaliou' })
  avaliacoes!: number;

  @ApiProperty({
    example: 41,
    type: 'integer',
    description: 'A quantos deu 3,5 ou mais, ou de quantos sem nota um evento diz que gostou',
  })
  gostou!: number;

  @ApiProperty({
    example: 57,
    type: 'integer',
    description: 'Cresce com cada nota do usuário, e com cada evento que diz algo',
  })
  versao_perfil!: number;

  @ApiProperty({ type: [GroupShareDto], description: 'Todos os grupos, o de maior parte primeiro; vazia sem modelo' })
  grupos!: GroupShareDto[];

  @ApiProperty({ type: [FavouriteDto], description: 'Até cinco, com dois filmes ou mais e lift acima de 1' })
  generos!: FavouriteDto[];

  @ApiProperty({ type: [FavouriteDto] })
  diretores!: FavouriteDto[];

  @ApiProperty({ type: [FavouriteDto] })
  atores!: FavouriteDto[];
}
