import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { RequiresScope } from '../../access/required-scope';
import { Weight } from '../../access/weight';
import { ApiProblems } from '../../http/api-problems';
import { IdPipe } from '../../http/id.pipe';
import { TasteProfileDto } from './taste-profile.dto';
import { TasteProfileService } from './taste-profile.service';

@ApiTags('usuários')
@Controller('usuarios')
export class TasteProfileController {
  constructor(private readonly profiles: TasteProfileService) {}

  @Get(':id/perfil')
  @Weight(2)
  @RequiresScope('leitura')
  @ApiOperation({
    summary: 'O gosto de um usuário',
    description:
      'A parte de cada grupo nos filmes de que gostou, e os gêneros, diretores e atores de que gosta mais que os outros usuários. Calculado das notas e dos eventos como estão agora.',
  })
  @ApiParam({ name: 'id', type: 'integer', example: 1 })
  @ApiOkResponse({ type: TasteProfileDto })
  @ApiProblems(404, 422)
  profile(@Param('id', IdPipe) id: number): Promise<TasteProfileDto> {
    return this.profiles.of(id);
  }
}
