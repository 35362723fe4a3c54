import { setTimeout as pause } from 'node:timers/promises';
import request from 'supertest';
import { train } from '../support/training';
import { eachDatabase } from '../support/databases';
import { copyVersion } from '../support/copy-version';
import { startServerProgram } from '../support/program';
import { fill } from './filled-database';
import { tell } from './kills';

/** Longer than a server takes to see that another version is active, in milliseconds. */
const SEEN = 5_500;

eachDatabase('a model that cannot be used', (_, create) => {
  it('is refused with a clear line in the log by the server that runs, which serves on; a restart answers as well', async () => {
    const location = await create();
    const { database } = await fill(location);
    await train(database, { origin: 'comando', tuning: 'nunca' });
    const server = await startServerProgram(location);
    const recommend = (url: string) => request(url).get('/filmes/1/recomendacoes').set('Connection', 'close');
    expect((await recommend(server.url).expect(200)).headers['x-modelo-versao']).toBe('1');

    const flip =
      location.dialect === 'sqlite'
        ? `dados = CAST(x'00112233' || substr(dados, 5) AS BLOB)`
        : `dados = set_byte(dados, 3, get_byte(dados, 3) # 255)`;
    const harms: [string, RegExp][] = [
      [`UPDATE modelo_blocos SET ${flip} WHERE versao_id = 2 AND nome = 'readout'`, /does not match its checksum/],
      [`UPDATE modelo_versoes SET motor = 1 WHERE id = 3`, /engine/],
    ];
    for (const [n, [harm, line]] of harms.entries()) {
      const version = n + 2;
      await copyVersion(database, version, harm);
      await database.write((transaction) => transaction.query(`UPDATE modelo_ativo SET versao_id = ${version}`));
      await pause(SEEN);
      expect((await recommend(server.url).expect(200)).headers['x-modelo-versao']).toBe('1');
      const logged = server
        .output()
        .split('\n')
        .find((text) => text.includes(`Versão ${version} não pôde ser lida`));
      expect(logged).toMatch(line);
      expect(logged).toContain('a versão 1 continua em uso');
    }
    await server.kill('SIGTERM');

    const next = await startServerProgram(location);
    const answer = await recommend(next.url).expect(200);
    expect(answer.headers['x-modelo-versao']).toBe('1');
    await next.kill('SIGTERM');
    await database.close();
    tell(`a damaged chunk and a model of an older engine on ${location.dialect}: refused, version 1 served on`);
  }, 240_000);
});
