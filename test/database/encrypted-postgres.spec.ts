import { chmod, copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import request from 'supertest';
import { Database } from '../../src/database/database';
import { troubleOf } from '../../src/database/database-errors';
import { DatabaseUnusable } from '../../src/database/database-unusable';
import { Authority, type Certificate } from '../support/authority';
import { startOwnPostgres, type OwnPostgres } from '../support/own-postgres';
import { freePort, startProgram } from '../support/program';
import { describeWith, openssl, postgres, postgresPrograms } from '../support/requirements';
import { startServer } from '../support/server';
import { until } from '../support/until';

const both = {
  name: "PostgreSQL's own programs and openssl",
  available: postgresPrograms.available && openssl.available,
  hint: 'Install postgresql and openssl (Debian).',
};

describeWith(both, 'a PostgreSQL that takes encrypted connections only', () => {
  let folder: string;
  let authority: Authority;
  let stranger: Authority;
  let certificate: Certificate;
  let own: OwnPostgres;
  const location = (parameters: string, host = '127.0.0.1') => {
    if (own.location.dialect !== 'postgres') throw new Error('not PostgreSQL');
    const url = new URL(own.location.url);
    return { dialect: 'postgres' as const, url: `postgres://centroide@${host}:${url.port}/postgres${parameters}` };
  };
  const trusting = ({ file }: Authority) => `?sslmode=verify-full&sslrootcert=${file}`;
  const admin = async () => {
    const client = new Client({ connectionString: location(trusting(authority)).url });
    await client.connect();
    return client;
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'centroide-tls-'));
    await chmod(folder, 0o711);
    authority = await Authority.make(folder, 'authority');
    stranger = await Authority.make(folder, 'stranger');
    certificate = await authority.sign('server', 'IP:127.0.0.1');
    const rules = join(folder, 'pg_hba.conf');
    await writeFile(rules, 'hostssl all all 127.0.0.1/32 trust\n');
    own = await startOwnPostgres([
      'ssl=on',
      `ssl_cert_file=${certificate.certificate}`,
      `ssl_key_file=${certificate.key}`,
      `hba_file=${rules}`,
    ]);
  }, 120_000);
  afterAll(async () => {
    await own.remove();
    await rm(folder, { recursive: true, force: true });
  });

  it('is served from, with every connection encrypted, and what it tells is heard', async () => {
    const server = await startServer(location(trusting(authority)));
    const other = await Database.open(location(trusting(authority)));
    let heard = 0;
    const listening = server.database.listen('modelo', () => (heard += 1));
    try {
      await request(server.url).get('/saude/pronta').expect(200);
      await until('that it begins to listen', () => heard > 0);
      const before = heard;
      await other.write((transaction) => other.notify(transaction, 'modelo'));
      await until('what was told', () => heard > before);
      const connections = await other.query<{ ssl: boolean }>(
        "SELECT ssl FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE application_name = 'centroide'",
      );
      // One that listens of each, and the one that asks.
      expect(connections.length).toBeGreaterThanOrEqual(3);
      expect(new Set(connections.map(({ ssl }) => ssl))).toEqual(new Set([true]));
    } finally {
      await listening.close();
      await other.close();
      await server.close();
    }
  });

  it('that changes its certificate for one of a stranger is away until it has one that can be trusted', async () => {
    const server = await startServer(location(trusting(authority)));
    const helper = await admin();
    const another = await stranger.sign('another', 'IP:127.0.0.1');
    const kept = await authority.sign('kept', 'IP:127.0.0.1');
    const isTrusted = () =>
      admin().then(
        (client) => client.end().then(() => true),
        () => false,
      );
    /** Its certificate is another one from the next connection on, and the server has none from before. */
    const show = async (shown: Certificate, trusted: boolean) => {
      await copyFile(shown.certificate, certificate.certificate);
      await copyFile(shown.key, certificate.key);
      await helper.query('SELECT pg_reload_conf()');
      await until('the other certificate', async () => (await isTrusted()) === trusted);
      await helper.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'centroide'");
    };
    const status = async () => (await request(server.url).get('/filmes/1')).status;
    try {
      expect(await status()).toBe(404);
      await show(another, false);
      await until('the stranger', async () => (await status()) === 503);
      const { body } = await request(server.url).get('/filmes/1').expect(503);
      expect(body.type).toBe('urn:centroide:problema:banco-indisponivel');
      await show(kept, true);
      await until('the one that is trusted', async () => (await status()) === 404);
    } finally {
      await helper.end();
      await server.close();
    }
  });

  /** What whoever starts it is told, in both languages. */
  async function told(where: { dialect: 'postgres'; url: string }): Promise<string[]> {
    const before = process.env.CENTROIDE_LANG;
    const lines: string[] = [];
    try {
      for (const language of ['pt', 'en']) {
        process.env.CENTROIDE_LANG = language;
        const error: unknown = await Database.open(where).then(
          (opened) => opened.close(),
          (one: unknown) => one,
        );
        expect(error).toBeInstanceOf(DatabaseUnusable);
        lines.push((error as Error).message);
      }
    } finally {
      process.env.CENTROIDE_LANG = before;
    }
    for (const line of lines) expect(line).not.toContain('\n');
    return lines;
  }

  it.each<[string, () => { dialect: 'postgres'; url: string }, () => [pt: string, en: string]]>([
    [
      'that nobody is known to have signed for',
      () => location('?sslmode=verify-full'),
      () => [
        'Nenhuma autoridade que este sistema conhece assinou o certificado do servidor. Peça o arquivo da autoridade a quem cuida dele e acrescente sslrootcert=/caminho/autoridade.pem a DATABASE_URL',
        'No authority that this system knows has signed the certificate of the server. Get the file of the authority from whoever runs it, and add sslrootcert=/path/authority.pem to DATABASE_URL',
      ],
    ],
    [
      'that another authority has signed for',
      () => location(trusting(stranger)),
      () => [
        `A autoridade em ${stranger.file} (sslrootcert) não assinou o certificado do servidor. Peça o arquivo certo a quem cuida dele`,
        `The authority in ${stranger.file} (sslrootcert) has not signed the certificate of the server. Get the right file from whoever runs it`,
      ],
    ],
    [
      'that is called otherwise',
      () => location(trusting(authority), 'localhost'),
      () => [
        'O certificado é de outro nome. Ponha em DATABASE_URL um host que está nele',
        'The certificate is of another name. Put a host into DATABASE_URL that stands in it',
      ],
    ],
    [
      'whose authority is in no file',
      () => location('?sslmode=verify-full&sslrootcert=/nowhere/authority.pem'),
      () => [
        'sslrootcert, em DATABASE_URL, nomeia esse arquivo: ele tem de estar ali, e este programa tem de poder lê-lo',
        'sslrootcert in DATABASE_URL names that file: it has to be there, and this program must be able to read it',
      ],
    ],
    [
      'to which somebody comes without encryption',
      () => location(''),
      () => [
        'Ele só aceita conexões cifradas. Acrescente sslmode=verify-full a DATABASE_URL',
        'It takes encrypted connections only. Add sslmode=verify-full to DATABASE_URL',
      ],
    ],
  ])('%s is told of in one line, with what to do', async (_, where, says) => {
    const { url } = where();
    const [host] = /[\w.]+:\d+/.exec(url)!;
    const [pt, en] = await told({ dialect: 'postgres', url });
    expect(pt.startsWith(`O banco postgres://${host}/postgres não pôde ser aberto: `)).toBe(true);
    expect(en.startsWith(`The database postgres://${host}/postgres could not be opened: `)).toBe(true);
    expect([pt.endsWith(`. ${says()[0]}`), pt]).toEqual([true, pt]);
    expect([en.endsWith(`. ${says()[1]}`), en]).toEqual([true, en]);
  });

  it('ends a start in a line that says what to do', async () => {
    const settings = { DATABASE_URL: location('?sslmode=verify-full').url, SEED: 'none', TRAINER: 'external' };
    const program = startProgram(
      'main.js',
      [],
      { ...settings, PORT: String(await freePort()), CENTROIDE_LANG: 'en' },
      [],
      [1],
    );
    expect(await program.ended).toBe(1);
    const lines = program.output().trim().split('\n');
    expect(lines).toHaveLength(1);
    const { msg } = JSON.parse(lines[0]) as { msg: string };
    expect(msg).toMatch(/^The database postgres:\S+ could not be opened: .*add sslrootcert=\S+ to DATABASE_URL$/);
  });
});

