/**
 * From a database to an active model: `centroide treinar --sem-ajuste` on 100,000,000 made-up ratings of 1,000,000 users and
 * 26,000 films, in SQLite. They must train on two cores in ten minutes and within 3 GB.
 *
 *     npm run build && node dist/bench/train-database.js [--database ratings.sqlite] [--ratings 100000000] [--users 1000000]
 *         [--films 26000]
 *
 * --database keeps the ratings there (3.5 GB), and uses them when they are there already. The indices of ratings by film and by date,
 * which no training reads, are left out, so that the file is made sooner. Linux tells CPU and memory.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Database } from '../src/database/database';
import { entities } from '../src/entities';
import { cpuTime, memory } from './cpu-time';
import { addFilms, addRatings } from './http-data';
import { machine } from './machine';
import { syntheticRatings, type SyntheticOptions } from './synthetic-ratings';

const SECONDS_BAR = 600;
const MEMORY_BAR = 3072;
const SAMPLE_MS = 200;

/** How it stands with the training. */
interface Standing {
  readonly stage: string | null;
  readonly isActive: boolean;
}

async function main(): Promise<void> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { database: text, ratings: text, users: text, films: text } });
  const options = {
    users: Number(values.users ?? 1_000_000),
    films: Number(values.films ?? 26_000),
    ratings: Number(values.ratings ?? 100_000_000),
    tastes: 40,
    seed: 1,
  };
  const folder = await mkdtemp(join(tmpdir(), 'centroide-bench-'));
  try {
    console.log(machine());
    const file = values.database ?? join(folder, 'ratings.sqlite');
    if (!existsSync(file)) {
      const started = performance.now();
      await fill(file, options);
      console.log(`made up in ${seconds(started)} s`);
    }
    process.exitCode = (await train(file)) ? 0 : 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function fill(file: string, options: SyntheticOptions): Promise<void> {
  const database = await Database.open({ dialect: 'sqlite', file }, entities);
  try {
    await database.write(async (transaction) => {
      await transaction.query('DROP INDEX avaliacoes_por_filme');
      await transaction.query('DROP INDEX avaliacoes_por_data');
    });
    await addFilms(database, options.films);
    await addRatings(database, syntheticRatings(options));
  } finally {
    await database.close();
  }
}

/** Train, and tell how that goes on. Result: whether it was in time and within the memory. */
async function train(file: string): Promise<boolean> {
  const database = await Database.open({ dialect: 'sqlite', file }, entities);
  const started = performance.now();
  const load = loadavg();
  const cli = join(__dirname, '../src/cli.js');
  const trainer = spawn(process.execPath, [cli, 'treinar', '--sem-ajuste'], {
    env: { ...process.env, DATABASE_URL: `sqlite:${file}` },
    stdio: 'inherit',
  });
  const ended = once(trainer, 'exit');
  const pid = trainer.pid ?? 0;
  try {
    const before = await newest(database);
    let stage: string | null = null;
    let usedAt = { seconds: 0, cpu: 0 };
    let active = Infinity;
    let used = { cpu: 0, peak: 0 };
    const isOver = (): boolean => trainer.exitCode !== null || trainer.signalCode !== null;
    for (; !isOver(); await Promise.race([pause(SAMPLE_MS), ended])) {
      used = usedBy(pid) ?? used;
      const now = await standing(database, before);
      if (now.stage !== stage) {
        const at = { seconds: (performance.now() - started) / 1000, cpu: used.cpu };
        if (stage)
          console.log(
            `  ${stage.padEnd(18)} ${(at.seconds - usedAt.seconds).toFixed(1)} s, ${(at.cpu - usedAt.cpu).toFixed(1)} s of CPU, ` +
              `peak so far ${used.peak.toFixed(0)} MB`,
          );
        stage = now.stage;
        usedAt = at;
      }
      if (now.isActive && active === Infinity) {
        active = (performance.now() - started) / 1000;
        console.log(
          `active after ${active.toFixed(1)} s, ${used.cpu.toFixed(0)} s of CPU, peak ${used.peak.toFixed(0)} MB`,
        );
      }
    }
    console.log(
      `measured and ended after ${seconds(started)} s, ${used.cpu.toFixed(0)} s of CPU, peak ${used.peak.toFixed(0)} MB; ` +
        `load ${load[0].toFixed(1)} at first, ${loadavg()[0].toFixed(1)} at last; code ${trainer.exitCode}`,
    );
    console.log(
      `bars: ${SECONDS_BAR} s ${said(active <= SECONDS_BAR)}, ${MEMORY_BAR} MB ${said(used.peak <= MEMORY_BAR)}`,
    );
    return active <= SECONDS_BAR && used.peak <= MEMORY_BAR;
  } finally {
    trainer.kill();
    await database.close();
  }
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(1);
}

function said(kept: boolean): string {
  return kept ? 'kept' : 'MISSED';
}

async function newest(database: Database): Promise<number> {
  const [{ id }] = await database.query<{ id: number }>('SELECT COALESCE(MAX(id), 0) AS id FROM modelo_versoes');
  return id;
}

/** before: the newest version that was there before. */
async function standing(database: Database, before: number): Promise<Standing> {
  const [one] = await database.query<{ etapa: string | null; ativas: number }>(
    `SELECT (SELECT andamento->>'stage' FROM trabalhos WHERE tipo = 'treino' AND estado = 'executando') AS etapa,
       (SELECT COUNT(*) FROM modelo_ativo WHERE versao_id > $1) AS ativas`,
    [before],
  );
  return { stage: one.etapa, isActive: one.ativas > 0 };
}

/** Seconds of CPU, and megabytes at most; null when it has ended. */
function usedBy(pid: number): { cpu: number; peak: number } | null {
  try {
    const { peak } = memory(pid);
    return peak ? { cpu: cpuTime(pid) / 1000, peak } : null;
  } catch {
    return null;
  }
}

void main();
