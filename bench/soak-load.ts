import { setTimeout as pause } from 'node:timers/promises';
import { Random } from '../src/engine/random';

/** Of the demonstration: ids from 1. The data stays as large as it is, so that only a leak makes memory grow. */
const USERS = 30;
const FILMS = 400;
/** Rows of a file, and pauses between requests, files and trainings, in milliseconds. */
const ROWS = 2_000;
const BETWEEN_REQUESTS = 60;
const BETWEEN_FILES = 5_000;
const BETWEEN_TRAININGS = 20_000;
const BETWEEN_LOOKS = 500;
/** How often a failure is told at most. */
const TOLD = 10;

/** Readers, raters, somebody who imports and somebody who trains, all at the same time. */
export class SoakLoad {
  readonly done = { lists: 0, 'other reads': 0, ratings: 0, imports: 0, trainings: 0 };
  readonly failures: string[] = [];
  private readonly headers: Record<string, string>;

  constructor(
    private readonly url: string,
    key: string,
    private readonly seed: number,
  ) {
    this.headers = { Authorization: `Bearer ${key}` };
  }

  /** Until it is aborted; what is under way then is waited for. */
  async run(over: AbortSignal): Promise<void> {
    const reads = [1, 2, 3].map((n) => this.again(over, n, BETWEEN_REQUESTS, (random) => this.read(random)));
    const rates = [4, 5].map((n) => this.again(over, n, BETWEEN_REQUESTS, (random) => this.rate(random)));
    await Promise.all([
      ...reads,
      ...rates,
      this.again(over, 6, BETWEEN_FILES, (random) => this.import(random)),
      this.again(over, 7, BETWEEN_TRAININGS, () => this.train()),
    ]);
  }

  private async again(
    over: AbortSignal,
    stream: number,
    between: number,
    act: (random: Random) => Promise<void>,
  ): Promise<void> {
    const random = new Random(this.seed, stream);
    while (!over.aborted) {
      await act(random).catch((error: unknown) => this.fail(String(error)));
      await pause(between, undefined, { signal: over }).catch(() => undefined);
    }
  }

  private async read(random: Random): Promise<void> {
    const [user, film] = [1 + random.integer(USERS), 1 + random.integer(FILMS)];
    const isList = random.integer(2) === 0;
    const others = [
      `/filmes/${film}/similares`,
      `/filmes?busca=${String.fromCharCode(97 + random.integer(26))}`,
      `/usuarios/${user}/perfil`,
      '/modelo',
      '/grupos',
      '/modelo/mapa.svg',
    ];
    await this.send(
      'GET',
      isList ? `/usuarios/${user}/recomendacoes?explicar=true` : others[random.integer(others.length)],
    );
    this.done[isList ? 'lists' : 'other reads']++;
  }

  private async rate(random: Random): Promise<void> {
    const path = `/usuarios/${1 + random.integer(USERS)}/avaliacoes/${1 + random.integer(FILMS)}`;
    await this.send('PUT', path, JSON.stringify({ avaliacao: random.integer(11) / 2 }));
    this.done.ratings++;
  }

  private async import(random: Random): Promise<void> {
    const rows = Array.from(
      { length: ROWS },
      () => `${1 + random.integer(USERS)},${1 + random.integer(FILMS)},${random.integer(11) / 2}\n`,
    );
    const form = new FormData();
    form.set('arquivo', new Blob([`usuario_id,filme_id,avaliacao\n${rows.join('')}`]), 'avaliacoes.csv');
    await this.job('/importacoes?modo=manter&escala=5', form);
    this.done.imports++;
  }

  private async train(): Promise<void> {
    await this.job('/modelo/treinos', JSON.stringify({ ajuste: 'nunca' }));
    this.done.trainings++;
  }

  /** Ask for a job, and wait until it has ended well. */
  private async job(path: string, body: string | FormData): Promise<void> {
    const { location } = await this.send('POST', path, body);
    for (;;) {
      const { text } = await this.send('GET', location);
      const { estado, erro } = JSON.parse(text) as { estado: string; erro: string | null };
      if (estado.startsWith('conclu')) return;
      if (estado === 'falhou') throw new Error(`${location}: ${erro ?? ''}`);
      await pause(BETWEEN_LOOKS);
    }
  }

  private async send(
    method: string,
    path: string,
    body?: string | FormData,
  ): Promise<{ text: string; location: string }> {
    const headers = typeof body === 'string' ? { ...this.headers, 'Content-Type': 'application/json' } : this.headers;
    const response = await fetch(this.url + path, { method, headers, body });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return { text, location: response.headers.get('location') ?? '' };
  }

  private fail(failure: string): void {
    if (this.failures.length < TOLD) this.failures.push(failure);
  }
}
