/**
 * What a rating costs at the least: a Nest route that stores one row by one prepared statement, which is a transaction of its own,
 * flushed before the answer. Usage: writes-bare.js <port> <file of SQLite, or address of PostgreSQL>
 */
import { Body, Controller, Module, Param, Put } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Pool } from 'pg';
import { Database as Sqlite } from 'sqlite3';

const [, , port, place] = process.argv;

type Write = (row: readonly number[]) => Promise<unknown>;

const table = `avaliacoes_puras (usuario_id BIGINT, filme_id BIGINT, avaliacao DOUBLE PRECISION, avaliado_em BIGINT,
  PRIMARY KEY (usuario_id, filme_id))`;

const upsert = `INSERT INTO avaliacoes_puras VALUES ($1, $2, $3, $4) ON CONFLICT (usuario_id, filme_id)
  DO UPDATE SET avaliacao = excluded.avaliacao, avaliado_em = excluded.avaliado_em`;

async function onSqlite(): Promise<Write> {
  const database = new Sqlite(place);
  await new Promise<void>((resolve, reject) =>
    database.exec(`PRAGMA journal_mode = WAL; CREATE TABLE ${table} WITHOUT ROWID`, (error) =>
      error ? reject(error) : resolve(),
    ),
  );
  const statement = database.prepare(upsert);
  return (row) =>
    new Promise<void>((resolve, reject) =>
      statement.run(row, (error: Error | null) => (error ? reject(error) : resolve())),
    );
}

async function onPostgres(): Promise<Write> {
  const pool = new Pool({ connectionString: place, max: 10 });
  await pool.query(`CREATE TABLE ${table}`);
  return (row) => pool.query({ name: 'upsert', text: upsert, values: [...row] });
}

let write: Write;

@Controller('usuarios')
class BareController {
  @Put(':usuario_id/avaliacoes/:filme_id')
  async put(@Param() of: Record<'usuario_id' | 'filme_id', string>, @Body() { avaliacao }: { avaliacao: number }) {
    const row = [Number(of.usuario_id), Number(of.filme_id), avaliacao, Date.now()];
    await write(row);
    const [usuario_id, filme_id, , avaliado_em] = row;
    return { usuario_id, filme_id, avaliacao, avaliado_em, recomendacao_id: null, anterior: null };
  }
}

@Module({ controllers: [BareController] })
class BareModule {}

async function main(): Promise<void> {
  write = await (place.startsWith('postgres') ? onPostgres() : onSqlite());
  const app = await NestFactory.create(BareModule, { logger: false });
  await app.listen(Number(port), '127.0.0.1');
}

void main();
