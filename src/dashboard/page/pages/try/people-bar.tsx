import { useId } from 'preact/hooks';
import { t } from '../../state/locale';
import { Icon } from '../../ui/icon';
import { MOST_PEOPLE, type Picker } from './picks';

const LONGEST_NAME = 40;

/** How somebody is called: as they say, or by their number. */
export function nameOf({ name }: Picker, n: number): string {
  return name.trim() === '' ? t.value.tryIt.night.person(n + 1) : name.trim();
}

/** Film night: whose turn it is to pick, their name, and who else. For one person it is but the way to ask others in. */
export function PeopleBar(props: {
  people: readonly Picker[];
  turn: number;
  onTurn: (turn: number) => void;
  onAdd: () => void;
  onName: (name: string) => void;
  onLeave: () => void;
}) {
  const texts = t.value.tryIt.night;
  const label = useId();
  const { people, turn } = props;
  const alone = people.length === 1;
  const add = people.length < MOST_PEOPLE && (
    <button type="button" class="quiet" onClick={props.onAdd}>
      <Icon name="plus" />
      {alone ? texts.start : texts.add}
    </button>
  );
  if (alone) return <div class="people">{add}</div>;
  return (
    <section class="people" aria-labelledby={label}>
      <h2 id={label}>{texts.title}</h2>
      <p class="hint">{texts.hint}</p>
      <div class="people-turns" role="group" aria-label={texts.turn}>
        {people.map((one, n) => (
          <button key={n} type="button" aria-pressed={n === turn} onClick={() => props.onTurn(n)}>
            {nameOf(one, n)} <span class="tag">{one.picks.length}</span>
          </button>
        ))}
        {add}
      </div>
      <div class="people-name">
        <label class="field">
          {texts.name}
          <input
            value={people[turn].name}
            maxLength={LONGEST_NAME}
            placeholder={texts.person(turn + 1)}
            autocomplete="off"
            onInput={({ currentTarget }) => props.onName(currentTarget.value)}
          />
        </label>
        <button type="button" class="quiet" onClick={props.onLeave}>
          <Icon name="close" />
          {texts.leave(nameOf(people[turn], turn))}
        </button>
      </div>
    </section>
  );
}
