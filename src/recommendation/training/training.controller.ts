import { Body, Controller, Get, HttpCode, Param, Post, type MessageEvent } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import { ApiAcceptedResponse, ApiBody, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '../../http/api-docs';
import type { Observable } from 'rxjs';
import { Once } from '../../access/once';
import { RequiresScope } from '../../access/required-scope';
import { ApiProblems } from '../../http/api-problems';
import { tellLocation } from '../../http/public-path';
import { ResponseHead, type Head } from '../../http/response-head.decorator';
import { EventStream } from '../../http/event-stream';
import { IdPipe } from '../../http/id.pipe';
import { Lang } from '../../http/lang.decorator';
import type { Language } from '../../http/language';
import { TrainingEvents } from './training-events';
import { TrainingDto, trainingDto, TrainingRequest } from './training.dto';
import { TrainingsService } from './trainings.service';

@ApiTags('model')
@Controller('modelo/treinos')
export class TrainingController {
  constructor(
    private readonly service: TrainingsService,
    private readonly events: TrainingEvents,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'listTrainings',
    summary: { pt: 'Os treinos, do mais novo ao mais antigo', en: 'The trainings, from the newest to the oldest' },
  })
  @ApiOkResponse({ type: [TrainingDto] })
  @ApiProblems()
  async trainings(@Lang() language: Language): Promise<TrainingDto[]> {
    return (await this.service.history()).map((training) => trainingDto(training, language));
  }

  @Post()
  @RequiresScope('admin')
  @Once()
  @HttpCode(202)
  @ApiOperation({
    operationId: 'requestTraining',
    summary: { pt: 'Pede um treino', en: 'Asks for a training' },
    description: {
      pt: 'Roda fora do servidor, um por vez; o andamento se vê no endereço de `Location` e em `/eventos` dele.',
      en:
        'Runs outside the server, one at a time; how far it is can be seen at the address of `Location` and at its ' +
        '`/eventos`.',
    },
  })
  @ApiBody({ type: TrainingRequest, required: false })
  @ApiAcceptedResponse({ type: TrainingDto, headers: { Location: { schema: { type: 'string' } } } })
  @ApiProblems(400, 409, 413, 415, 422)
  async train(
    @Body() { ajuste = 'auto' }: TrainingRequest,
    @ResponseHead() head: Head,
    @Lang() language: Language,
  ): Promise<TrainingDto> {
    const training = await this.service.request(ajuste);
    tellLocation(head, `/modelo/treinos/${training.id}`);
    return trainingDto(training, language);
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getTraining', summary: { pt: 'Um treino', en: 'A training' } })
  @ApiParam({ name: 'id', type: 'integer', example: 1 })
  @ApiOkResponse({ type: TrainingDto })
  @ApiProblems(404, 422)
  async training(@Param('id', IdPipe) id: number, @Lang() language: Language): Promise<TrainingDto> {
    return trainingDto(await this.service.get(id), language);
  }

  @EventStream(':id/eventos')
  @ApiOperation({
    operationId: 'followTraining',
    summary: { pt: 'Um treino, como vai', en: 'A training, as it goes' },
    description: {
      pt: 'Server-Sent Events: cada `data` é o treino como `GET /modelo/treinos/{id}` o dá, primeiro como está e depois a cada mudança. O servidor fecha depois da última.',
      en:
        'Server-Sent Events: each `data` is the training as `GET /modelo/treinos/{id}` gives it, first as it is and then ' +
        'at every change. The server closes after the last one.',
    },
  })
  @ApiParam({ name: 'id', type: 'integer', example: 1 })
  @ApiProduces('text/event-stream')
  @ApiOkResponse({
    schema: {
      type: 'object',
      required: ['data'],
      properties: {
        id: { type: 'string', example: '3' },
        data: {
          type: 'string',
          description: { pt: 'O treino, em JSON', en: 'The training, as JSON' },
          example: '{"id":2,"estado":"executando", …}',
        },
      },
    },
  })
  @ApiProblems(404, 422)
  async follow(@Param('id', IdPipe) id: number, @Lang() language: Language): Promise<Observable<MessageEvent>> {
    await this.service.get(id);
    return this.events.of(id, language);
  }
}
