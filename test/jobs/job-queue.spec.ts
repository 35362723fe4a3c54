import { spawnSync } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { Database } from '../../src/database/database';
import type { Text } from '../../src/config/language';
import { carryOut } from '../../src/jobs/carry-out';
import type { JobKind } from '../../src/jobs/job-kind';
import { JobQueue, type Claim } from '../../src/jobs/job-queue';
import { JobTakenForDead } from '../../src/jobs/job-stopped';
import { Job, type JobOf } from '../../src/jobs/job.entity';
import { eachDatabase, withPostgres } from '../support/databases';
import { databaseUrl } from '../support/program';
import { until } from '../support/until';

/** A program that ends who holds the job's row, takes it itself, and prints what it says of progress once it says something. */
const TAKE_THE_ROW = `
  const { Client } = require('pg');
  void (async () => {
    const client = new Client(process.argv[1]);
    await client.connect();
    await client.query("SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'");
    await client.query("SET lock_timeout = '5s'");
    let percent = 0;
    // Who waited for the row may get it a moment later than who comes now.
    for (let n = 0; n < 100 && percent === 0; n++) {
      const { rows } = await client.query('SELECT percentual FROM trabalhos FOR UPDATE');
      percent = rows[0].percentual;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    process.stdout.write(String(percent));
    await client.end();
  })();
`;

type TestJob = JobOf<{ name: string }, { rows: number }, { made: string }>;

const DAY = 24 * 60 * 60 * 1000;
const NOON = Date.UTC(2026, 0, 1, 12);

/** What has the connection that writes refuse to. */
const takeNoWrites = {
  sqlite: 'PRAGMA query_only = 1',
  postgres: 'SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY',
};

/** A text that is the same in both languages. */
const same = (pt: string): Text => ({ pt, en: pt });

const kind: JobKind = {
  name: 'importacao',
  title: same('Teste'),
  silenceMs: 10_000,
  keptMs: 30 * DAY,
  reasons: { silent: { pt: 'calou-se', en: 'fell silent' }, stopped: same('parou') },
  explainEnd: () => same('morreu'),
  explain: (error) => ({ pt: `deu errado: ${String(error)}`, en: `went wrong: ${String(error)}` }),
};
const single: JobKind = { ...kind, name: 'treino', keptMs: null };

