import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '../http/api-docs';
import { FilmFinder } from './film-finder';

class GenreDto {
  @ApiProperty({ example: 'ficção científica' })
  nome!: string;

  @ApiProperty({
    example: 42,
    type: 'integer',
    description: { pt: 'Quantos filmes o têm', en: 'How many films have it' },
  })
  filmes!: number;
}

@ApiTags('films')
@Controller('generos')
export class GenresController {
  constructor(private readonly finder: FilmFinder) {}

  @Get()
  @ApiOperation({
    operationId: 'listGenres',
    summary: {
      pt: 'Os gêneros do catálogo, o de mais filmes primeiro',
      en: 'The genres of the catalogue, the one with the most films first',
    },
  })
  @ApiOkResponse({ type: [GenreDto] })
  list(): Promise<GenreDto[]> {
    return this.finder.genres();
  }
}
