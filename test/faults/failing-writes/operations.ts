import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { Database } from '../../../src/database/database';
import { entities } from '../../../src/entities';
import { ModelStore } from '../../../src/recommendation/model/model-store';
import { contentOf, lines } from '../../importing/files';
import { addTastes } from '../../support/two-tastes';
import { until } from '../../support/until';
import { loadFirstSchema } from '../../upgrade/first-schema';
import type { Outcome, StrickenService } from './stricken-service';

/** Something of which either all or nothing must be there, whichever write failed. */
export interface Operation {
  readonly name: string;
  /** A process of its own costs more than a request. */
  readonly isProcess: boolean;
  /** What it needs, without a fault. */
  readonly prepare?: (service: StrickenService, n: number) => Promise<void>;
  /** Do it, the n-th time; each time differs. */
  readonly run: (service: StrickenService, n: number) => Promise<Outcome>;
  /** Whether all of what the n-th time should bring is there. */
  readonly isWhole: (service: StrickenService, n: number) => Promise<boolean>;
  /** A part of it may be there, which doing it once more completes. */
  readonly isResumed?: boolean;
  /** It is about files of SQLite. */
  readonly isOfFiles?: boolean;
}

/** Everything that can be seen of a database. */
export async function stateOf(database: Database): Promise<string> {
  const model = await database.query('SELECT * FROM modelo_ativo');
  const versions = await database.query('SELECT id, estado, soma FROM modelo_versoes ORDER BY id');
  return JSON.stringify([await contentOf(database), model, versions]);
}

async function stateOfFile(file: string): Promise<string> {
  const database = await Database.open({ dialect: 'sqlite', file }, entities);
  try {
    return await stateOf(database);
  } finally {
    await database.close();
  }
}

async function count({ database }: StrickenService, rows: string): Promise<number> {
  const [{ n }] = await database.query<{ n: number }>(`SELECT COUNT(*) AS n FROM ${rows}`);
  return n;
}

/** A film, a person and what they think of it. */
function exported(n: number): FormData {
  const id = 1_000 + n;
  const rows = [
    { tipo: 'filme', id, titulo: `Importado ${n}` },
    { tipo: 'usuario', id, nome: `Importada ${n}` },
    { tipo: 'avaliacao', usuario_id: id, filme_id: id, avaliacao: 4 },
  ];
  const form = new FormData();
  form.set('arquivo', new Blob([lines(...rows.map((row) => JSON.stringify(row)))]), 'centroide.ndjson');
  return form;
}

/** The version that is not active, before an activation. */
let other = 0;
const copy = (n: number): string => `copia-${n}.db`;
const old = (service: StrickenService, n: number): string => service.beside(`antigo-${n}.db`);

/** As many people and films as `addTastes` makes, each of whom rated each film. */
const replacing = { users: 12, films: 16 };
const upTo = (length: number): number[] => Array.from({ length }, (_, n) => n + 1);
const newFile = (service: StrickenService): string => service.beside('novo.ndjson');
const replaced = (service: StrickenService, n: number): string => service.beside(`substituido-${n}.db`);
/** All that a database held before it was to be replaced. */
let unreplaced = '';

async function prepareReplacement(service: StrickenService, n: number): Promise<void> {
  const database = await Database.open({ dialect: 'sqlite', file: replaced(service, n) }, entities);
  await addTastes(database, replacing.users, replacing.films);
  unreplaced = await stateOf(database);
  await database.close();
  const rows = [
    ...upTo(replacing.films).map((id) => ({ tipo: 'filme', id, titulo: `Novo ${id}` })),
    ...upTo(replacing.users).map((id) => ({ tipo: 'usuario', id, nome: `Nova ${id}` })),
    ...upTo(replacing.users).flatMap((usuario_id) =>
      upTo(replacing.films).map((filme_id) => ({ tipo: 'avaliacao', usuario_id, filme_id, avaliacao: 1 })),
    ),
  ];
  await writeFile(newFile(service), lines(...rows.map((row) => JSON.stringify(row))));
}

