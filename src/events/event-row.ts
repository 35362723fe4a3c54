/** An event as it is stored and exported: the column names are the JSON names. */
export interface EventRow {
  id: string;
  usuario_id: number;
  filme_id: number;
  tipo: string;
  /** From 0 to 1; null is all. */
  valor: number | null;
  /** Milliseconds since 1970. */
  quando: number;
  recomendacao_id: string | null;
}

/** The columns of an {@link EventRow}, for a SELECT. */
export const eventColumns = 'id, usuario_id, filme_id, tipo, valor, quando, recomendacao_id';

/** The longest id that a client gives, in characters: a UUID has 36. */
export const LONGEST_EVENT_ID = 100;

/** The id of an event that came without one: the same thing at the same moment is the same event. */
export function usualEventId({
  filme_id,
  tipo,
  quando,
}: Pick<EventRow, 'tipo' | 'quando'> & { readonly filme_id: number | string }): string {
  return `${filme_id}-${tipo}-${quando}`;
}
