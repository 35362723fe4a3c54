import { Problem } from '../http/problem';
import { show } from '../http/validation.pipe';

/** Several messages in one request: they would count as one. The protocol has had none since 2025-06-18. */
export class BatchNotTaken extends Problem {
  constructor() {
    super(400, 'requisicao-malformada', {
      pt: 'O corpo é uma lista; /mcp aceita uma mensagem por requisição.',
      en: 'The body is a list; /mcp takes one message per request.',
    });
  }
}

/** A page of an origin that CORS_ORIGIN does not name. */
export class OriginNotTaken extends Problem {
  constructor(origin: string) {
    super(403, 'origem-nao-aceita', {
      pt: `/mcp não aceita páginas de ${show(origin)}; aceita as das origens de CORS_ORIGIN.`,
      en: `/mcp does not take pages of ${show(origin)}; it takes those of the origins of CORS_ORIGIN.`,
    });
  }
}
