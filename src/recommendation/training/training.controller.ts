import { Body, Controller, Get, HttpCode, Inject, Param, Post, Sse, type MessageEvent } from '@nestjs/common';
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
import { CLOCK, type Clock } from '../../database/time';
import { ApiProblems } from '../../http/api-problems';
import { Problem } from '../../http/problem';
import { ResponseHead, type Head } from '../../http/response-head.decorator';
import { IdPipe } from '../../http/id.pipe';
import type { TrainingRun } from './training-run.entity';
import { TrainingRuns } from './training-runs';
import { TrainingScheduler } from './training.scheduler';
import { TrainingEvents } from './training-events';
import { TrainingDto, trainingDto, TrainingRequest } from './training.dto';

class TrainingNotFound extends Problem {
  constructor(id: number) {
    super(404, 'treino-nao-encontrado', {
      pt: `Treino com ID ${id} não encontrado.`,
      en: `There is no training with ID ${id}.`,
    });
  }
}

class TrainingUnderWay extends Problem {
  constructor({ id, state, percent }: Pick<TrainingRun, 'id' | 'state' | 'percent'>) {
    const waits = state === 'na_fila';
    super(409, 'treino-em-andamento', {
      pt: `O treino ${id} ${waits ? 'espera na fila' : `está em andamento (${percent} %)`}. Acompanhe em /modelo/treinos/${id}.`,
      en: `Training ${id} ${waits ? 'is waiting' : `is under way (${percent} %)`}. Follow it at /modelo/treinos/${id}.`,
    });
  }
}

/** How many trainings the history shows. */
const HISTORY = 50;

@ApiTags('modelo')
@Controller('modelo/treinos')
export class TrainingController {
  constructor(
    private readonly runs: TrainingRuns,
    private readonly scheduler: TrainingScheduler,
    private readonly events: TrainingEvents,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Os treinos, do mais novo ao mais antigo' })
  @ApiOkResponse({ type: [TrainingDto] })
  @ApiProblems()
  async trainings(): Promise<TrainingDto[]> {
    return (await this.runs.list(HISTORY)).map(trainingDto);
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
    const id = await this.enqueue(ajuste);
    head.set('Location', `/modelo/treinos/${id}`);
    const run = await this.required(id);
    await this.scheduler.look();
    return trainingDto(run);
  }

  @Get(':id')
  @ApiOperation({ summary: 'Um treino' })
  @ApiParam({ name: 'id', type: 'integer', example: 1 })
  @ApiOkResponse({ type: TrainingDto })
  @ApiProblems(404, 422)
  async training(@Param('id', IdPipe) id: number): Promise<TrainingDto> {
    return trainingDto(await this.required(id));
  }

  @Sse(':id/eventos')
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
    await this.required(id);
    return this.events.of(id);
  }

  private async enqueue(tuning: TrainingRequest['ajuste'] & string): Promise<number> {
    for (;;) {
      const id = await this.runs.enqueue(tuning, this.now());
      if (id !== null) return id;
      const open = await this.runs.open();
      if (open) throw new TrainingUnderWay(open);
      // The one that was in the way has ended this very moment.
    }
  }

  private async required(id: number): Promise<TrainingRun> {
    const run = await this.runs.get(id);
    if (!run) throw new TrainingNotFound(id);
    return run;
  }
}
