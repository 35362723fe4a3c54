import { number, t } from '../../state/locale';
import { Card } from '../../ui/card';
import { Icon } from '../../ui/icon';
import { Stars } from '../../ui/stars';
import type { Pick, Picker } from './picks';
import { Share } from './share';

/** As many tell a taste well enough. */
export const WANTED = 5;

/** The newest picks are shown, as many as one looks through. */
const SHOWN = 30;

/** What one person picked, and a link with what all did. */
export function PicksCard(props: {
  picker: Picker;
  people: readonly Picker[];
  onChange: (picks: readonly Pick[]) => void;
}) {
  const texts = t.value.tryIt;
  const { picks } = props.picker;
  const hidden = picks.length - SHOWN;
  return (
    <Card title={texts.picks(Math.min(picks.length, WANTED), WANTED)}>
      <progress max={WANTED} value={picks.length} aria-label={texts.picks(picks.length, WANTED)} />
      <ul class="picks">
        {picks.slice(-SHOWN).map((film) => (
          <li key={film.id}>
            <span>{film.titulo}</span>
            <Stars
              label={film.titulo}
              value={film.rating}
              onRate={(rating) => props.onChange(picks.map((one) => (one.id === film.id ? { ...one, rating } : one)))}
            />
            <button
              type="button"
              class="quiet round"
              aria-label={t.value.ratings.remove(film.titulo)}
              onClick={() => props.onChange(picks.filter(({ id }) => id !== film.id))}
            >
              <Icon name="close" />
            </button>
          </li>
        ))}
      </ul>
      {picks.length === 0 && <p class="hint">{texts.start}</p>}
      {hidden > 0 && <p class="hint">{texts.morePicks(number(hidden))}</p>}
      {hidden > 0 && (
        <button type="button" class="quiet" onClick={() => props.onChange([])}>
          {texts.clear}
        </button>
      )}
      {props.people.some((one) => one.picks.length > 0) && <Share people={props.people} />}
    </Card>
  );
}
