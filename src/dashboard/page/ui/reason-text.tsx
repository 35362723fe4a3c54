import type { Reason } from '../api/answer-types';
import { filmPath } from './film-title';

/** A reason in the server's words, the film that it names being the way to its page. */
export function ReasonText({ reason }: { reason: Reason }) {
  const { texto, titulo, filme_id } = reason;
  const start = titulo === undefined || titulo === '' ? -1 : texto.indexOf(titulo);
  if (start < 0 || titulo === undefined || filme_id === undefined) return <>{texto}</>;
  return (
    <>
      {texto.slice(0, start)}
      <a class="film-link" href={filmPath(filme_id)}>
        {titulo}
      </a>
      {texto.slice(start + titulo.length)}
    </>
  );
}
