import type { Text } from '../../http/language';
import { MAX_RATING } from '../../ratings/profile';
import type { Accepted, Batch, RatingInput, Refused, Table } from './rows';
import { UnusableSource } from './unusable-source';

/** Where ratings begin and end. */
export interface Scale {
  readonly from: number;
  readonly to: number;
}

/** What the ratings of a file mean. */
export interface FoundScale extends Scale {
  /** Written for a film that was seen and not rated; null when there is no such value. */
  readonly unrated: number | null;
}

export const OUR_SCALE: FoundScale = { from: 0, to: MAX_RATING, unrated: null };

/** From 0 to here. */
export function scaleTo(top: number): FoundScale {
  return { from: 0, to: top, unrated: null };
}

/** A scale is not guessed from fewer ratings than this … */
const ENOUGH = 2;

/** … nor from a smaller share of the file. */
const SHARE = 0.25;

/** With so many ratings a scale whose upper end nobody uses is another scale. */
const MANY = 50;

/** With so many, values that no scale of 5 has are those of another. */
const SOME = 10;

/** A top that fewer than one in a hundred reach is an error of theirs. */
const TOP_SHARE = 0.01;

/** Scales of two values: the second is a like. */
const TWO_VALUES = [
  [0, 1],
  [-1, 1],
  [1, 2],
];

/** Values that are counted apart: what has more is no scale of steps. */
const MOST_VALUES = 1_000;

/**
 * The scale of a file of ratings, from one reading.
 *
 * On a scale of 10 most ratings lie above 5, on a scale of 100 nearly all above 10: people rate what they like. So the
 * larger scale is taken when at least a quarter of the ratings, and at least two, need it. Fewer are errors of a
 * file on the smaller scale, and are rejected one by one. What is below -1, or above 100, says nothing.
 *
 * A zero, or a -1 below it, that is more common than any rating, while what comes next is rare, is no rating but a film that
 * was seen. Where many ratings end at 3, 4, 6, 7 or between 11 and 50, nothing says what their top means: throws
 * UnusableSource, which asks.
 */
