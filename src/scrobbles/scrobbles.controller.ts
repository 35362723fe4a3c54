import { applyDecorators, Controller, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiBody, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags, type Schema } from '../http/api-docs';
import type { Response } from 'express';
import { Caller } from '../access/caller.decorator';
import { HeavyWork } from '../access/heavy-work';
import type { Identity } from '../access/identity';
import { Once } from '../access/once';
import { OpenToTokenInBody } from '../access/open-to-token';
import { RequiresScope } from '../access/required-scope';
import { ApiProblems } from '../http/api-problems';
import { PROFILE_VERSION_HEADER, profileVersionHeader } from '../http/headers';
import type { Text } from '../http/language';
import type { Ref } from '../identifiers/identifier';
import { embyScrobble } from './emby';
import { jellyfinScrobble } from './jellyfin';
import { Notification, Notifications, TakesForm } from './notification';
import { embySchema, jellyfinSchema, plexSchema, traktSchema } from './payload-schemas';
import { plexScrobble } from './plex';
import type { Part, Scrobble } from './scrobble';
import { personIn, ScrobblesDto, TraktQuery } from './scrobble.dto';
import { ScrobblesService } from './scrobbles.service';
import { traktScrobbles } from './trakt';

/** What the routes have in common; it stands above what reads a form. */
function Hook(server: string, operationId: string, schema: Schema, more: Text): MethodDecorator {
  return applyDecorators(
    RequiresScope('escrita'),
    OpenToTokenInBody(),
    Once(),
    ApiOperation({
      operationId,
      summary: {
        pt: `Guarda como \`assistiu\` o filme que alguém viu até o fim no ${server}`,
        en: `Stores as \`assistiu\` the film that somebody watched to the end on ${server}`,
      },
      description: {
        pt:
          `Recebe o que o ${server} diz. O filme é o do catálogo com o mesmo id do IMDb ou do TMDB; quem viu e ainda não existe é ` +
          `criado. A mesma entrega, duas vezes, é um só evento. ${more.pt}`,
        en:
          `Takes what ${server} says. The film is the one of the catalogue with the same id of IMDb or TMDB; who saw it and does not ` +
          `exist yet is created. The same delivery, twice, is a single event. ${more.en}`,
      },
    }),
    ApiBody({ required: true, schema }),
    ApiOkResponse({ type: ScrobblesDto, headers: profileVersionHeader }),
    ApiNoContentResponse({
      description: {
        pt: 'Não era um filme visto até o fim: nada muda',
        en: 'It was no film watched to the end: nothing changes',
      },
    }),
    ApiProblems(404),
  );
}

const named = (source: string): Text => ({
  pt: `Quem viu é \`${source}:\` e o nome que tem lá; com um token, só a sua pessoa.`,
  en: `Who saw it is \`${source}:\` and the name that they have there; with a token, only its person.`,
});

/** Where media servers say what people have watched. */
@ApiTags('events')
@Controller('ganchos')
export class ScrobblesController {
  constructor(
    private readonly scrobbles: ScrobblesService,
    private readonly heavy: HeavyWork,
  ) {}

  @Post('jellyfin')
  @HttpCode(200)
  @Hook('Jellyfin', 'receiveJellyfinScrobble', jellyfinSchema, named('jellyfin'))
  jellyfin(
    @Notification() payload: Part,
    @Caller() caller: Identity | null,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ScrobblesDto | undefined> {
    return this.take(jellyfinScrobble(payload) ?? [], caller, response);
  }

  @Post('plex')
  @HttpCode(200)
  @Hook('Plex', 'receivePlexScrobble', plexSchema, named('plex'))
  @TakesForm()
  plex(
    @Notification('payload') payload: Part,
    @Caller() caller: Identity | null,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ScrobblesDto | undefined> {
    return this.take(plexScrobble(payload) ?? [], caller, response);
  }

  @Post('emby')
  @HttpCode(200)
  @Hook('Emby', 'receiveEmbyScrobble', embySchema, named('emby'))
  @TakesForm('application/json')
  emby(
    @Notification('data') payload: Part,
    @Caller() caller: Identity | null,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ScrobblesDto | undefined> {
    return this.take(embyScrobble(payload) ?? [], caller, response);
  }

  @Post('trakt')
  @HttpCode(200)
  @Hook('Trakt', 'receiveTraktScrobbles', traktSchema, {
    pt: 'Um ou vários de uma vez, como estão no histórico do Trakt.',
    en: 'One or several at once, as they are in the history of Trakt.',
  })
  trakt(
    @Notifications() payload: Part | readonly unknown[],
    @Query() query: TraktQuery,
    @Caller() caller: Identity | null,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ScrobblesDto | undefined> {
    return this.take(traktScrobbles(payload), caller, response, personIn(query));
  }

  /** Nothing, with 204, where nobody has seen a film. */
  private async take(
    seen: Scrobble | readonly Scrobble[],
    caller: Identity | null,
    response: Response,
    person: Ref | null = null,
  ): Promise<ScrobblesDto | undefined> {
    const scrobbles = [seen].flat();
    if (scrobbles.length === 0) {
      response.status(204);
      return undefined;
    }
    const { counts, profileVersion } = await this.scrobbles.take(scrobbles, caller, this.heavy.pace(response), person);
    if (profileVersion !== null) response.set(PROFILE_VERSION_HEADER, String(profileVersion));
    return counts;
  }
}
