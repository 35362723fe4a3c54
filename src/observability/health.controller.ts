import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
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
    description: 'Versão do modelo em uso; nula antes do primeiro treino',
  })
  modelo!: number | null;

  @ApiProperty({
    example: null,
    type: 'integer',
    nullable: true,
    description: 'Versão ativa que não pôde ser lida e em cujo lugar `modelo` responde; nula se é a ativa que responde',
  })
  no_lugar_da_versao!: number | null;

  @ApiProperty({ example: 3600, type: 'integer', nullable: true, description: 'Idade do modelo em segundos' })
  idade_do_modelo!: number | null;

  @ApiProperty({
    example: 12,
    type: 'integer',
    nullable: true,
    description: 'Avaliações feitas depois dele, e eventos que dizem algo, como há até um minuto',
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
@ApiTags('saúde')
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
  @ApiOperation({ summary: 'O processo está de pé' })
  @ApiOkResponse({ type: AliveDto })
  alive(): AliveDto {
    return { situacao: 'viva' };
  }

  @Get('pronta')
  @ApiOperation({ summary: 'O banco responde e o esquema está em dia' })
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
