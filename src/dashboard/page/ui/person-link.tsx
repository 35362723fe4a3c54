import { addressOf } from '../api/address';
import { t } from '../state/locale';

/** Who it is, by name where it is known, as the way to their page. */
export function PersonLink({ id, name }: { id: number; name?: string | undefined }) {
  return (
    <a class="film-link" href={personPath(id)}>
      {name === undefined || name === '' ? t.value.pickers.userNumber(id) : name}
    </a>
  );
}

/** Address of a person's page. */
function personPath(id: number): string {
  return addressOf(`/painel/pessoas/${id}`);
}
