import { PickType } from '@nestjs/swagger';
import { ApiProperty } from '../../http/api-docs';
import { GroupShareDto } from './taste-profile.dto';

export class StarShareDto {
  @ApiProperty({
    example: 4.5,
    description: {
      pt: 'De 0,5 a 5, de meia em meia: a nota mais próxima',
      en: 'From 0.5 to 5, in halves: the nearest rating',
    },
  })
  nota!: number;

  @ApiProperty({
    example: 0.25,
    minimum: 0,
    maximum: 1,
    description: { pt: 'Parte das notas do filme', en: 'Share of the ratings of the film' },
  })
  parte!: number;
}

class FilmGroupDto extends PickType(GroupShareDto, ['id', 'nome']) {}

export class AudienceShareDto extends FilmGroupDto {
  @ApiProperty({
    example: 0.35,
    description: {
      pt: 'Parte do grupo nos outros filmes de que gostaram os que gostaram deste, de 0 a 1',
      en: 'Share of the group in the other films that those who liked this one liked, from 0 to 1',
    },
  })
  parte!: number;

  @ApiProperty({
    example: 0.12,
    description: { pt: 'A mesma parte sobre as notas de todos', en: 'The same share over the ratings of everybody' },
  })
  parte_media!: number;
}

/** Who likes a film, without telling who. */
export class FilmAudienceDto {
  @ApiProperty({ example: 3, type: 'integer' })
  filme_id!: number;

  @ApiProperty({
    type: FilmGroupDto,
    nullable: true,
    description: {
      pt: 'O grupo do filme; null enquanto não há modelo',
      en: 'The group of the film; null while there is no model',
    },
  })
  grupo!: FilmGroupDto | null;

  @ApiProperty({
    example: 120,
    type: 'integer',
    nullable: true,
    description: {
      pt: 'Quantas notas; sem chave, em dezenas, e null quando são menos de dez',
      en: 'How many ratings; without a key, in tens, and null where there are fewer than ten',
    },
  })
  avaliacoes!: number | null;

  @ApiProperty({
    example: 4.1,
    type: 'number',
    nullable: true,
    description: { pt: 'A nota média', en: 'The average rating' },
  })
  media!: number | null;

  @ApiProperty({
    example: 0.8,
    type: 'number',
    nullable: true,
    minimum: 0,
    maximum: 1,
    description: { pt: 'Parte das notas que são 3,5 ou mais', en: 'Share of the ratings that are 3.5 or more' },
  })
  gostaram!: number | null;

  @ApiProperty({
    type: [StarShareDto],
    description: {
      pt: 'Dez, da menor nota à maior; vazia onde não se contam as notas',
      en: 'Ten, from the lowest rating to the highest; empty where ratings are not counted',
    },
  })
  distribuicao!: StarShareDto[];

  @ApiProperty({
    type: [AudienceShareDto],
    description: {
      pt: 'De que mais gostam os que gostaram: todos os grupos, o de maior parte primeiro',
      en: 'What those who liked it like best: all groups, the one of the largest share first',
    },
  })
  grupos!: AudienceShareDto[];
}
