import { setTimeout as pause } from 'node:timers/promises';
import { Random } from '../../../src/engine/random';
import { nameIn, personAt, ratingAt, ratingIn, type History } from './history';

export const PEOPLE = 3;
export const FILMS = 4;

/** Between two requests of a client, in milliseconds. */
const PAUSE_MS = 15;

/** Reads and writes at one replica and another, one request after the other. */
export class Client {
  private readonly random: Random;
  private count = 0;
  /** Recommendations that did not know what had been acknowledged. */
  readonly stale: string[] = [];

  constructor(
    private readonly number: number,
    private readonly history: History,
    private readonly replicas: readonly string[],
    seed: number,
  ) {
    this.random = new Random(seed, number);
  }

  async run(isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      const person = 1 + this.random.integer(PEOPLE);
      const film = 1 + this.random.integer(FILMS);
      const act = this.random.integer(6);
      if (act < 2) await this.rate(person, film);
      else if (act < 4)
        await this.history.read(ratingAt(person, film), this.replica() + ratingAt(person, film), ratingIn);
      else if (act === 4) await this.rename(person);
      else await this.history.read(personAt(person), this.replica() + personAt(person), nameIn);
      await pause(PAUSE_MS * 2 * this.random.uniform());
    }
  }

  private replica(): string {
    return this.replicas[this.random.integer(this.replicas.length)];
  }

  /** No two ratings are the same. Once one is acknowledged, no replica recommends the film any more. */
  private async rate(person: number, film: number): Promise<void> {
    const rating = (100_000 * this.number + this.count++) / 1_000_000;
    const path = ratingAt(person, film);
    const body = JSON.stringify({ avaliacao: rating });
    if (!(await this.history.write(path, String(rating), this.replica() + path, { method: 'PUT', body }))) return;
    const { status, body: films } = await this.history.ask(
      `${this.replica()}${personAt(person)}/recomendacoes?limite=100`,
      {},
    );
    if (status !== 200) return;
    const listed = (films as unknown as { id: number; ja_avaliado?: boolean }[]).find(({ id }) => id === film);
    if (listed && listed.ja_avaliado !== true) this.stale.push(`${path} had been rated ${rating}`);
  }

  private async rename(person: number): Promise<void> {
    const nome = `N${this.number}-${this.count++}`;
    const path = personAt(person);
    await this.history.write(path, nome, this.replica() + path, { method: 'PATCH', body: JSON.stringify({ nome }) });
  }
}
