import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '../../http/api-docs';
import { OpenToToken } from '../../access/open-to-token';
import { RequiresScope } from '../../access/required-scope';
import { Weight } from '../../access/weight';
import { ApiProblems } from '../../http/api-problems';
import { Lang } from '../../http/lang.decorator';
import type { Language } from '../../http/language';
import { RefParam } from '../../identifiers/ref-decorators';
import { UserIdPipe } from '../../users/user-ref.pipe';
import { TasteProfileDto } from './taste-profile.dto';
import { TasteProfileService } from './taste-profile.service';

@ApiTags('users')
@Controller('usuarios')
export class TasteProfileController {
  constructor(private readonly profiles: TasteProfileService) {}

  @Get(':id/perfil')
  @Weight(2)
  @RequiresScope('leitura')
  @OpenToToken('id')
  @ApiOperation({
    operationId: 'getTasteProfile',
    summary: { pt: 'O gosto de um usuário', en: 'The taste of a user' },
    description: {
      pt: 'A parte de cada grupo nos filmes de que gostou, e os gêneros, diretores e atores de que gosta mais que os outros usuários. Calculado das notas e dos eventos como estão agora.',
      en:
        'The share of each group in the films that they liked, and the genres, directors and actors that they like more ' +
        'than other users do. Computed from ratings and events as they are now.',
    },
  })
  @RefParam('id', 'usuarios')
  @ApiOkResponse({ type: TasteProfileDto })
  @ApiProblems(404, 422)
  profile(@Param('id', UserIdPipe) id: number, @Lang() language: Language): Promise<TasteProfileDto> {
    return this.profiles.of(id, language);
  }
}
