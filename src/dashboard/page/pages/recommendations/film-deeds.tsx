import { deeds, tellDeed, type Deed } from '../../api/user-events';
import { withKey } from '../../api/with-key';
import { t } from '../../state/locale';
import { Icon, type IconName } from '../../ui/icon';
import { ProblemNote } from '../../ui/problem-note';
import { useAction } from '../../ui/use-action';
import './film-deeds.css';

const icons: Readonly<Record<Deed, IconName>> = { visto: 'check', quer_ver: 'bookmark', sem_interesse: 'thumbDown' };

/** What can be said of a recommended film beside a rating. wanted: whether the film is on the person's watchlist. */
export function FilmDeeds(props: {
  userId: number;
  film: { readonly id: number; readonly titulo: string };
  wanted: boolean;
}) {
  const texts = t.value.deeds;
  const { userId, film, wanted } = props;
  const { busy, problem, run } = useAction();
  return (
    <div class="deeds">
      {deeds.map((deed) => {
        const on = deed === 'quer_ver' && wanted;
        return (
          <button
            key={deed}
            type="button"
            class="quiet"
            // Not disabled, which would take the focus away.
            aria-disabled={busy}
            aria-pressed={deed === 'quer_ver' ? on : undefined}
            onClick={() => {
              if (!busy) void run(() => withKey(() => tellDeed(userId, film, deed, on)));
            }}
          >
            <Icon name={icons[deed]} />
            {texts.names[deed]}
            <span class="unseen"> · {film.titulo}</span>
          </button>
        );
      })}
      {problem && <ProblemNote problem={problem} />}
    </div>
  );
}
