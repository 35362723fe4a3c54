import { Database } from '../../../src/database/database';
import { raiseCounter } from '../../../src/database/counters';
import { generationOf } from '../../../src/database/generation';
import { entities } from '../../../src/entities';
import { searchColumns } from '../../../src/films/film-row';
import type { DatabaseLocation } from '../../../src/config/settings';
import { ModelStore } from '../../../src/recommendation/model/model-store';
import { insertRows } from '../../support/add-rows';
import { train } from '../../support/training';
import { addTastes } from '../../support/two-tastes';
import { startServer, type TestServer } from '../../support/server';
import { World } from './world';

export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
  /** The body as it came. */
  readonly text: string;
}

/** Versions of the model that can be activated from the beginning. */
export const VERSIONS = [1, 2] as const;

/** The service under test: some replicas, asked in turn, and the command line beside them. */
export class Service {
  private turn = 0;

  private constructor(
    private readonly replicas: readonly TestServer[],
    /** Connections of its own, as another process has. */
    readonly commandLine: Database,
  ) {}

  static async start(location: DatabaseLocation, replicas: number): Promise<Service> {
    const servers: TestServer[] = [];
    for (let n = 0; n < replicas; n++) servers.push(await startServer(location));
    const commandLine = await Database.open(location, entities);
    await addTastes(commandLine);
    for (const version of VERSIONS)
      expect(await train(commandLine, { origin: 'comando', tuning: 'nunca' })).toMatchObject({ versionId: version });
    return new Service(servers, commandLine);
  }

  async send(method: string, path: string, body?: unknown): Promise<Answer> {
    const { url } = this.replicas[this.turn++ % this.replicas.length];
    const response = await fetch(url + path, {
      method,
      headers: {
        Authorization: this.replicas[0].bearer('admin'),
        'Accept-Encoding': 'identity',
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    const isJson = /^application\/(problem\+)?json/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, text, body: isJson ? (JSON.parse(text) as Record<string, unknown>) : {} };
  }

  /** Forget all that was written; people, films and ratings without a time are those of a world. */
  async reset(world: World): Promise<void> {
    await this.commandLine.write(async (transaction) => {
      for (const table of ['avaliacoes', 'usuarios', 'usuarios_apagados', 'filmes'])
        await transaction.query(`DELETE FROM ${table}`);
      const films = [...world.films].map(([id, film]) => ({ id, ...film, ...searchColumns(film) }));
      const people = [...world.people].map(([id, person]) => ({ id, ...person }));
      const ratings = [...world.ratings].flatMap(([usuario_id, own]) =>
        [...own].map(([filme_id, { avaliacao }]) => ({ usuario_id, filme_id, avaliacao, avaliado_em: null })),
      );
      const withIds = (table: 'filmes' | 'usuarios', rows: { id: number }[]) =>
        this.commandLine.dialect.insertWithIds(
          transaction,
          table,
          rows.map(({ id }) => id),
          () => insertRows(transaction, table, rows),
        );
      await withIds('filmes', films);
      await withIds('usuarios', people);
      await insertRows(transaction, 'avaliacoes', ratings);
      await raiseCounter(transaction, 'erasures');
      await raiseCounter(transaction, 'catalogue');
      await transaction.query("DELETE FROM trabalhos WHERE tipo = 'treino'");
      await transaction.query('DELETE FROM modelo_ativo');
      for (const [table, id] of [
        ['modelo_blocos', 'versao_id'],
        ['modelo_centroides', 'versao_id'],
        ['modelo_versoes', 'id'],
      ])
        await transaction.query(`DELETE FROM ${table} WHERE ${id} > ${VERSIONS.length}`);
      await transaction.query(`UPDATE modelo_versoes SET geracao = ${await generationOf(transaction)}`);
    });
    await new ModelStore(this.commandLine).activate(VERSIONS[0], Date.now());
  }

  /** What is stored now, as a world would tell it. */
  async visible(): Promise<string> {
    const { text } = await this.send('GET', '/exportacao');
    const { text: versions } = await this.send('GET', '/modelo/versoes');
    const world = World.exported(text);
    const active = (JSON.parse(versions) as { versao: number; situacao: string }[]).find(
      ({ situacao }) => situacao === 'ativa',
    );
    world.active = active?.versao ?? null;
    return world.visible;
  }

  async close(): Promise<void> {
    for (const server of this.replicas) await server.close();
    await this.commandLine.close();
  }
}
