import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '../http/api-docs';
import { AlwaysOpen } from '../access/required-scope';
import { Database } from '../database/database';
import { DatabaseDamage } from '../database/database-damage';
import { CLOCK, type Clock } from '../database/clock';
import { ApiProblems } from '../http/api-problems';
import { GracefulShutdown } from '../http/graceful-shutdown';
import { Problem } from '../http/problem';
import { databaseTroubles } from '../http/problem.filter';
import { ModelStatus } from './model-status';
import { StoredCounts } from './stored-counts';

class AliveDto {
  @ApiProperty({ example: 'viva', enum: ['viva'] })
  situacao!: 'viva';
}

class ReadyDto {
  @ApiProperty({ example: 'pronta', enum: ['pronta'] })
  situacao!: 'pronta';

  @ApiProperty({
    example: 1,
    type: 'integer',
    nullable: true,
    description: {
      pt: 'Versão do modelo em uso; nula antes do primeiro treino',
      en: 'Version of the model in use; null before the first training',
    },
  })
  modelo!: number | null;

  @ApiProperty({
    example: null,
    type: 'integer',
    nullable: true,
    description: {
      pt: 'Versão ativa que não pôde ser lida e em cujo lugar `modelo` responde; nula se é a ativa que responde',
      en: 'Active version that could not be read and in whose place `modelo` answers; null if the active one answers',
    },
  })
  no_lugar_da_versao!: number | null;

  @ApiProperty({
    example: 3600,
    type: 'integer',
    nullable: true,
    description: { pt: 'Idade do modelo em segundos', en: 'Age of the model in seconds' },
  })
  idade_do_modelo!: number | null;

  @ApiProperty({
    example: 12,
    type: 'integer',
    nullable: true,
    description: {
      pt: 'Avaliações feitas depois dele, e eventos que dizem algo, como há até um minuto',
      en: 'Ratings made after it, and events that say something, as of up to a minute ago',
    },
  })
  avaliacoes_desde_o_modelo!: number | null;
}

class ShuttingDown extends Problem {
  constructor() {
    super(
      503,
      'encerrando',
      {
        pt: 'O servidor está sendo encerrado: termina o que começou.',
        en: 'The server is shutting down: it finishes what it has begun.',
      },
      [],
      { 'Retry-After': '5' },
    );
  }
}

/** For load balancers and orchestrators: is the process alive, and can it answer. */
@ApiTags('health')
@AlwaysOpen()
@Controller('saude')
export class HealthController {
  constructor(
    private readonly database: Database,
    private readonly damage: DatabaseDamage,
    private readonly counts: StoredCounts,
    private readonly model: ModelStatus,
    private readonly shutdown: GracefulShutdown,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  @Get('viva')
  @ApiOperation({ operationId: 'getLiveness', summary: { pt: 'O processo está de pé', en: 'The process is up' } })
  @ApiOkResponse({ type: AliveDto })
  alive(): AliveDto {
    return { situacao: 'viva' };
  }

  @Get('pronta')
  @ApiOperation({
    operationId: 'getReadiness',
    summary: {
      pt: 'O banco responde e o esquema está em dia',
      en: 'The database answers and the schema is up to date',
    },
  })
  @ApiOkResponse({ type: ReadyDto })
  @ApiProblems(503)
  async ready(): Promise<ReadyDto> {
    if (this.shutdown.underWay) throw new ShuttingDown();
    // The schema is brought up to date before the server listens: a database that answers is a migrated one.
    const { version = null, standsInFor = null, createdAt = null } = this.model.inUse ?? {};
    await this.database.query('SELECT 1 FROM migracoes LIMIT 1');
    const damage = this.damage.seenLately;
    if (damage) throw databaseTroubles[damage];
    return {
      situacao: 'pronta',
      modelo: version,
      no_lugar_da_versao: standsInFor,
      idade_do_modelo: createdAt === null ? null : Math.round((this.now() - createdAt) / 1000),
      avaliacoes_desde_o_modelo: await this.counts.ratingsSince(),
    };
  }
}
