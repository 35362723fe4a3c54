import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './program';
import { until } from './until';

export interface Nginx {
  readonly url: string;
  stop(): Promise<void>;
}

/** Start nginx on a free port, with these lines in its server block. */
export async function startNginx(lines: string): Promise<Nginx> {
  const folder = await mkdtemp(join(tmpdir(), 'centroide-nginx-'));
  const port = await freePort();
  const paths = ['client_body', 'proxy', 'fastcgi', 'scgi', 'uwsgi'].map(
    (kind) => `${kind}_temp_path ${folder}/${kind};`,
  );
  const configuration = `pid ${folder}/pid; error_log stderr warn; daemon off; events {}
    http { access_log off; ${paths.join(' ')} server { listen 127.0.0.1:${port}; ${lines} } }`;
  await writeFile(join(folder, 'nginx.conf'), configuration);
  const child = spawn('/usr/sbin/nginx', ['-c', join(folder, 'nginx.conf')], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = once(child, 'close');
  const url = `http://127.0.0.1:${port}`;
  await until('nginx', async () => {
    if (child.exitCode !== null) throw new Error(`nginx did not start: ${said}`);
    return fetch(url).then(
      () => true,
      () => false,
    );
  });
  return {
    url,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
