import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
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

@ApiTags('usuários')
@Controller('usuarios')
export class TasteProfileController {
  constructor(private readonly profiles: TasteProfileService) {}

  @Get(':id/perfil')
  @Weight(2)
  @RequiresScope('leitura')
  @OpenToToken('id')
  @ApiOperation({
    summary: 'O gosto de um usuário',
    description:
      'A parte de cada grupo nos filmes de que gostou, e os gêneros, diretores e atores de que gosta mais que os outros usuários. Calculado das notas e dos eventos como estão agora.',
  })
  @RefParam('id', 'usuarios')
  @ApiOkResponse({ type: TasteProfileDto })
  @ApiProblems(404, 422)
  profile(@Param('id', UserIdPipe) id: number, @Lang() language: Language): Promise<TasteProfileDto> {
    return this.profiles.of(id, language);
  }
}
