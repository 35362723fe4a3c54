import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { Client } from 'pg';
import type { Listening, Topic } from '../notices';

/** Pause before a lost connection is made again, in milliseconds. */
const RETRY_MS = 1_000;

/** The channel of PostgreSQL on which a topic is told. */
export const channelOf = (topic: Topic): string => `centroide_${topic}`;

/**
 * Call `onNotice` whenever somebody tells of the topic, on a connection of its own that is made again when it is lost.
 * What was told in between is not heard, so it is called at each new connection as well.
 */
export function listen(url: string, topic: Topic, onNotice: () => void): Listening {
  const logger = new Logger('Banco');
  const stopped = new AbortController();
  const isStopped = (): boolean => stopped.signal.aborted;
  let client: Client | undefined;
  let away = false;
  const follow = async (): Promise<void> => {
    while (!isStopped()) {
      client = new Client({ connectionString: url, application_name: 'centroide', keepAlive: true });
      const ended = new Promise((resolve) => client?.once('end', resolve));
      // Without a listener the loss of the connection would end the process; the end that follows is what counts.
      client.on('error', (error) => logger.warn(`A conexão de avisos caiu: ${error.message}`));
      client.on('notification', onNotice);
      try {
        await client.connect();
        await client.query(`LISTEN ${channelOf(topic)}`);
        away = false;
        onNotice();
        await ended;
      } catch (error) {
        await client.end().catch(() => undefined);
        if (!isStopped() && !away) logger.warn(`Sem conexão de avisos; o que muda é visto ao olhar: ${String(error)}`);
        away = true;
      }
      await pause(RETRY_MS, undefined, { signal: stopped.signal }).catch(() => undefined);
    }
  };
  const following = follow();
  return {
    close: async () => {
      stopped.abort();
      await client?.end().catch(() => undefined);
      await following;
    },
  };
}
