import { ApiProperty, PickType } from '@nestjs/swagger';
import { GroupShareDto } from './taste-profile.dto';

export class StarShareDto {
  @ApiProperty({ example: 4.5, description: 'De 0,5 a 5, de meia em meia: a nota mais próxima' })
  nota!: number;

  @ApiProperty({ example: 0.25, minimum: 0, maximum: 1, description: 'Parte das notas do filme' })
  parte!: number;
}

class FilmGroupDto extends PickType(GroupShareDto, ['id', 'nome']) {}

export class AudienceShareDto extends FilmGroupDto {
  @ApiProperty({
    example: 0.35,
    description: 'Parte do grupo nos outros filmes de que gostaram os que gostaram deste, de 0 a 1',
  })
  parte!: number;

  @ApiProperty({ example: 0.12, description: 'A mesma parte sobre as notas de todos' })
  parte_media!: number;
}

/** Who likes a film, without telling who. */
export class FilmAudienceDto {
  @ApiProperty({ example: 3, type: 'integer' })
  filme_id!: number;

  @ApiProperty({ type: FilmGroupDto, nullable: true, description: 'O grupo do filme; null enquanto não há modelo' })
  grupo!: FilmGroupDto | null;

  @ApiProperty({
    example: 120,
    type: 'integer',
    nullable: true,
    description: 'Quantas notas; sem chave, em dezenas, e null quando são menos de dez',
  })
  avaliacoes!: number | null;

  @ApiProperty({ example: 4.1, type: 'number', nullable: true, description: 'A nota média' })
  media!: number | null;

  @ApiProperty({
    example: 0.8,
    type: 'number',
    nullable: true,
    minimum: 0,
    maximum: 1,
    description: 'Parte das notas que são 3,5 ou mais',
  })
  gostaram!: number | null;

  @ApiProperty({ type: [StarShareDto], description: 'Dez, da menor nota à maior; vazia onde não se contam as notas' })
  distribuicao!: StarShareDto[];

  @ApiProperty({
    type: [AudienceShareDto],
    description: 'De que mais gostam os que gostaram: todos os grupos, o de maior parte primeiro',
  })
  grupos!: AudienceShareDto[];
}
