import { ScopeTooSmall } from '../../access/access-problems';
import { isPerson, mayRead, scopeOf, type Identity } from '../../access/identity';
import { includesScope } from '../../access/scope';
import { Problem } from '../../http/problem';

/** What a person was shown is asked for, or to be noted, without a key. */
class ShowingsNeedKey extends Problem {
  constructor(parameter: 'rotacao' | 'lembrar') {
    super(
      401,
      'chave-ausente',
      {
        pt: `${parameter} depende do que foi mostrado à pessoa: é preciso uma chave, no cabeçalho Authorization: Bearer <chave>.`,
        en: `${parameter} depends on what the person was shown: a key is needed, in the header Authorization: Bearer <key>.`,
      },
      [],
      { 'WWW-Authenticate': 'Bearer realm="centroide"' },
    );
  }
}

/**
 * What was shown to a person is told to who may read them, and noted for who may write: a key of scope `escrita`, or the person's
 * token. Throws ShowingsNeedKey, ScopeTooSmall.
 */
export function checkShowings(
  caller: Identity | null,
  userId: number,
  { rotacao = 0, lembrar = false }: { readonly rotacao?: number; readonly lembrar?: boolean },
): void {
  if (rotacao === 0 && !lembrar) return;
  if (!mayRead(caller, userId)) throw new ShowingsNeedKey(lembrar ? 'lembrar' : 'rotacao');
  const scope = scopeOf(caller);
  if (lembrar && !isPerson(caller) && scope !== null && !includesScope(scope, 'escrita'))
    throw new ScopeTooSmall(scope, 'escrita');
}
