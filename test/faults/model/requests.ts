import type { Command, FileRows } from './commands';
import { moments, type When } from './world';

/** Finds the number of a person or a film that a command speaks of. */
export interface Numbers {
  person(ref: number): number;
  film(ref: number): number;
}

export type HttpCommand = Exclude<Command, { kind: 'import' | 'replace' | 'train' }>;

/** A request, and what its answer is compared with. */
export interface Sent {
  readonly kind: HttpCommand['kind'];
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  /** Of whom it speaks; 0 for nobody. */
  readonly person: number;
  readonly film: number;
  readonly version: number;
}

/** The request of a command. */
export function requestOf(command: HttpCommand, numbers: Numbers): Sent {
  const sent = (method: string, path: string, body?: unknown, person = 0, film = 0, version = 0): Sent => ({
    ...{ kind: command.kind, method, path, body, person, film, version },
  });
  switch (command.kind) {
    case 'create person':
      return sent('POST', '/usuarios', command.fields);
    case 'change person': {
      const id = numbers.person(command.ref);
      return sent('PATCH', `/usuarios/${id}`, command.fields, id);
    }
    case 'erase person': {
      const id = numbers.person(command.ref);
      return sent('DELETE', `/usuarios/${id}`, undefined, id);
    }
    case 'batch of people':
      return sent(
        'POST',
        '/usuarios/lote',
        command.rows.map(({ ref, ...fields }) => (ref === undefined ? fields : { id: numbers.person(ref), ...fields })),
      );
    case 'create film':
      return sent('POST', '/filmes', command.fields);
    case 'change film': {
      const id = numbers.film(command.ref);
      return sent('PATCH', `/filmes/${id}`, command.fields, 0, id);
    }
    case 'remove film': {
      const id = numbers.film(command.ref);
      return sent('DELETE', `/filmes/${id}`, undefined, 0, id);
    }
    case 'batch of films':
      return sent(
        'POST',
        '/filmes/lote',
        command.rows.map(({ ref, ...fields }) => (ref === undefined ? fields : { id: numbers.film(ref), ...fields })),
      );
    case 'put rating': {
      const [person, film] = [numbers.person(command.fields.person), numbers.film(command.fields.film)];
      const { avaliacao } = command.fields;
      return sent('PUT', `/usuarios/${person}/avaliacoes/${film}`, { avaliacao }, person, film);
    }
    case 'post rating': {
      const row = ratingBody(command.fields, numbers);
      return sent('POST', '/avaliacoes', row, row.usuario_id, row.filme_id);
    }
    case 'take rating back': {
      const [person, film] = [numbers.person(command.person), numbers.film(command.film)];
      return sent('DELETE', `/usuarios/${person}/avaliacoes/${film}`, undefined, person, film);
    }
    case 'batch of ratings':
      return sent(
        'POST',
        '/avaliacoes/lote',
        command.rows.map((row) => ratingBody(row, numbers)),
      );
    case 'read person': {
      const id = numbers.person(command.ref);
      return sent('GET', `/usuarios/${id}/dados`, undefined, id);
    }
    case 'activate': {
      const { version } = command;
      return sent('POST', `/modelo/versoes/${version}/ativar`, undefined, 0, 0, version);
    }
    case 'export':
      return sent('GET', '/exportacao');
  }
}

export interface RatingBody {
  usuario_id: number;
  filme_id: number;
  avaliacao: number;
  avaliado_em?: string;
}

function ratingBody({ person, film, avaliacao, when }: FileRows['ratings'][number], numbers: Numbers): RatingBody {
  const ids = { usuario_id: numbers.person(person), filme_id: numbers.film(film), avaliacao };
  const moment = momentOf(when);
  return moment === null ? ids : { ...ids, avaliado_em: moment };
}

export function momentOf(when: When): string | null {
  return when === null || when === 3 ? null : moments[when];
}
