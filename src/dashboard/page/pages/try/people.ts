import { signal } from '@preact/signals';
import { noted } from '../../state/changes';
import { number, rating, t } from '../../state/locale';
import { changedBetween, newPicker, without, type Picker } from './picks';

/** Who picked what, for who comes back from another page; gone with this window. */
export const people = signal<readonly Picker[]>([newPicker()]);

/** Change somebody. What takes away or overwrites what they said, and what a file adds, can be taken back. */
export function changePicker(key: number, changed: (picker: Picker) => Picker): void {
  const set = (to: (now: Picker) => Picker): void => {
    people.value = people.value.map((one) => (one.key === key ? to(one) : one));
  };
  const before = people.value.find((one) => one.key === key);
  if (!before) return;
  const after = changed(before);
  set(() => after);
  const touched = changedBetween(before, after);
  const isNewPick = touched.length === 1 && after.picks.length > before.picks.length;
  if (touched.length === 0 || isNewPick) return;
  tell(textOf(before, after, touched), () => set((now) => without(now, before, after)));
}

function textOf(before: Picker, after: Picker, touched: Picker['picks']): () => string {
  const [{ id, titulo }] = touched;
  const kept = after.picks.find((pick) => pick.id === id);
  const count = touched.length;
  return () => {
    const texts = t.value.tryIt.undo;
    if (count > 1) return (after.picks.length > before.picks.length ? texts.added : texts.removed)(number(count));
    return kept ? texts.changed(titulo, rating(kept.rating)) : texts.removedOne(titulo);
  };
}

/** Take somebody out of the evening. name: as they are called. */
export function leave(picker: Picker, name: string): void {
  const place = people.value.findIndex(({ key }) => key === picker.key);
  people.value = people.value.filter(({ key }) => key !== picker.key);
  tell(
    () => t.value.tryIt.undo.left(name),
    () => (people.value = people.value.toSpliced(place, 0, picker)),
  );
}

function tell(text: () => string, undo: () => void): void {
  noted({
    text,
    place: () => t.value.nav.tryIt,
    revert: () => {
      undo();
      return Promise.resolve();
    },
  });
}
