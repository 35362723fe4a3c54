import { ApiProperty } from '../../http/api-docs';
import { FilmDto } from '../../films/film.dto';

class NamedGroupDto {
  @ApiProperty({ example: 2, type: 'integer' })
  id!: number;

  @ApiProperty({ example: { pt: 'ficção científica, ação · anos 80', en: 'science fiction, action · 1980s' } })
  nome!: string;
}

export class FirstQuestionDto extends FilmDto {
  @ApiProperty({ type: NamedGroupDto, description: { pt: 'O grupo do filme', en: 'The group of the film' } })
  grupo!: NamedGroupDto;
}
