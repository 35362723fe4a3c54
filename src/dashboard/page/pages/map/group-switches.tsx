import type { FilmMap } from '../../api/answer-types';
import { number, percent, t } from '../../state/locale';
import { Card } from '../../ui/card';
import { GroupMark } from '../../ui/group-mark';

/** The groups of the map: which are shown, and which stands out. */
export function GroupSwitches(props: {
  map: FilmMap;
  hidden: ReadonlySet<number>;
  onChange: (hidden: ReadonlySet<number>) => void;
  picked: number | null;
  onPick: (id: number) => void;
  onPoint: (id: number | null) => void;
}) {
  const texts = t.value.map;
  const { map, hidden, onChange, picked, onPick, onPoint } = props;
  const toggle = (id: number): void => {
    const next = new Set(hidden);
    if (!next.delete(id)) next.add(id);
    onChange(next);
  };
  const all = map.grupos.map(({ id }) => id);
  return (
    <Card title={texts.groups}>
      <ul class="map-groups">
        {map.grupos.map(({ id, nome, tamanho }) => (
          <li key={id} onMouseEnter={() => onPoint(id)} onMouseLeave={() => onPoint(null)}>
            <input
              type="checkbox"
              aria-label={texts.showGroup(nome)}
              checked={!hidden.has(id)}
              onChange={() => toggle(id)}
            />
            <button
              type="button"
              class="quiet"
              aria-pressed={picked === id}
              onClick={() => onPick(id)}
              onFocus={() => onPoint(id)}
              onBlur={() => onPoint(null)}
            >
              <GroupMark id={id} />
              <span>{nome}</span>
              <small>{number(tamanho)}</small>
            </button>
          </li>
        ))}
      </ul>
      <div class="row">
        <button type="button" class="link" onClick={() => onChange(new Set())}>
          {texts.all}
        </button>
        <button type="button" class="link" onClick={() => onChange(new Set(all))}>
          {texts.none}
        </button>
      </div>
      <p class="hint map-axes">{texts.only}</p>
      <p class="hint map-axes">
        {texts.axes(...(map.eixos.map(({ explicado }) => percent(explicado)) as [string, string]))}
      </p>
    </Card>
  );
}