eachDatabase('the queue of jobs', (_, create) => {
  let database: Database;
  let now: number;
  const queueOf = (of: JobKind) => new JobQueue<TestJob>(database, () => now, of);
  let queue: JobQueue<TestJob>;

  beforeEach(async () => {
    database = await Database.open(await create(), [Job]);
    now = NOON;
    queue = queueOf(kind);
  });
  afterEach(() => database.close());

  /** A job that has begun. */
  const begin = async (owner = 'eu'): Promise<Claim> => {
    const id = await queue.enqueue({ name: 'x' });
    await queue.claim(id!, owner);
    return { id: id!, owner };
  };
  const succeed = (claim: Claim, made = 'tudo') =>
    database.write((transaction) => queue.succeed(transaction, claim, { made }));
  const fallSilent = (milliseconds: number) =>
    database.write((transaction) => transaction.query(`UPDATE trabalhos SET batida_em = batida_em - ${milliseconds}`));

  it('lets whoever answers for a job that fell silent say why, and nobody else', async () => {
    const claim = await begin();
    await fallSilent(11_000);
    expect(await queue.get(claim.id)).toMatchObject({
      state: 'falhou',
      error: 'calou-se',
      errorEnglish: 'fell silent',
    });
    await queue.fail({ ...claim, owner: 'outro' }, same('não sei'), { overSilence: true });
    expect(await queue.get(claim.id)).toMatchObject({ error: 'calou-se' });
    await queue.fail(claim, same('o disco encheu'), { overSilence: true });
    await queue.fail(claim, same('outra coisa'), { overSilence: true });
    expect(await queue.get(claim.id)).toMatchObject({ state: 'falhou', error: 'o disco encheu' });
  });

  it('has webhooks told once of each job of its kind that failed, whoever saw it first, and of no other', async () => {
    const told = () => database.query<{ dados: string }>('SELECT dados FROM entregas ORDER BY id');
    await database.write((transaction) =>
      transaction.query(
        `INSERT INTO webhooks (url, tipos, segredo, criado_em) VALUES ('https://a.example/', '["treino.falhou"]', 'x', 0)`,
      ),
    );
    await queue.fail(await begin(), same('de outro tipo'));
    queue = queueOf({ ...kind, failureMessage: (id) => ({ type: 'treino.falhou', data: { treino_id: id } }) });
    await succeed(await begin());
    const refused = await begin();
    await queue.fail(refused, same('deu errado'));
    await queue.fail(refused, same('outra vez'));
    const silent = await begin();
    await queue.fail({ ...silent, owner: 'outro' }, same('não é meu'));
    await fallSilent(11_000);
    await Promise.all([1, 2, 3].map(() => queue.get(silent.id)));
    await queue.fail(silent, same('o disco encheu'), { overSilence: true });
    expect(await told()).toEqual([refused.id, silent.id].map((id) => ({ dados: `{"treino_id":${id}}` })));
  });

  it('tells of a job from its request to its result', async () => {
    const id = await queue.enqueue({ name: 'um' }, null, 'painel da loja');
    expect(await queue.get(id!)).toEqual({
      ...{ id, kind: 'importacao', state: 'na_fila', owner: null, request: { name: 'um' }, percent: 0 },
      ...{ progress: null, result: null, error: null, errorEnglish: null },
      ...{ requestedAt: NOON, requestedBy: 'painel da loja', startedAt: null, beatAt: null, endedAt: null },
    });
    now += 1000;
    expect(await queue.claim(id!, 'eu')).toMatchObject({ state: 'executando', owner: 'eu', startedAt: NOON + 1000 });
    await queue.progress({ id: id!, owner: 'eu' }, 40, { rows: 7 });
    expect(await queue.get(id!)).toMatchObject({ percent: 40, progress: { rows: 7 }, endedAt: null });
    now += 1000;
    await succeed({ id: id!, owner: 'eu' });
    const done = { state: 'concluido', percent: 100, progress: { rows: 7 }, result: { made: 'tudo' }, error: null };
    expect(await queue.get(id!)).toMatchObject({ ...done, endedAt: NOON + 2000 });
  });

  it('is begun by one of many who try at the same time', async () => {
    const id = (await queue.enqueue({ name: 'um' }))!;
    const claims = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((owner) => queue.claim(id, owner)));
    const winners = claims.filter((job) => job !== null);
    expect(winners).toHaveLength(1);
    expect((await queue.get(id))?.owner).toBe(winners[0].owner);
  });

  it('runs one of a kind at a time; those of another kind do not wait for it', async () => {
    const { id, owner } = await begin();
    const next = (await queue.enqueue({ name: 'y' }))!;
    expect(await queue.claim(next, owner)).toBeNull();
    expect((await queue.get(next))?.state).toBe('na_fila');
    const other = queueOf(single);
    const training = (await other.enqueue({ name: 'z' }))!;
    expect(await other.claim(training, owner)).toMatchObject({ state: 'executando' });
    expect(await queue.get(training)).toBeNull();
    await queue.fail({ id, owner }, same('chega'));
    expect(await queue.claim(next, owner)).toMatchObject({ state: 'executando' });
  });

  it('lets no second training in while one waits or runs, and takes the one that waits before it makes one', async () => {
    const trainings = queueOf(single);
    const id = (await trainings.enqueue({ name: 'pedido' }))!;
    expect(await trainings.enqueue({ name: 'outro' })).toBeNull();
    const outcomes = await Promise.all([1, 2, 3].map((n) => trainings.claimOrStart({ name: 'comando' }, `p${n}`)));
    expect(outcomes.filter((job) => job !== null)).toMatchObject([{ id, request: { name: 'pedido' } }]);
    expect(await trainings.enqueue({ name: 'outro' })).toBeNull();
    expect(await trainings.list(10)).toHaveLength(1);
    const { owner } = (await trainings.get(id))!;
    await trainings.fail({ id, owner: owner! }, same('chega'));
    expect(await trainings.claimOrStart({ name: 'comando' }, 'p4')).toMatchObject({ request: { name: 'comando' } });
    expect(await trainings.list(10)).toHaveLength(2);
  });

  it('gives a job that waits for its owner to nobody else', async () => {
    const id = (await queue.enqueue({ name: 'arquivo' }, 'servidor'))!;
    expect(await queue.claim(id, 'outro')).toBeNull();
    await queue.fail({ id, owner: 'outro' }, same('não é meu'));
    expect(await queue.claim(id, 'servidor')).toMatchObject({ id, state: 'executando', error: null });
  });

  it('counts whoever falls silent as dead, whether it waits for its owner or runs; others may take their time', async () => {
    const bound = (await queue.enqueue({ name: 'arquivo' }, 'servidor'))!;
    const free = (await queue.enqueue({ name: 'de ninguém' }))!;
    const { id } = await begin();
    await fallSilent(9_000);
    expect((await queue.open()).map((job) => job.id)).toEqual([bound, free, id]);
    await queue.beatWaiting('servidor');
    await fallSilent(2_000);
    expect((await queue.open()).map((job) => job.id)).toEqual([bound, free]);
    expect(await queue.get(id)).toMatchObject({ state: 'falhou', error: 'calou-se' });
    await fallSilent(9_000);
    expect((await queue.list(10)).map(({ state }) => state)).toEqual(['falhou', 'na_fila', 'falhou']);
    expect(await queue.claim(free, 'eu')).not.toBeNull();
  });

  it('is read where nothing can be written, whoever has fallen silent', async () => {
    const { id } = await begin();
    await fallSilent(11_000);
    await database.write((transaction) => transaction.query(takeNoWrites[database.dialect.name]));
    expect(await queue.get(id)).toMatchObject({ id, state: 'executando' });
    expect(await queue.list(10)).toHaveLength(1);
    await expect(queue.enqueue({ name: 'y' })).rejects.toThrow(/read-?only/);
  });

  it('lets nobody come back who was taken for dead: no sign of life, no progress, no result', async () => {
    const claim = await begin();
    await fallSilent(11_000);
    const next = await begin('outro');
    expect(await queue.beat(claim)).toBe(false);
    await queue.progress(claim, 99, { rows: 1 });
    await queue.fail(claim, same('tarde demais'));
    const made = database.write(async (transaction) => {
      await transaction.query(`INSERT INTO sistema (chave, valor) VALUES ('feito', '1')`);
      await queue.succeed(transaction, claim, { made: 'tarde demais' });
    });
    await expect(made).rejects.toThrow(JobTakenForDead);
    // What it made is not there, either.
    expect(await database.query(`SELECT * FROM sistema WHERE chave = 'feito'`)).toEqual([]);
    expect(await queue.get(claim.id)).toMatchObject({ state: 'falhou', error: 'calou-se', percent: 0, result: null });
    expect(await queue.beat(next)).toBe(true);
  });

  it('leaves the end of a job as it is, whatever comes late', async () => {
    const claim = await begin();
    await succeed(claim);
    await queue.progress(claim, 60, { rows: 6 });
    await queue.fail(claim, same('tarde demais'));
    await expect(succeed(claim, 'outra coisa')).rejects.toThrow(JobTakenForDead);
    const end = { state: 'concluido', percent: 100, progress: null, result: { made: 'tudo' }, error: null };
    expect(await queue.get(claim.id)).toMatchObject(end);
  });

  it('lists the jobs of its kind, the newest first, from the one before another on', async () => {
    const ids: number[] = [];
    for (const name of ['um', 'dois', 'três']) ids.push((await queue.enqueue({ name }, 'eu'))!);
    await queueOf(single).enqueue({ name: 'treino' });
    const [oldest, middle, newest] = ids;
    const listed = async (limit: number, before?: number) => (await queue.list(limit, before)).map(({ id }) => id);
    expect(await listed(10)).toEqual([newest, middle, oldest]);
    expect(await listed(2)).toEqual([newest, middle]);
    expect(await listed(10, middle)).toEqual([oldest]);
    expect(await listed(10, oldest)).toEqual([]);
    expect(await queue.count()).toBe(3);
  });

  it('keeps what has ended for as long as its kind says, and what is open for good', async () => {
    const claim = await begin();
    await succeed(claim);
    const open = (await queue.enqueue({ name: 'espera' }))!;
    now += 30 * DAY;
    await queue.enqueue({ name: 'depois' });
    expect((await queue.list(10)).map(({ id }) => id)).toEqual([open + 1, open, claim.id]);
    now += 1;
    await queue.enqueue({ name: 'mais um' });
    expect((await queue.list(10)).map(({ id }) => id)).toEqual([open + 2, open + 1, open]);

    const trainings = queueOf(single);
    const job = (await trainings.claimOrStart({ name: 'um' }, 'eu'))!;
    await trainings.fail({ id: job.id, owner: 'eu' }, same('chega'));
    now += 1000 * DAY;
    await trainings.enqueue({ name: 'dois' });
    expect(await trainings.get(job.id)).toMatchObject({ state: 'falhou' });
  });

  describe('whose work is carried out', () => {
    const quick: JobKind = { ...kind, silenceMs: 500 };
    const never = () => new Promise<never>(() => undefined);
    beforeEach(() => {
      queue = queueOf(quick);
    });

    it('shows that it lives for as long as it takes, and ends as it says', async () => {
      queue = queueOf({ ...kind, silenceMs: 3_000 });
      const claim = await begin();
      await carryOut(queue, claim, async () => {
        for (const end = Date.now() + 4_000; Date.now() < end;) {
          expect((await queue.open()).map(({ id }) => id)).toEqual([claim.id]);
          await pause(100);
        }
        await succeed(claim);
      });
      expect(await queue.get(claim.id)).toMatchObject({ state: 'concluido' });
    });

    it('is noted as failed with what its kind makes of the error', async () => {
      const claim = await begin();
      await expect(carryOut(queue, claim, () => Promise.reject(new Error('ai')))).rejects.toThrow('ai');
      expect(await queue.get(claim.id)).toMatchObject({
        ...{ state: 'falhou', error: 'deu errado: Error: ai', errorEnglish: 'went wrong: Error: ai' },
      });
    });

    it('is given up when it is told to stop, and when it was taken for dead', async () => {
      const claim = await begin();
      const stop = new AbortController();
      const stopped = carryOut(queue, claim, never, stop.signal);
      stop.abort(new Error('parou'));
      await expect(stopped).rejects.toThrow('parou');
      expect(await queue.get(claim.id)).toMatchObject({ state: 'falhou' });

      const sleeper = await begin();
      const slept = carryOut(queue, sleeper, never);
      await database.write((transaction) =>
        transaction.query(`UPDATE trabalhos SET estado = 'falhou', erro = 'calou-se' WHERE id = $1`, [sleeper.id]),
      );
      await expect(slept).rejects.toThrow(JobTakenForDead);
      expect(await queue.get(sleeper.id)).toMatchObject({ state: 'falhou', error: 'calou-se' });
    });
  });
});