/** Whether all of what came is there; throws unless that, or all of what was there. */
async function isReplaced(file: string): Promise<boolean> {
  const database = await Database.open({ dialect: 'sqlite', file }, entities);
  try {
    const [found] = await database.query(
      `SELECT (SELECT COUNT(*) FROM filmes WHERE titulo LIKE 'Novo %') AS films, (SELECT COUNT(*) FROM filmes) AS "allFilms",
         (SELECT COUNT(*) FROM usuarios WHERE nome LIKE 'Nova %') AS users, (SELECT COUNT(*) FROM usuarios) AS "allUsers",
         (SELECT COUNT(*) FROM avaliacoes WHERE avaliacao = 1) AS ratings, (SELECT COUNT(*) FROM avaliacoes) AS "allRatings"`,
    );
    const { users, films } = replacing;
    const all = { films, allFilms: films, users, allUsers: users, ratings: users * films, allRatings: users * films };
    if (JSON.stringify(found) === JSON.stringify(all)) return true;
    if ((await stateOf(database)) === unreplaced) return false;
    throw new Error(`neither what was there nor what came: ${JSON.stringify(found)}`);
  } finally {
    await database.close();
  }
}

export const operations: readonly Operation[] = [
  {
    name: 'a rating',
    isProcess: false,
    run: (service, n) => service.send('PUT', '/usuarios/1/avaliacoes/1', { avaliacao: n / 10_000 }),
    isWhole: async (service, n) => (await count(service, `avaliacoes WHERE avaliacao = ${n / 10_000}`)) === 1,
  },
  {
    name: 'a batch',
    isProcess: false,
    run: (service, n) =>
      service.send(
        'POST',
        '/avaliacoes/lote',
        [1, 2, 3, 4, 5].map((usuario_id) => ({ usuario_id, filme_id: 2, avaliacao: 1 + n / 10_000 })),
      ),
    isWhole: async (service, n) => (await count(service, `avaliacoes WHERE avaliacao = ${1 + n / 10_000}`)) === 5,
  },
  {
    name: 'an activation',
    isProcess: false,
    prepare: async ({ database }) => {
      other = (await new ModelStore(database).activeVersion()) === 1 ? 2 : 1;
    },
    run: (service) => service.send('POST', `/modelo/versoes/${other}/ativar`),
    isWhole: async ({ database }) => (await new ModelStore(database).activeVersion()) === other,
  },
  {
    name: 'an import',
    isProcess: true,
    isResumed: true,
    // That of the one before goes a moment after its end.
    prepare: (service) =>
      until('the upload to be removed', async () => !(await service.files()).includes('centroide.ndjson')),
    run: (service, n) => service.job('/importacoes', exported(n)),
    isWhole: async (service, n) => (await count(service, `avaliacoes WHERE filme_id = ${1_000 + n}`)) === 1,
  },
  {
    name: 'a training',
    isProcess: true,
    prepare: async (service) => {
      const { database } = service;
      // One that was asked for without an answer is there all the same.
      const isUnderWay = () =>
        count(service, `trabalhos WHERE tipo = 'treino' AND estado IN ('na_fila', 'executando')`);
      await until('the training before to end', async () => (await isUnderWay()) === 0);
      // What was rejected is not counted: all that are made must be whole.
      await database.write((transaction) => transaction.query("UPDATE modelo_versoes SET estado = 'pronto'"));
    },
    run: (service) => service.job('/modelo/treinos', { ajuste: 'nunca' }),
    isWhole: async (service) => {
      const done = await count(service, `trabalhos WHERE tipo = 'treino' AND estado = 'concluido'`);
      return done === (await count(service, 'modelo_versoes'));
    },
  },
  {
    name: 'a backup',
    isProcess: true,
    isOfFiles: true,
    run: (service, n) => service.program('cli.js', ['backup', service.beside(copy(n))]),
    isWhole: async (service, n) => {
      const file = service.beside(copy(n));
      return existsSync(file) && (await stateOfFile(file)) === (await stateOf(service.database));
    },
  },
  {
    name: 'a migration',
    isProcess: true,
    isOfFiles: true,
    prepare: (service, n) => loadFirstSchema({ dialect: 'sqlite', file: old(service, n) }),
    run: (service, n) =>
      service.program('../test/support/open-database.js', [
        JSON.stringify({ dialect: 'sqlite', file: old(service, n) }),
      ]),
    // Whatever came of it, the next start finds everything.
    isWhole: async (service, n) => (await stateOfFile(old(service, n))).split('"usuario_id":').length === 13,
  },
  {
    name: 'a replacement',
    isProcess: true,
    isOfFiles: true,
    prepare: prepareReplacement,
    run: (service, n) =>
      service.program('cli.js', ['importar', newFile(service), '--substituir', '--sim'], replaced(service, n)),
    isWhole: (service, n) => isReplaced(replaced(service, n)),
  },
];
