import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { FilmFinder } from './film-finder';

class GenreDto {
  @ApiProperty({ example: 'ficção científica' })
  nome!: string;

  @ApiProperty({ example: 42, type: 'integer', description: 'Quantos filmes o têm' })
  filmes!: number;
}

@ApiTags('filmes')
@Controller('generos')
export class GenresController {
  constructor(private readonly finder: FilmFinder) {}

  @Get()
  @ApiOperation({ summary: 'Os gêneros do catálogo, o de mais filmes primeiro' })
  @ApiOkResponse({ type: [GenreDto] })
  list(): Promise<GenreDto[]> {
    return this.finder.genres();
  }
}
