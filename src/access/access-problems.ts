import { Problem } from '../http/problem';
import type { Scope } from './scope';

/** A key is needed and none came. */
export class KeyMissing extends Problem {
  constructor() {
    super(
      401,
      'chave-ausente',
      {
        pt: 'É preciso uma chave, no cabeçalho Authorization: Bearer <chave>. Quem tem uma de escopo admin cria outras em /chaves.',
        en: 'A key is needed, in the header Authorization: Bearer <key>. Whoever has one of scope admin makes others at /chaves.',
      },
      [],
      { 'WWW-Authenticate': 'Bearer realm="centroide"' },
    );
  }
}

/** What came as a key opens nothing. */
export class KeyInvalid extends Problem {
  constructor() {
    super(
      401,
      'chave-invalida',
      {
        pt: 'A chave não existe ou foi revogada.',
        en: 'The key does not exist or has been revoked.',
      },
      [],
      { 'WWW-Authenticate': 'Bearer realm="centroide", error="invalid_token"' },
    );
  }
}

/** The key was good until it expired. expiredAt: in milliseconds since 1970. */
export class KeyExpired extends Problem {
  constructor(expiredAt: number) {
    const at = new Date(expiredAt).toISOString();
    super(
      401,
      'chave-vencida',
      {
        pt: `A chave venceu em ${at}. Quem tem uma de escopo admin cria outra em /chaves.`,
        en: `The key expired at ${at}. Whoever has one of scope admin makes another at /chaves.`,
      },
      [],
      { 'WWW-Authenticate': 'Bearer realm="centroide", error="invalid_token"' },
    );
  }
}

/** What came as a token of a person opens nothing. */
export class TokenInvalid extends Problem {
  constructor() {
    super(
      401,
      'token-invalido',
      {
        pt: 'O token venceu, foi revogado ou não é deste servidor. Quem tem uma chave cria outro com POST /usuarios/{id}/tokens.',
        en: 'The token has expired, has been revoked, or is not of this server. Whoever has a key makes another one by POST /usuarios/{id}/tokens.',
      },
      [],
      { 'WWW-Authenticate': 'Bearer realm="centroide", error="invalid_token"' },
    );
  }
}

/** The token holds, and is asked for something that is not of its person. */
export class NotOfPerson extends Problem {
  constructor() {
    super(
      403,
      'fora-do-token',
      {
        pt: 'Um token abre só o que é da sua pessoa: listas, perfil, notas e eventos dela. Para o resto é preciso uma chave.',
        en: 'A token opens only what is of its person: their lists, profile, ratings and events. All else needs a key.',
      },
      [],
      { 'WWW-Authenticate': 'Bearer realm="centroide", error="insufficient_scope"' },
    );
  }
}

/** The key is valid and not enough. */
export class ScopeTooSmall extends Problem {
  constructor(held: Scope, needed: Scope) {
    super(
      403,
      'escopo-insuficiente',
      {
        pt: `A chave tem o escopo ${held}; é preciso ${needed}.`,
        en: `The key has the scope ${held}; ${needed} is needed.`,
      },
      [],
      { 'WWW-Authenticate': `Bearer realm="centroide", error="insufficient_scope", scope="${needed}"` },
    );
  }
}

/** Too many requests of one key or address. */
export class TooManyRequests extends Problem {
  constructor(limit: number, seconds: number) {
    super(
      429,
      'requisicoes-demais',
      {
        pt: `O limite é de ${limit} requisições por minuto. Tente de novo em ${seconds} s.`,
        en: `The limit is ${limit} requests per minute. Try again in ${seconds} s.`,
      },
      [],
      { 'Retry-After': String(seconds) },
    );
  }
}
