import { createHash } from 'node:crypto';
import type { Database } from '../../src/database/database';
import { ModelStore } from '../../src/recommendation/model/model-store';

/** What stands for the bytes of all numbers of a version: the name and the SHA-256 of each array. */
export async function modelBytes(database: Database, version: number): Promise<string[]> {
  const { arrays } = await new ModelStore(database).load(version);
  return arrays
    .filter(({ name }) => name !== 'recordDigest')
    .map(({ name, data }) => {
      const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
      return `${name} ${createHash('sha256').update(bytes).digest('hex')}`;
    });
}
