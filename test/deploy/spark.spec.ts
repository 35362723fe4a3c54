import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { Database } from '../../src/database/database';
import { entities } from '../../src/entities';
import { withPostgres } from '../support/databases';
import { modelBytes } from '../support/model-bytes';
import { databaseUrl } from '../support/program';
import { projectRoot } from '../support/project-root';
import { describeWith, spark } from '../support/requirements';
import { some } from '../support/some';
import { trainedDemonstration } from '../support/trained-demonstration';
import { train } from '../support/training';
import { until } from '../support/until';

/** The quickest to start. */
const JAVA = '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC';

/** How long Spark may take to come to the last part, on a machine that is busy with other tests: it starts four times Java. */
const LONGEST_S = 600;

describeWith(spark, 'deploy/spark/train.py', () => {
  withPostgres('trains on a cluster', (_, create) => {
    let database: Database;
    let folder: string;
    let url: string;
    let submitted: ReturnType<typeof spawn> | undefined;
    const at = (name: string): string => join(folder, name);

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'centroide-spark-'));
      const location = await create(trainedDemonstration);
      url = databaseUrl(location);
      database = await Database.open(location, entities);
      // Films that people said something of without rating them, some of it taken back at the same moment.
      await database.write((transaction) =>
        transaction.query(
          `INSERT INTO eventos (id, usuario_id, filme_id, tipo, valor, quando)
           SELECT concat_ws('-', u, f, tipo), u, f, tipo, CASE WHEN tipo = 'assistiu' THEN 0.25 END, 1700000000000 + 1000 * f
           FROM generate_series(1, 12) u, generate_series(1, 5) f,
             unnest(ARRAY['assistiu', 'quer_ver', 'nao_quer_ver', 'gostou', 'clicou']) WITH ORDINALITY AS kinds (tipo, n)
           WHERE (u * 7 + f * 3) % 5 >= n - 1 ORDER BY n DESC`,
        ),
      );
      await train(database, { origin: 'comando', tuning: 'nunca' });
      expect(await modelBytes(database, 2)).not.toEqual(await modelBytes(database, 1));
    });
    afterEach(() => submitted?.kill('SIGKILL'));
    afterAll(async () => {
      await database.close();
      // A local cluster keeps what its workers had below Spark itself.
      const worked = [...read(at('begun')).matchAll(/(\S+\/app-[^/]+)\//g)].map(([, of]) => of);
      for (const place of [folder, ...worked]) await rm(place, { recursive: true, force: true });
    });

    /** `centroide`, but for the lines before. */
    function centroide(lines: readonly string[]): string {
      const run = `exec '${process.execPath}' '${join(__dirname, '../../src/cli.js')}' "$@"`;
      writeFileSync(at('centroide'), ['#!/bin/sh', ...lines, run, ''].join('\n'), { mode: 0o755 });
      return at('centroide');
    }

    /** Submit the program to a cluster of two executors; resolves to its exit code and to all that it and Spark said. */
    async function submit(words: readonly string[]): Promise<{ code: unknown; said: string }> {
      const given = ['--master', 'local-cluster[2,1,1024]', '--driver-java-options', JAVA, '--jars', spark.jar];
      for (const setting of [
        `spark.executor.extraJavaOptions=${JAVA}`,
        'spark.ui.enabled=false',
        'spark.log.level=WARN',
      ])
        given.push('--conf', setting);
      submitted = spawn(
        join(projectRoot(), 'scripts/spark'),
        [...given, join(projectRoot(), 'deploy/spark/train.py'), ...words],
        {
          env: {
            ...process.env,
            CENTROIDE_LANG: 'en',
            ...{ DATABASE_URL: url, SPARK_LOCAL_IP: '127.0.0.1', SPARK_LOCAL_DIRS: folder },
            SPARK_LAUNCHER_OPTS: JAVA,
          },
          stdio: ['ignore', 'pipe', 'pipe'],
        },
      );
      let said = '';
      for (const stream of [submitted.stdout!, submitted.stderr!])
        stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
      const [code] = (await once(submitted, 'close')) as unknown[];
      return { code, said };
    }

    /** A folder with the events in Parquet, whose moments are such. */
    async function eventsAsParquet(): Promise<string> {
      const rows = await database.query<Record<string, string | number | null>>(
        'SELECT * FROM eventos ORDER BY valor, numero',
      );
      const of = (name: string) => rows.map((row) => row[name]);
      const whole = (name: string) => ({ name, data: of(name).map((value) => BigInt(value!)), type: 'INT64' as const });
      const bytes = parquetWriteBuffer({
        columnData: [
          ...['numero', 'usuario_id', 'filme_id'].map(whole),
          { name: 'tipo', data: of('tipo'), type: 'STRING' },
          { name: 'valor', data: of('valor'), type: 'DOUBLE' },
          { name: 'quando', data: of('quando').map((moment) => new Date(Number(moment))), type: 'TIMESTAMP' },
        ],
      });
      await mkdir(at('events'));
      writeFileSync(at('events/part-0.parquet'), Buffer.from(bytes));
      return at('events');
    }

    it(
      'the very model of one process, though a worker is killed half way',
      async () => {
        // The last part is held up, the first time, after the first of its users.
        const command = centroide([
          `echo "$*" >>'${at('begun')}'`,
          `case "$*" in *'--parte 3/3'*) if mkdir '${at('held')}' 2>/dev/null; then`,
          `  read -r line; echo $$ >'${at('pid')}'; exec sleep 600`,
          'fi ;; esac',
        ]);
        const events = await eventsAsParquet();
        const outcome = submit(['--parts', '3', '--readers', '2', '--events', events, '--centroide', command]);
        await until('the last part', () => read(at('pid')).endsWith('\n'), { seconds: LONGEST_S });
        process.kill(executorOf(Number(read(at('pid')))), 'SIGKILL');
        const { code, said } = await outcome;
        expect([code, said]).toEqual([0, expect.stringMatching(/Version 3 is active: /)]);
        expect(said).toMatch(/Lost executor \d/);
        const begun = some(read(at('begun')).matchAll(/--parte (\d)\/3/g)).map(([, part]) => part);
        expect(begun.filter((part) => part === '3').length).toBeGreaterThan(1);
        // What the worker had made before went with it.
        expect(begun.length).toBeGreaterThan(4);
        expect(await modelBytes(database, 3)).toEqual(await modelBytes(database, 2));
      },
      2000 * LONGEST_S,
    );
  });
});

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** The process of Spark's worker above a process that it has started. */
function executorOf(pid: number): number {
  if (pid < 2) throw new Error('no executor above it');
  if (readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('CoarseGrainedExecutorBackend')) return pid;
  const [, parent] = /^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))!;
  return executorOf(Number(parent));
}
