import type { Group } from '../../api/answer-types';
import { number, percent, t } from '../../state/locale';

/** What sets a group apart: how many of its films have it, and how many times as many as among all films. */
export function Traits({ traits }: { traits: Group['tracos'] }) {
  const texts = t.value.groups;
  if (traits.length === 0) return <p class="hint">{texts.noTraits}</p>;
  return (
    <ul class="traits">
      {traits.map(({ tipo, nome, parte, lift }) => (
        <li key={`${tipo} ${nome}`}>
          <span>
            {nome} <small>{texts.kinds[tipo]}</small>
          </span>
          <small>{texts.trait(percent(parte), number(lift, 1))}</small>
        </li>
      ))}
    </ul>
  );
}
