import { signal } from '@preact/signals';
import { get } from '../api/client';
import type { FilmMap, Model } from '../api/answer-types';
import type { GroupShape } from '../../../group-shapes';

/** What a group looks like wherever it is shown: the number of its hue, and its shape. */
export interface GroupLook {
  readonly hue: number;
  readonly shape: GroupShape;
}

type Told = Pick<FilmMap['grupos'][number], 'id' | 'matiz' | 'forma'>;

const looks = signal<ReadonlyMap<number, GroupLook>>(new Map());
let asked = false;

/** Take over what an answer of the server tells of its groups. */
export function learnLooks(groups: readonly Told[]): void {
  looks.value = new Map(groups.map(({ id, matiz, forma }) => [id, { hue: matiz, shape: forma }]));
}

/** The server gives looks by the places on the map; they are asked for once, by the first page that shows a group. */
export function lookOf(group: number): GroupLook {
  const known = looks.value.get(group);
  if (known) return known;
  if (!asked) {
    asked = true;
    void get<Model>('/modelo').then(
      ({ grupos }) => learnLooks(grupos),
      () => (asked = false),
    );
  }
  return { hue: 0, shape: 'circulo' };
}
