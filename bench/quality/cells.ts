import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';

/** What is measured of each user in a cell, NaN for one whom the measure says nothing of. */
export const MEASURES = ['ndcgAt10', 'netNdcgAt10', 'dislikedAt10', 'likedAboveDisliked'] as const;

export type Measure = (typeof MEASURES)[number];

/** One recommender on one set: what each user who counts got, in the order of the users. */
export interface Cell {
  readonly name: string;
  readonly chosen: string | null;
  readonly perUser: Readonly<Record<Measure, readonly (number | null)[]>>;
  readonly seconds: number;
}

/** Files of finished cells: a run that was ended goes on where it was. */
export class Cells {
  constructor(private readonly folder: string) {
    mkdirSync(folder, { recursive: true });
  }

  /** The kept answer to this key, or a new one, kept before it is given. */
  async keep<T>(key: string, make: () => Promise<T>): Promise<T> {
    const path = join(this.folder, `${key.replace(/[^a-z0-9.-]+/gi, '_')}.json`);
    if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as T;
    const made = await make();
    writeFileSync(`${path}.new`, JSON.stringify(made));
    renameSync(`${path}.new`, path);
    return made;
  }
}

/** Name of the engine as it is built: what it measured before it was changed does not count for it. */
export function engineDigest(): string {
  const root = join(__dirname, '../../src/engine');
  const hash = createHash('sha256');
  const rooms = ['linear-algebra', 'clustering', 'ratings', 'model', 'training', 'scoring', 'tuning'];
  for (const room of rooms)
    for (const file of readdirSync(join(root, room)).sort())
      if (file.endsWith('.js')) hash.update(readFileSync(join(root, room, file)));
  return hash.digest('hex').slice(0, 8);
}
