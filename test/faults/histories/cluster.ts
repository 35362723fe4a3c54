import { setTimeout as pause } from 'node:timers/promises';
import type { DatabaseLocation } from '../../../src/config/settings';
import type { Random } from '../../../src/engine/random';
import { freePort, startProgram, startServerProgram, type Program, type ServerProgram } from '../../support/program';
import { TcpProxy } from '../../support/tcp-proxy';

/** What is done to a cluster. The last three: to the way from one replica to PostgreSQL. */
export const faults = ['kill a replica', 'kill the trainer', 'cut', 'delay', 'half-open'] as const;
export type Fault = (typeof faults)[number];

/** A replica on a port of its own, by a way of its own to PostgreSQL. */
interface Replica {
  readonly way: TcpProxy;
  readonly url: string;
  readonly start: () => Promise<void>;
  program: ServerProgram;
}

/** Two replicas and a trainer on one PostgreSQL. */
export class Cluster {
  private constructor(
    private readonly replicas: readonly Replica[],
    private readonly startTrainer: () => Program,
    private trainer: Program,
  ) {}

  static async start(location: DatabaseLocation): Promise<Cluster> {
    if (location.dialect !== 'postgres') throw new Error('replicas need PostgreSQL');
    const { url } = location;
    const startTrainer = () =>
      startProgram('cli.js', ['treinador'], {
        DATABASE_URL: url,
        TRAINING_CRON: '*/10 * * * * *',
        LOG_LEVEL: 'error',
      });
    const replicas: Replica[] = [];
    for (let n = 0; n < 2; n++) {
      const way = await TcpProxy.to(url);
      const PORT = String(await freePort());
      const begin = () => startServerProgram({ dialect: 'postgres', url: way.url }, { PORT });
      const replica: Replica = {
        way,
        url: `http://127.0.0.1:${PORT}`,
        start: async () => {
          replica.program = await begin();
        },
        program: await begin(),
      };
      replicas.push(replica);
    }
    return new Cluster(replicas, startTrainer, startTrainer());
  }

  get urls(): readonly string[] {
    return this.replicas.map(({ url }) => url);
  }

  /** Break something for a while, and make it whole again. */
  async suffer(fault: Fault, random: Random): Promise<void> {
    const replica = this.replicas[random.integer(this.replicas.length)];
    switch (fault) {
      case 'kill a replica':
        await replica.program.kill('SIGKILL');
        await pause(500 * random.uniform());
        return replica.start();
      case 'kill the trainer':
        await this.trainer.kill('SIGKILL');
        this.trainer = this.startTrainer();
        return;
      case 'cut':
        replica.way.cut();
        await pause(200 + 1_000 * random.uniform());
        {
          replica.way.heal();
          return;
        }
      case 'delay':
        replica.way.delay(20 + 300 * random.uniform());
        await pause(1_000 + 1_000 * random.uniform());
        {
          replica.way.heal();
          return;
        }
      case 'half-open':
        replica.way.swallow();
        await pause(500 + 3_000 * random.uniform());
        {
          replica.way.heal();
          return;
        }
    }
  }

  async isReady(): Promise<boolean> {
    const answers = await Promise.all(this.urls.map((url) => fetch(`${url}/saude/pronta`).catch(() => null)));
    return answers.every((answer) => answer?.ok);
  }

  async close(): Promise<void> {
    await this.trainer.kill('SIGTERM');
    for (const { program } of this.replicas) await program.kill('SIGTERM');
    for (const { way } of this.replicas) await way.close();
  }
}
