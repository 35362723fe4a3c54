import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ReceiverAddresses } from '../../src/webhooks/receiver-address';
import { sendMessage } from '../../src/webhooks/send-message';
import { freePort, startProgram } from '../support/program';
import { projectRoot } from '../support/project-root';
import { until } from '../support/until';

describe('the receiver in docs/webhooks.md', () => {
  const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'centroide-receiver-'));
    const page = readFileSync(join(projectRoot(), 'docs/webhooks.md'), 'utf8');
    const [, code] = /```js\n(.*?)```/s.exec(page)!;
    expect(code.split('\n').filter((line) => line.trim() !== '').length).toBeLessThanOrEqual(16);
    writeFileSync(join(folder, 'receiver.mjs'), code);
    symlinkSync(join(projectRoot(), 'node_modules'), join(folder, 'node_modules'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('takes what is signed by its secret, each message once, and nothing else', async () => {
    const port = await freePort();
    const program = startProgram(join(folder, 'receiver.mjs'), [], { WEBHOOK_SECRET: secret, PORT: String(port) });
    const send = (id: string, by: string, now = Date.now()) =>
      sendMessage(
        {
          ...{ url: `http://127.0.0.1:${port}/`, secret: by, id },
          body: JSON.stringify({ type: 'modelo.ativado', timestamp: '2026-11-27T12:00:00.000Z', data: { versao: 3 } }),
        },
        new ReceiverAddresses(true),
        now,
        new AbortController().signal,
      );
    await until('the receiver', async () => 'status' in (await send('msg_0', 'whsec_AAAA')));
    expect(await send('msg_1', secret)).toEqual({ status: 204 });
    expect(await send('msg_1', secret)).toEqual({ status: 204 });
    expect(await send('msg_2', `whsec_${Buffer.alloc(32, 8).toString('base64')}`)).toEqual({ status: 400 });
    // Somebody who has kept it sends it again, much later.
    expect(await send('msg_3', secret, Date.now() - 3_600_000)).toEqual({ status: 400 });
    await program.kill('SIGTERM');
    expect(program.output().trim().split('\n')).toEqual(['msg_1 modelo.ativado { versao: 3 }']);
  });
});