describeWith(postgres, 'a PostgreSQL that speaks no TLS', () => {
  it('says so to whoever asks for it, with what to do', async () => {
    const url = `${postgres.url}?sslmode=verify-full`;
    await expect(Database.open({ dialect: 'postgres', url })).rejects.toThrow(
      / não pôde ser aberto: The server does not support SSL connections\. Ele não fala TLS\. Ligue-o ali \(ssl = on\)/,
    );
  });
});

describe('what is wrong with a certificate', () => {
  const location = { dialect: 'postgres' as const, url: 'postgres://a@db.example/b?sslmode=verify-full' };

  it.each([
    ['CERT_HAS_EXPIRED', 'certificate has expired', 'O certificado não vale hoje.'],
    ['CERT_NOT_YET_VALID', 'certificate is not yet valid', 'O certificado não vale hoje.'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed certificate', 'Nenhuma autoridade que este sistema conhece'],
    ['28000', 'connection requires a valid client certificate', 'Ele pede um certificado seu.'],
  ])('%s: is told at the start, and is a database that is away later on', (code, message, advice) => {
    const error = Object.assign(new Error(message), { code });
    expect(new DatabaseUnusable(location, error).message).toContain(`${message}. ${advice}`);
    expect(troubleOf(error)).toBe('away');
  });

  it('is nothing else than that', () => {
    const error = Object.assign(new Error('role "x" is not permitted to log in'), { code: '28000' });
    expect(new DatabaseUnusable(location, error).message).toBe(
      'O banco postgres://db.example/b não pôde ser aberto: role "x" is not permitted to log in',
    );
    expect(troubleOf(error)).toBeNull();
  });
});
