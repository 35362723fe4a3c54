import { Problem } from '../../http/problem';

/** What a person has rated is asked for without a key that may read it. */
export class RatedFilmsNeedKey extends Problem {
  constructor() {
    super(
      401,
      'chave-ausente',
      {
        pt: 'incluir_avaliados mostra o que a pessoa avaliou: é preciso uma chave, no cabeçalho Authorization: Bearer <chave>.',
        en: 'incluir_avaliados shows what the person has rated: a key is needed, in the header Authorization: Bearer <key>.',
      },
      [],
      { 'WWW-Authenticate': 'Bearer realm="centroide"' },
    );
  }
}
