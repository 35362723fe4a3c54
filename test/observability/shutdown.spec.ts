import { Agent, get } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { eachDatabase } from '../support/databases';
import { environmentOf, startProcess } from '../support/process';

interface Answer {
  readonly status: number;
  /** The server wants the connection to end. */
  readonly last: boolean;
}

function ask(url: string, agent: Agent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, (response) => {
      response.resume();
      response.once('error', reject);
      response.once('end', () =>
        resolve({ status: response.statusCode ?? 0, last: response.headers.connection === 'close' }),
      );
    }).once('error', reject);
  });
}

/** A client that asks without pause over one connection, until the server ends it: as a proxy does. */
async function busyClient(url: string): Promise<Answer[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const answers: Answer[] = [];
  while (!answers.at(-1)?.last) answers.push(await ask(url, agent));
  agent.destroy();
  return answers;
}

eachDatabase('a server that is told to stop', (_, create) => {
  it('answers every request on busy connections, says that it is not ready, and is gone within 10 s', async () => {
    const server = await startProcess(environmentOf(await create()));
    const clients = Array.from({ length: 20 }, (_, n) => busyClient(`${server.url}/filmes?limite=${n + 1}`));
    // A connection that nobody uses must not keep the process.
    const idle = new Agent({ keepAlive: true });
    await ask(`${server.url}/saude/viva`, idle);
    await pause(500);
    expect((await ask(`${server.url}/saude/pronta`, new Agent())).status).toBe(200);

    const started = performance.now();
    const stopped = server.stop('SIGTERM');
    await pause(200);
    expect((await ask(`${server.url}/saude/pronta`, new Agent())).status).toBe(503);
    const answers = (await Promise.all(clients)).flat();
    expect(await stopped).toBe(0);
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
    expect(answers.length).toBeGreaterThan(100);
    idle.destroy();
    await expect(ask(`${server.url}/saude/viva`, new Agent())).rejects.toThrow('ECONNREFUSED');
  });
});
