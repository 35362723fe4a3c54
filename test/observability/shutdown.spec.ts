import { Agent, get } from 'node:http';
import { eachDatabase } from '../support/databases';
import { startServerProgram } from '../support/program';
import { until } from '../support/until';

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
async function busyClient(url: string, answers: Answer[]): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  for (let last = false; !last;) {
    const answer = await ask(url, agent);
    answers.push(answer);
    ({ last } = answer);
  }
  agent.destroy();
}

eachDatabase('a server that is told to stop', (_, create) => {
  it('answers every request on busy connections, says that it is not ready, and is gone before it gives up', async () => {
    const server = await startServerProgram(await create());
    const answers: Answer[] = [];
    const clients = Array.from({ length: 20 }, (_, n) => busyClient(`${server.url}/filmes?limite=${n + 1}`, answers));
    // A connection that nobody uses must not keep the process.
    const idle = new Agent({ keepAlive: true });
    await ask(`${server.url}/saude/viva`, idle);
    await until('200 answers', () => answers.length >= 200);
    expect((await ask(`${server.url}/saude/pronta`, new Agent())).status).toBe(200);

    const stopped = server.kill('SIGTERM');
    const readiness = async () => (await ask(`${server.url}/saude/pronta`, new Agent())).status;
    await until('what it is not ready for any more', async () => (await readiness()) === 503);
    await Promise.all(clients);
    // What is not over after 9.5 s is given up, with another code.
    expect(await stopped).toBe(0);
    expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
    expect(answers.filter(({ last }) => last).length).toBe(20);
    idle.destroy();
    await expect(ask(`${server.url}/saude/viva`, new Agent())).rejects.toThrow('ECONNREFUSED');
  });
});
