import type { Test } from 'supertest';
import { clientOf } from './client';
import type { TestServer } from './server';
import { until } from './until';

/** Sends files to a server with a key of scope `escrita`, and waits for what comes of them. */
export function uploadsTo(server: () => TestServer) {
  const client = clientOf(server);
  const finished = async (location: string) => {
    const job = async () => (await client.get(location).expect(200)).body;
    await until(`the end of ${location}`, async () => !['na_fila', 'executando'].includes((await job()).estado));
    return job();
  };
  const upload = (file: string | Buffer, query = '', name?: string): Test =>
    client.post(`/importacoes${query}`).attach('arquivo', file, name);
  return {
    upload,
    /** The job at this address, when it has ended. */
    finished,
    imported: async (file: string | Buffer, query = '', name?: string) =>
      finished((await upload(file, query, name).expect(202)).headers.location),
  };
}
