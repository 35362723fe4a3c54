import { arrange } from '../serving/arrange';
import { rulesFor } from '../serving/compiled-rules';
import { liftedOrder } from '../serving/lifted-scores';
import type { Ranking } from '../serving/ranking';
import type { RuleEffectDto } from '../serving/recommendation.dto';
import { effectsIn } from '../serving/ruled-ranking';
import type { ServingState } from '../serving/serving-state';
import type { Candidates } from './candidate-rows';
import { pick, type Picking, type Places, type Row } from './row';
import { RowNotFound, type RowKey } from './row-key';

/** A row as far as it is shown. */
export interface ShownRow {
  readonly row: Row;
  readonly places: readonly number[];
  /** What rules did to these films; null where none holds for the row. */
  readonly effects: (() => RuleEffectDto[][]) | null;
  /** Films of the row before these. */
  readonly skipped: number;
  readonly goesOn: boolean;
}

/** The first rows that are not empty, no film in two of them. */
export function pageOf({ rows, closed }: Candidates, most: number, perRow: number, pickFrom: PickFrom): ShownRow[] {
  const open = closed.slice();
  const shown: ShownRow[] = [];
  for (const row of rows) {
    if (shown.length === most) break;
    const one = show(row, open, 0, perRow, pickFrom);
    if (one.places.length > 0) shown.push(one);
  }
  return shown;
}

/** One row, without the films that those above it have on the page. Throws RowNotFound. */
export function rowOf(
  { rows, closed }: Candidates,
  key: RowKey,
  shownPerRow: number,
  skip: number,
  count: number,
  pickFrom: PickFrom,
): ShownRow {
  const open = closed.slice();
  for (const row of rows) {
    if (row.key === key) return show(row, open, skip, count, pickFrom);
    show(row, open, 0, shownPerRow, pickFrom);
  }
  throw new RowNotFound(key);
}

/** Films of a row, and what rules did to them. */
interface Picked {
  readonly places: Places;
  readonly effects: (() => RuleEffectDto[][]) | null;
}

type PickFrom = (row: Row, open: Uint8Array, skip: number, count: number) => Picked;

/** Films of a row as {@link pick} finds them, where rules hold for the row arranged by them. pageLength: films of a row on the page. */
export function byRules(
  { rules, index }: ServingState,
  { origin }: Ranking,
  pageLength: number,
  picking: Picking,
  named: readonly number[],
): PickFrom {
  return (row, open, skip, count) => {
    const own = origin === 'rever' ? null : rulesFor(rules, row.key, named);
    if (!own) return { places: pick(row, open, skip, count, picking), effects: null };
    const { lifts } = own;
    // Lifted, its films do not stand in the order that they are kept in.
    const lifted =
      lifts.length === 0 ? row : { ...row, order: liftedOrder(row.order, lifts, index.gone), sorted: false };
    const all = pick(lifted, open, 0, index.ids.length, picking);
    const list = arrange(Uint32Array.from(all), own, pageLength, skip + count);
    // Those that the page takes are not open any more once it is asked.
    const left = open.slice();
    return {
      places: list.films.subarray(skip),
      effects: () => effectsIn(list, own, pick(row, left, 0, index.ids.length, picking), skip),
    };
  };
}

/** Films of a row, which are taken from those that are open. */
function show(row: Row, open: Uint8Array, skip: number, count: number, pickFrom: PickFrom): ShownRow {
  const { places: found, effects } = pickFrom(row, open, skip, count + 1);
  const places = Array.from(found).slice(0, count);
  for (const place of places) open[place] = 1;
  return { row, places, effects, skipped: skip, goesOn: found.length > count };
}
