import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '../../http/api-docs';
import { Caller } from '../../access/caller.decorator';
import { scopeOf, type Identity } from '../../access/identity';
import { Weight } from '../../access/weight';
import { ApiProblems } from '../../http/api-problems';
import { Lang } from '../../http/lang.decorator';
import type { Language } from '../../http/language';
import { ResponseHead, type Head } from '../../http/response-head.decorator';
import { FilmIdPipe } from '../../films/film-ref.pipe';
import { RefParam } from '../../identifiers/ref-decorators';
import { FilmAudience } from './film-audience';
import { FilmAudienceDto } from './film-audience.dto';

@ApiTags('films')
@Controller('filmes')
export class FilmAudienceController {
  constructor(private readonly audience: FilmAudience) {}

  @Get(':id/avaliacoes/resumo')
  @Weight(2)
  @ApiOperation({
    operationId: 'getFilmAudience',
    summary: {
      pt: 'Quem gosta de um filme: suas notas, contadas, e de que mais gostam os que gostaram',
      en: 'Who likes a film: its ratings, counted, and what those who liked it like best',
    },
    description: {
      pt:
        'Com uma chave, como está agora. Sem ela, partes em degraus de 5%, de filmes com dez notas ou mais, como estavam quando se perguntou ' +
        'pela primeira vez ao modelo em uso: que uma nota mude não se vê.',
      en:
        'With a key, as it is now. Without one, shares in steps of 5%, of films with ten ratings or more, as they were ' +
        'when first asked for with the model in use: that one rating changes is not seen.',
    },
  })
  @RefParam('id', 'filmes')
  @ApiOkResponse({ type: FilmAudienceDto })
  @ApiProblems(404)
  of(
    @Param('id', FilmIdPipe) id: number,
    @Caller() caller: Identity | null,
    @Lang() language: Language,
    @ResponseHead() head: Head,
  ): Promise<FilmAudienceDto> {
    const forPublic = scopeOf(caller) === null;
    // Nobody on the way gives the exact answer to those without a key.
    if (!forPublic) head.set('Cache-Control', 'no-store');
    return this.audience.of(id, forPublic, language);
  }
}
