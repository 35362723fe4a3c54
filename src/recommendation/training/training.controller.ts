import { Body, Controller, Get, HttpCode, Param, Post, type MessageEvent } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBody,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import type { Observable } from 'rxjs';
import { RequiresScope } from '../../access/required-scope';
import { ApiProblems } from '../../http/api-problems';
import { tellLocation } from '../../http/public-path';
import { ResponseHead, type Head } from '../../http/response-head.decorator';
import { EventStream } from '../../http/event-stream';
import { IdPipe } from '../../http/id.pipe';
import { TrainingEvents } from './training-events';
import { TrainingDto, trainingDto, TrainingRequest } from './training.dto';
import { TrainingsService } from './trainings.service';

@ApiTags('modelo')
@Controller('modelo/treinos')
export class TrainingController {
  constructor(
    private readonly service: TrainingsService,
    private readonly events: TrainingEvents,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Os treinos, do mais novo ao mais antigo' })
  @ApiOkResponse({ type: [TrainingDto] })
  @ApiProblems()
  async trainings(): Promise<TrainingDto[]> {
    return (await this.service.history()).map(trainingDto);
  }

  @Post()
  @RequiresScope('admin')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Pede um treino',
    description: 'Roda fora do servidor, um por vez; o andamento se vê no endereço de `Location` e em `/eventos` dele.',
  })
  @ApiBody({ type: TrainingRequest, required: false })
  @ApiAcceptedResponse({ type: TrainingDto, headers: { Location: { schema: { type: 'string' } } } })
  @ApiProblems(400, 409, 413, 415, 422)
  async train(@Body() { ajuste = 'auto' }: TrainingRequest, @ResponseHead() head: Head): Promise<TrainingDto> {
    const training = await this.service.request(ajuste);
    tellLocation(head, `/modelo/treinos/${training.id}`);
    return trainingDto(training);
  }

  @Get(':id')
  @ApiOperation({ summary: 'Um treino' })
  @ApiParam({ name: 'id', type: 'integer', example: 1 })
  @ApiOkResponse({ type: TrainingDto })
  @ApiProblems(404, 422)
  async training(@Param('id', IdPipe) id: number): Promise<TrainingDto> {
    return trainingDto(await this.service.get(id));
  }

  @EventStream(':id/eventos')
  @ApiOperation({
    summary: 'Um treino, como vai',
    description:
      'Server-Sent Events: cada `data` é o treino como `GET /modelo/treinos/{id}` o dá, primeiro como está e depois a cada mudança. O servidor fecha depois da última.',
  })
  @ApiParam({ name: 'id', type: 'integer', example: 1 })
  @ApiProduces('text/event-stream')
  @ApiOkResponse({
    schema: {
      type: 'object',
      required: ['data'],
      properties: {
        id: { type: 'string', example: '3' },
        data: { type: 'string', description: 'O treino, em JSON', example: '{"id":2,"estado":"executando", …}' },
      },
    },
  })
  @ApiProblems(404, 422)
  async follow(@Param('id', IdPipe) id: number): Promise<Observable<MessageEvent>> {
    await this.service.get(id);
    return this.events.of(id);
  }
}
