import type { ServerResponse } from 'node:http';
import { Problem } from './problem';
import { RoomFull, type Leave, type Room } from './room';

/** Seconds after which it is worth trying again: what is under way is over, or a good part of it. */
const RETRY_SECONDS = 2;

/** One sender has too much under way at the same time. */
class TooManyAtOnce extends Problem {
  constructor() {
    super(
      429,
      'requisicoes-simultaneas-demais',
      {
        pt: `Há pedidos demais deste endereço ao mesmo tempo. Tente de novo em ${RETRY_SECONDS} s.`,
        en: `There are too many requests of this address at the same time. Try again in ${RETRY_SECONDS} s.`,
      },
      [],
      { 'Retry-After': String(RETRY_SECONDS) },
    );
  }
}

/** All together have too much under way. */
class ServerBusy extends Problem {
  constructor() {
    super(
      503,
      'servidor-ocupado',
      {
        pt: `O servidor está ocupado com outros pedidos. Tente de novo em ${RETRY_SECONDS} s.`,
        en: `The server is busy with other requests. Try again in ${RETRY_SECONDS} s.`,
      },
      [],
      { 'Retry-After': String(RETRY_SECONDS) },
    );
  }
}

/**
 * Take room for a request until it is over, however it ends. Resolves to false when that has come while it waited. Throws
 * TooManyAtOnce, ServerBusy. sender: see `senderOf`.
 */
export async function holdRoom(room: Room, sender: string, response: ServerResponse, size?: number): Promise<boolean> {
  const held: { isOver: boolean; leave?: Leave } = { isOver: false };
  response.once('close', () => {
    held.isOver = true;
    held.leave?.();
  });
  try {
    const leave = await room.enter(sender, size);
    if (held.isOver) leave();
    else held.leave = leave;
  } catch (error) {
    if (error instanceof RoomFull) throw error.ofSender ? new TooManyAtOnce() : new ServerBusy();
    throw error;
  }
  return !held.isOver;
}
