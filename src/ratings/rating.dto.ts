import { ApiProperty } from '@nestjs/swagger';
import { BodyNumber } from '../http/fields';

export class PutRatingBody {
  @BodyNumber(0, 5)
  @ApiProperty({ example: 4.5, minimum: 0, maximum: 5 })
  avaliacao!: number;
}

export class RatingDto {
  @ApiProperty({ example: 1, type: 'integer' })
  usuario_id!: number;

  @ApiProperty({ example: 3, type: 'integer' })
  filme_id!: number;

  @ApiProperty({ example: 4.5 })
  avaliacao!: number;

  @ApiProperty({ example: '2026-10-31T21:15:00.000Z', format: 'date-time', nullable: true, type: 'string' })
  avaliado_em!: string | null;
}
