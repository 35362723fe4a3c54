import type { HomeRow } from '../../api/answer-types';
import { get } from '../../api/client';
import { useLoad } from '../../api/use-load';
import { t } from '../../state/locale';
import { FilmRows } from '../../ui/film-rows';
import { Busy, Empty } from '../../ui/placeholders';
import { ProblemNote } from '../../ui/problem-note';
import type { FilterValues } from './filters';

/** The person's home page, in the rows that it has there. turn: another number, and it is loaded anew. */
export function HomeRows(props: { id: number; filters: FilterValues; turn: number }) {
  const { id, turn } = props;
  // A row is in the order of its reason: it knows of no variety.
  const filters = { ...props.filters, diversidade: undefined };
  const rows = useLoad(
    (signal) => get<HomeRow[]>(`/usuarios/${id}/vitrine`, filters, signal),
    [id, turn, props.filters],
  );
  if (rows.problem) return <ProblemNote problem={rows.problem} retry={rows.reload} />;
  if (!rows.data) return <Busy />;
  if (rows.data.length === 0) return <Empty>{t.value.recommendations.none}</Empty>;
  return <FilmRows rows={rows.data} />;
}