withPostgres('a job that was stopped while it holds its row', (_, create) => {
  it('keeps nobody who looks; it may still come back, or is noted as failed once its row is free', async () => {
    const location = await create();
    const [mine, other] = await Promise.all([Database.open(location, [Job]), Database.open(location, [Job])]);
    try {
      const queue = new JobQueue<TestJob>(mine, Date.now, kind);
      const others = new JobQueue<TestJob>(other, Date.now, kind);
      const claim = { id: (await queue.enqueue({ name: 'x' }))!, owner: 'eu' };
      await queue.claim(claim.id, claim.owner);
      await mine.write((transaction) => transaction.query(`UPDATE trabalhos SET batida_em = batida_em - 11000`));
      await mine.write(async (transaction) => {
        await queue.assertUnderWay(transaction, claim);
        // Here it stands still.
        expect(await others.get(claim.id)).toMatchObject({ state: 'executando' });
        expect(await others.list(10)).toMatchObject([{ state: 'executando' }]);
      });
      expect(await others.get(claim.id)).toMatchObject({ state: 'falhou', error: 'calou-se' });
    } finally {
      await Promise.all([mine.close(), other.close()]);
    }
  });

  it('does not hold it for a word of progress, however soon after it its process stands still', async () => {
    const location = await create();
    const [mine, other] = await Promise.all([Database.open(location, [Job]), Database.open(location, [Job])]);
    try {
      const queue = new JobQueue<TestJob>(mine, Date.now, kind);
      const claim = { id: (await queue.enqueue({ name: 'x' }))!, owner: 'eu' };
      await queue.claim(claim.id, claim.owner);
      const held = other.write(async (transaction) => {
        await transaction.query('SELECT id FROM trabalhos FOR UPDATE');
        await transaction.query('SELECT pg_sleep(60)');
      });
      const ended = held.catch((error: unknown) => error);
      const asleep = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'";
      await until('the row is held', async () => (await mine.query(asleep)).length > 0);
      const told = queue.progress(claim, 40, { rows: 7 });
      const waiting = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
      await until('it waits for the row', async () => (await mine.query(waiting)).length > 0);

      // This process stands still from here until the other one has ended.
      const took = spawnSync(process.execPath, ['-e', TAKE_THE_ROW, databaseUrl(location)], { encoding: 'utf8' });
      expect(took.stderr).toBe('');
      expect(took.stdout).toBe('40');
      await Promise.all([told, ended]);
    } finally {
      await Promise.all([mine.close(), other.close()]);
    }
  });
});
