import { applyDecorators, Controller, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiBody, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Caller } from '../access/caller.decorator';
import { HeavyWork } from '../access/heavy-work';
import type { Identity } from '../access/identity';
import { OpenToTokenInBody } from '../access/open-to-token';
import { RequiresScope } from '../access/required-scope';
import { ApiProblems } from '../http/api-problems';
import { PROFILE_VERSION_HEADER, profileVersionHeader } from '../http/headers';
import type { Ref } from '../identifiers/identifier';
import { embyScrobble } from './emby';
import { jellyfinScrobble } from './jellyfin';
import { Notification, Notifications, TakesForm } from './notification';
import { embySchema, jellyfinSchema, plexSchema, traktSchema, type Schema } from './payload-schemas';
import { plexScrobble } from './plex';
import type { Part, Scrobble } from './scrobble';
import { personIn, ScrobblesDto, TraktQuery } from './scrobble.dto';
import { ScrobblesService } from './scrobbles.service';
import { traktScrobbles } from './trakt';

/** What the routes have in common. */
function Hook(server: string, schema: Schema, more = ''): MethodDecorator {
  return applyDecorators(
    RequiresScope('escrita'),
    OpenToTokenInBody(),
    ApiOperation({
      summary: `Guarda como \`assistiu\` o filme que alguém viu até o fim no ${server}`,
      description:
        `Recebe o que o ${server} diz. O filme é o do catálogo com o mesmo id do IMDb ou do TMDB; quem viu e ainda não existe é ` +
        `criado. A mesma entrega, duas vezes, é um só evento.${more}`,
    }),
    ApiBody({ required: true, schema }),
    ApiOkResponse({ type: ScrobblesDto, headers: profileVersionHeader }),
    ApiNoContentResponse({ description: 'Não era um filme visto até o fim: nada muda' }),
    ApiProblems(404),
  );
}

const named = (source: string) => ` Quem viu é \`${source}:\` e o nome que tem lá; com um token, só a sua pessoa.`;

/** Where media servers say what people have watched. */
@ApiTags('eventos')
@Controller('ganchos')
export class ScrobblesController {
  constructor(
    private readonly scrobbles: ScrobblesService,
    private readonly heavy: HeavyWork,
  ) {}

  @Post('jellyfin')
  @HttpCode(200)
  @Hook('Jellyfin', jellyfinSchema, named('jellyfin'))
  jellyfin(
    @Notification() payload: Part,
    @Caller() caller: Identity | null,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ScrobblesDto | undefined> {
    return this.take(jellyfinScrobble(payload) ?? [], caller, response);
  }

  @Post('plex')
  @HttpCode(200)
  @TakesForm()
  @Hook('Plex', plexSchema, named('plex'))
  plex(
    @Notification('payload') payload: Part,
    @Caller() caller: Identity | null,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ScrobblesDto | undefined> {
    return this.take(plexScrobble(payload) ?? [], caller, response);
  }

  @Post('emby')
  @HttpCode(200)
  @TakesForm('application/json')
  @Hook('Emby', embySchema, named('emby'))
  emby(
    @Notification('data') payload: Part,
    @Caller() caller: Identity | null,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ScrobblesDto | undefined> {
    return this.take(embyScrobble(payload) ?? [], caller, response);
  }

  @Post('trakt')
  @HttpCode(200)
  @Hook('Trakt', traktSchema, ' Um ou vários de uma vez, como estão no histórico do Trakt.')
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
