import { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { Client, type ClientBase } from 'pg';
import { say } from '../../config/language';
import type { Listening, Topic } from '../notices';
import { Silence, WatchedConnection } from './watched-connection';

/** Pause between two beats, in milliseconds. */
const BEAT_MS = 2_000;

/** A server that has not answered for so long is silent, in milliseconds. */
const ANSWER_MS = 8_000;

/** Pause before a lost connection is made again, in milliseconds. */
const RETRY_MS = 1_000;

/** The channel of PostgreSQL on which a topic is told. */
export const channelOf = (topic: Topic): string => `centroide_${topic}`;

/**
 * One connection beside a pool, kept for as long as the pool is, and made again when it is lost. It hears what other
 * processes tell, and asks for a sign of life: where packets are dropped without a reset, a statement would wait for a
 * quarter of an hour. When none comes, everything that waits on the pool's connections is ended, since they go the same way.
 */
export class Pulse {
  private readonly logger = new Logger(say('Banco', 'Database'));
  private readonly stopped = new AbortController();
  private readonly connections = new Set<WatchedConnection>();
  private readonly listeners = new Set<{ readonly topic: Topic; readonly onNotice: () => void }>();
  private following: Promise<void> | undefined;
  private client: Client | undefined;
  /** Connected, and hearing. */
  private hears = false;
  private away = false;
  private silent = false;

  /** `topics`: what is to be heard; a standby takes no LISTEN. */
  constructor(
    private readonly url: string,
    private readonly topics: readonly Topic[] = [],
  ) {}

  start(): void {
    this.following ??= this.follow();
  }

  /** Look after a connection of the pool. `limitMs`: the longest that its server may take to answer; 0 is no limit. */
  watch(client: ClientBase, limitMs: number): void {
    const connection = new WatchedConnection(client as Client, limitMs);
    this.connections.add(connection);
    client.on('end', () => this.connections.delete(connection));
  }

  /** What a new connection of the pool goes over. While the server is silent it fails at once: nobody need wait for that. */
  socket(): Socket {
    const socket = new Socket();
    if (this.silent) process.nextTick(() => socket.destroy(new Silence(ANSWER_MS)));
    return socket;
  }

  /**
   * Call `onNotice` whenever somebody tells of the topic. What was told while there was no connection is not heard, so it is
   * called at each new connection as well.
   */
  listen(topic: Topic, onNotice: () => void): Listening {
    const listener = { topic, onNotice };
    this.listeners.add(listener);
    if (this.hears) onNotice();
    return {
      close: () => {
        this.listeners.delete(listener);
        return Promise.resolve();
      },
    };
  }

  async close(): Promise<void> {
    this.stopped.abort();
    this.client?.connection.stream.destroy();
    await this.following;
  }

  private async follow(): Promise<void> {
    while (!this.isStopped()) {
      const client = new Client({
        connectionString: this.url,
        application_name: 'centroide',
        keepAlive: true,
      });
      this.client = client;
      try {
        await this.beat(client);
      } catch (error) {
        this.lost(error);
      }
      this.hears = false;
      client.connection.stream.destroy();
      await this.rest(RETRY_MS);
    }
  }

  /** Connect, and ask for signs of life until there is none, which is thrown. */
  private async beat(client: Client): Promise<void> {
    const broken = new Promise<never>((_, reject) => {
      client.on('error', reject).on('end', () => reject(new Error(say('a conexão terminou', 'the connection ended'))));
    });
    broken.catch(() => undefined);
    client.on('notification', ({ channel }) => this.tell((topic) => channelOf(topic) === channel));
    await answered(client.connect());
    // It alone must not keep a process that has nothing more to do.
    (client as unknown as { unref(): void }).unref();
    await answered(client.query(this.topics.map((topic) => `LISTEN ${channelOf(topic)}`).join(';')));
    this.hears = true;
    if (this.silent) this.logger.log(say('O PostgreSQL responde de novo', 'PostgreSQL answers again'));
    this.silent = this.away = false;
    this.tell(() => true);
    while (!this.isStopped()) {
      await Promise.race([this.rest(BEAT_MS), broken]);
      for (const connection of this.connections) connection.endIfSilent();
      await answered(client.query(`SELECT 'pulso'`));
    }
  }

  private lost(error: unknown): void {
    if (this.isStopped()) return;
    if (error instanceof Silence) {
      if (!this.silent)
        this.logger.error(
          say(`${error.text.pt}; suas conexões são desfeitas`, `${error.text.en}; its connections are ended`),
        );
      this.silent = true;
      for (const connection of this.connections) connection.end(error);
    } else if (!this.away) {
      this.logger.warn(
        say(
          `Sem conexão de avisos; o que muda é visto ao olhar: ${String(error)}`,
          `No connection for notices; what changes is seen by looking: ${String(error)}`,
        ),
      );
    }
    this.away = true;
  }

  private tell(isMeant: (topic: Topic) => boolean): void {
    for (const { topic, onNotice } of this.listeners) if (isMeant(topic)) onNotice();
  }

  private async rest(ms: number): Promise<void> {
    await pause(ms, undefined, { ref: false, signal: this.stopped.signal }).catch(() => undefined);
  }

  private isStopped(): boolean {
    return this.stopped.signal.aborted;
  }
}

/** What the server answers. Throws Silence when it does not. */
async function answered<Result>(asked: Promise<Result>): Promise<Result> {
  const ended = new AbortController();
  const silence = async (): Promise<never> => {
    // In two halves: where this process itself stood still for long, an answer that lies there is read in between.
    await pause(ANSWER_MS / 2, undefined, { signal: ended.signal, ref: false });
    await pause(ANSWER_MS / 2, undefined, { signal: ended.signal, ref: false });
    throw new Silence(ANSWER_MS);
  };
  const silent = silence();
  // Whichever comes second has nobody to tell.
  silent.catch(() => undefined);
  asked.catch(() => undefined);
  try {
    return await Promise.race([asked, silent]);
  } finally {
    ended.abort();
  }
}