export async function detectScale(table: Table<'avaliacoes'>, onBytes?: (bytes: number) => void): Promise<FoundScale> {
  const counts = new Map<number, number>();
  const told = new Set<number>();
  for await (const { accepted } of table.readRatings?.(onBytes) ?? table.read(onBytes))
    for (const { row } of accepted) {
      const { avaliacao, topo } = row;
      if (topo !== undefined) told.add(topo);
      if (topo !== undefined || avaliacao < -1 || avaliacao > 100) continue;
      // Of a scale without steps only the ends matter, and in which third of it a rating lies.
      const value = counts.size < MOST_VALUES || counts.has(avaliacao) ? avaliacao : Math.ceil(avaliacao);
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  // Where each says of how many it is, and all the same, that is the scale.
  if (counts.size === 0 && told.size === 1) return scaleTo([...told][0]);
  const unrated = unratedIn(counts);
  if (unrated !== null) counts.delete(unrated);
  const scale = scaleOf(table.file, counts);
  return { ...scale, unrated };
}

function unratedIn(counts: ReadonlyMap<number, number>): number | null {
  const values = [...counts.keys()].sort((a, b) => a - b);
  const [lowest, next] = values;
  const count = counts.get(lowest) ?? 0;
  const others = values.slice(1).map((value) => counts.get(value) ?? 0);
  const total = others.reduce((sum, one) => sum + one, count);
  const stands = (lowest === 0 || lowest === -1) && values.length > 3 && next >= 0.5 && total >= MANY / 2;
  return stands && count >= SHARE * total && count > Math.max(...others) && count > 4 * others[0] ? lowest : null;
}

function scaleOf(file: string, counts: ReadonlyMap<number, number>): Scale {
  const values = [...counts.keys()].sort((a, b) => a - b);
  const total = sumAbove(counts, -Number.MIN_VALUE);
  const two = TWO_VALUES.find((pair) => pair.join() === values.join());
  if (two && (total >= MANY || two[0] < 1) && total >= (two[0] < 0 ? ENOUGH : SOME))
    return { from: two[0], to: two[1] };
  const top = values.findLast((value) => (counts.get(value) ?? 0) >= Math.max(ENOUGH, TOP_SHARE * total));
  if (top !== undefined && values.length > 2 && total >= (top > MAX_RATING ? SOME : MANY) && isDoubtful(top))
    throw new UnusableSource(ask(file, values[0], top));
  const convincing = (count: number): boolean => count >= ENOUGH && count >= SHARE * total;
  return convincing(sumAbove(counts, 10))
    ? { from: 0, to: 100 }
    : convincing(sumAbove(counts, MAX_RATING))
      ? { from: 0, to: 10 }
      : { from: 0, to: MAX_RATING };
}

/** Neither of 5, 10 or 100, nor of one that people use without reaching its end. */
function isDoubtful(top: number): boolean {
  return [3, 4, 6, 7].includes(top) || (top > 10 && top <= 50);
}

function ask(file: string, lowest: number, top: number): Text {
  const range = `${Math.max(1, Math.floor(lowest))}..${top}`;
  return {
    pt:
      `${file}: as notas vão de ${lowest} a ${top}, e nada diz qual é a nota máxima. Diga a escala: ` +
      `--escala ${top} (de 0 a ${top}), --escala ${range}, ou outra; na API, escala=${top}. Nada foi gravado.`,
    en:
      `${file}: ratings go from ${lowest} to ${top}, and nothing says what the highest possible is. Name the scale: ` +
      `--scale ${top} (from 0 to ${top}), --scale ${range}, or another; in the API, escala=${top}. Nothing was written.`,
  };
}

function sumAbove(counts: ReadonlyMap<number, number>, limit: number): number {
  let sum = 0;
  for (const [value, count] of counts) if (value > limit) sum += count;
  return sum;
}

/** A batch of ratings on our scale. */
export interface Rescaled extends Batch<RatingInput> {
  /** Films that were seen and not rated. */
  readonly unrated: Accepted<RatingInput>[];
}

/** Put ratings on our scale; what lies outside of theirs is refused. scale: of those that do not say of how many they are. */
export function rescale(batch: Batch<RatingInput>, scale: FoundScale, detected: boolean): Rescaled {
  const accepted: Batch<RatingInput>['accepted'] = [];
  const unrated: Rescaled['unrated'] = [];
  const refused: Refused[] = [...batch.refused];
  for (const rating of batch.accepted) {
    const { avaliacao, topo } = rating.row;
    const own = topo === undefined ? scale : scaleTo(topo);
    if (avaliacao === own.unrated) unrated.push(rating);
    else if (!(avaliacao >= own.from && avaliacao <= own.to)) {
      const { line, text } = rating;
      const hinted = own === scale && detected && scale.to < 100 && avaliacao > scale.to;
      const reason = {
        pt: `avaliação ${avaliacao} fora de ${own.from} a ${own.to}${hinted ? ' (outra escala? use --escala)' : ''}`,
        en: `rating ${avaliacao} is not from ${own.from} to ${own.to}${hinted ? ' (another scale? use --scale)' : ''}`,
      };
      refused.push({ line, text, reason });
    } else
      accepted.push(own.to === MAX_RATING && own.from === 0 ? rating : { ...rating, row: onOurScale(rating.row, own) });
  }
  return { accepted, unrated, refused };
}

/** The lowest rating of a scale that does not begin at zero. */
const LOWEST = 0.5;

/** 7 of 10 is 3.5 of 5, without the dust that dividing leaves; the lowest of 1 to 6 is our lowest, half a star. */
function onOurScale(row: RatingInput, { from, to }: Scale): RatingInput {
  const share = (row.avaliacao - from) / (to - from);
  const rating = from === 0 ? share * MAX_RATING : LOWEST + share * (MAX_RATING - LOWEST);
  return { ...row, avaliacao: Math.round(rating * 1e6) / 1e6, topo: undefined };
}
