import { useMemo, useState } from 'preact/hooks';
import type { TrackedFilm } from '../../api/answer-types';
import { number, t } from '../../state/locale';
import { PageHead } from '../../ui/page-head';
import type { FoundFilm } from '../../ui/pickers';
import { ProblemNote } from '../../ui/problem-note';
import { FilmGrid } from './film-grid';
import { ForGroup, useGroupList } from './group-list';
import { nameOf, PeopleBar } from './people-bar';
import { changePicker, leave, people } from './people';
import { newPicker, opinionOf, toggled, withFile, type Opinion, type Picker } from './picks';
import { PicksCard } from './picks-card';
import { ResultPanel } from './result-panel';
import { TrackerFile } from './tracker-file';
import { useShared } from './use-shared';
import { ForVisitor, useVisitorList } from './visitor-list';
import './try.css';

/** Recommendations for somebody who is not stored, or for several: nothing of this page is kept anywhere. */
export function TryPage() {
  const texts = t.value.tryIt;
  const all = people.value;
  const [turnOf, setTurn] = useState(0);
  // Whoever came may have gone again.
  const turn = Math.min(turnOf, all.length - 1);
  /** How often something was picked. */
  const [picked, setPicked] = useState(() => all.reduce((sum, { picks }) => sum + picks.length, 0));
  const [dropped, setDropped] = useState<File | null>(null);
  const { broken, received } = useShared((shared) => {
    people.value = shared;
    setTurn(0);
    setPicked((n) => n + 1);
  });

  const picker = all[turn];
  const pick = (changed: (picker: Picker) => Picker): void => {
    changePicker(picker.key, changed);
    setPicked((n) => n + 1);
  };
  const say = (film: FoundFilm, opinion: Opinion): void =>
    pick((one) => ({ ...one, picks: toggled(one.picks, film, opinion) }));
  const takeFile = (films: readonly TrackedFilm[]): void => pick((one) => withFile(one, films));

  const guests = all
    .map((one, n) => ({ name: nameOf(one, n), picker: one }))
    .filter((guest) => guest.picker.picks.length > 0);
  const together = guests.length > 1;
  // Names alone change no list.
  const pickers = useMemo(
    () => guests.map((guest) => guest.picker),
    guests.flatMap(({ picker: { picks, seen } }) => [picks, seen]),
  );
  const alone = together ? null : (guests.at(0)?.picker ?? null);
  const list = useVisitorList(useMemo(() => alone, [alone?.picks, alone?.seen]));
  const group = useGroupList(together ? pickers : null);
  const best = (together ? group.films.data : list.data?.films)?.at(0)?.titulo;
  const ratings = new Map(picker.picks.map(({ id, rating }) => [id, rating]));

  return (
    <div
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        // A file beside its place would be opened by the browser instead of this page.
        event.preventDefault();
        const file = event.dataTransfer?.files[0];
        if (file) setDropped(file);
      }}
    >
      <PageHead title={texts.title} lead={texts.lead} />
      {broken && (
        <p class="note bad" role="alert">
          {texts.share.broken(broken.piece)}
        </p>
      )}
      {received.problem && <ProblemNote problem={received.problem} retry={received.reload} />}
      {received.data && (
        <p class="note good" role="status">
          {texts.share.received} {received.data.missing > 0 && texts.share.missing(number(received.data.missing))}
        </p>
      )}
      <div class="try">
        <div class="stack">
          <PeopleBar
            people={all}
            turn={turn}
            onTurn={setTurn}
            onAdd={() => {
              people.value = [...all, newPicker()];
              setTurn(all.length);
            }}
            onName={(name) => changePicker(picker.key, (one) => ({ ...one, name }))}
            onLeave={() => {
              leave(picker, nameOf(picker, turn));
              setTurn(Math.max(0, turn - 1));
            }}
          />
          <FilmGrid opinion={(id) => opinionOf(ratings.get(id))} onOpinion={say} />
          <TrackerFile dropped={dropped} onFound={takeFile} />
        </div>
        <ResultPanel best={best} turn={picked}>
          <PicksCard picker={picker} people={all} onChange={(picks) => pick((one) => ({ ...one, picks }))} />
          {together ? (
            <ForGroup list={group} guests={guests} />
          ) : (
            alone && <ForVisitor list={list} picks={alone.picks.length} />
          )}
        </ResultPanel>
      </div>
      <p class="unseen" role="status">
        {best !== undefined && texts.sheet.best(best)}
      </p>
    </div>
  );
}
