import { Problem } from '../http/problem';
import { IDEMPOTENCY_KEY } from './idempotency-key';

/** The first request with the key is not over yet. */
export class StillUnderWay extends Problem {
  constructor() {
    super(
      409,
      'pedido-em-andamento',
      {
        pt: `O pedido com esta ${IDEMPOTENCY_KEY} ainda está em andamento. Envie de novo em instantes para ter a resposta.`,
        en: `The request with this ${IDEMPOTENCY_KEY} is still under way. Send it again shortly to have its answer.`,
      },
      [],
      { 'Retry-After': '1' },
    );
  }
}

/** The key was that of a request for something else. */
export class KeyOfAnother extends Problem {
  constructor() {
    super(422, 'chave-de-outro-pedido', {
      pt: `Esta ${IDEMPOTENCY_KEY} já foi de outro pedido: outro endereço, ou outro corpo. Cada pedido tem a sua; nada foi feito.`,
      en: `This ${IDEMPOTENCY_KEY} was that of another request: another address, or another body. Each request has its own; nothing was done.`,
    });
  }
}

/** The server ended between what the request wrote and its answer, or after an error in between. */
export class AnswerLost extends Problem {
  constructor() {
    super(410, 'resposta-perdida', {
      pt: `O pedido com esta ${IDEMPOTENCY_KEY} foi gravado, ao menos em parte, e sua resposta se perdeu: o servidor parou ou falhou antes de guardá-la. Não é feito de novo; veja o que há, e use outra chave.`,
      en: `The request with this ${IDEMPOTENCY_KEY} was written, at least in part, and its answer is lost: the server stopped or failed before keeping it. It is not done again; look at what is there, and use another key.`,
    });
  }
}

/** Whom the answer told of was erased since. */
export class AnswerErased extends Problem {
  constructor() {
    super(410, 'resposta-apagada', {
      pt: `O pedido com esta ${IDEMPOTENCY_KEY} foi feito, e sua resposta foi apagada com a pessoa de quem falava. Não é feito de novo.`,
      en: `The request with this ${IDEMPOTENCY_KEY} was carried out, and its answer was erased with the person it told of. It is not done again.`,
    });
  }
}
