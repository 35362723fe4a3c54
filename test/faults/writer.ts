import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '../../src/database/database';
import { Random } from '../../src/engine/random';

/** What came of looking for the acknowledged writes of some writers. */
export interface Checked {
  /** Writes that were answered with 2xx. */
  readonly acknowledged: number;
  /** Writes that were cut off: they may have landed or not. */
  readonly uncertain: number;
  readonly lost: number;
  readonly doubled: number;
}

/** A writer whose test has failed ends by itself. */
const LONGEST_MS = 600_000;

/**
 * Rates films as one user, one request after the other, and remembers what the server acknowledged. The profile version
 * counts the writes that landed, so that one that landed twice shows as well as one that is missing.
 */
export class Writer {
  acknowledged = 0;
  uncertain = 0;
  /** False: an answer that comes now does not count as one. */
  trusts = true;
  private readonly random: Random;
  /** What each film's rating may be: the last acknowledged one, and those that were cut off after it. */
  private readonly possible = new Map<number, Set<number>>();

  constructor(
    private readonly user: number,
    private readonly films: number,
    seed: number,
  ) {
    this.random = new Random(seed, user);
  }

  /** Write until told to stop, or, with `untilCut`, until a request fails; `restMs`: between two writes, in milliseconds. */
  async run(url: string, key: string, isOver: () => boolean, { untilCut = true, restMs = 0 } = {}): Promise<void> {
    const deadline = Date.now() + LONGEST_MS;
    while (!isOver()) {
      if (Date.now() > deadline) throw new Error('nobody told the writer to stop');
      const film = 1 + this.random.integer(this.films);
      const rating = this.random.integer(11) / 2;
      const landed = await this.write(url, key, film, rating);
      if (!landed && untilCut) return;
      const rest = landed ? restMs : 20;
      if (rest > 0) await pause(rest);
    }
  }

  private async write(url: string, key: string, film: number, rating: number): Promise<boolean> {
    const answer = await fetch(`${url}/usuarios/${this.user}/avaliacoes/${film}`, {
      method: 'PUT',
      headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ avaliacao: rating }),
    })
      .then(async (response) => {
        await response.arrayBuffer();
        return response.ok;
      })
      .catch(() => false);
    if (answer && this.trusts) {
      this.acknowledged++;
      this.possible.set(film, new Set([rating]));
    } else {
      this.uncertain++;
      const values = this.possible.get(film) ?? new Set([NaN]);
      this.possible.set(film, values.add(rating));
    }
    return answer;
  }

  /** Look for everything in the database. NaN stands for a film that was not rated. */
  async check(database: Database): Promise<Checked> {
    const rows = await database.query<{ filme_id: number; avaliacao: number }>(
      'SELECT filme_id, avaliacao FROM avaliacoes WHERE usuario_id = $1',
      [this.user],
    );
    const [{ versao_perfil: landed }] = await database.query<{ versao_perfil: number }>(
      'SELECT versao_perfil FROM usuarios WHERE id = $1',
      [this.user],
    );
    const stored = new Map(rows.map(({ filme_id, avaliacao }) => [filme_id, avaliacao]));
    let lost = Math.max(0, this.acknowledged - landed);
    for (const [film, values] of this.possible) if (!values.has(stored.get(film) ?? NaN)) lost++;
    const doubled =
      Math.max(0, landed - this.acknowledged - this.uncertain) +
      (rows.length - stored.size) +
      [...stored.keys()].filter((film) => !this.possible.has(film)).length;
    return { acknowledged: this.acknowledged, uncertain: this.uncertain, lost, doubled };
  }
}

export async function checkAll(writers: readonly Writer[], database: Database): Promise<Checked> {
  const sum = { acknowledged: 0, uncertain: 0, lost: 0, doubled: 0 };
  for (const writer of writers) {
    const one = await writer.check(database);
    for (const name of Object.keys(sum) as (keyof typeof sum)[]) sum[name] += one[name];
  }
  return sum;
}
