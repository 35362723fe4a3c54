import { MAX_RATING } from '../../ratings/profile';
import type { Batch, RatingInput, Refused, Table } from './rows';

/** A scale is not guessed from fewer ratings than this … */
const ENOUGH = 2;

/** … nor from a smaller share of the file. */
const SHARE = 0.25;

/**
 * Top of the scale of a file of ratings: 5, 10 or 100, from one reading.
 *
 * On a scale of 10 most ratings lie above 5, on a scale of 100 nearly all above 10: people rate what they like. So the
 * larger scale is taken when at least a quarter of the ratings, and at least two, need it. Fewer are errors of a
 * file on the smaller scale, and are rejected one by one. What is negative, or above 100, says nothing.
 */
export async function detectScale(table: Table<'avaliacoes'>, onBytes?: (bytes: number) => void): Promise<number> {
  let plausible = 0;
  let above5 = 0;
  let above10 = 0;
  for await (const { accepted } of table.read(onBytes)) {
    for (const { row } of accepted) {
      if (row.avaliacao < 0 || row.avaliacao > 100) continue;
      plausible++;
      if (row.avaliacao > MAX_RATING) above5++;
      if (row.avaliacao > 10) above10++;
    }
  }
  const convincing = (count: number): boolean => count >= ENOUGH && count >= SHARE * plausible;
  return convincing(above10) ? 100 : convincing(above5) ? 10 : MAX_RATING;
}

/** Put ratings on our scale; what lies outside of theirs is refused. */
export function rescale(batch: Batch<RatingInput>, scale: number, detected: boolean): Batch<RatingInput> {
  const outside = (rating: number): boolean => !(rating >= 0 && rating <= scale);
  if (scale === MAX_RATING && !batch.accepted.some(({ row }) => outside(row.avaliacao))) return batch;
  const accepted: Batch<RatingInput>['accepted'] = [];
  const refused: Refused[] = [...batch.refused];
  for (const { line, text, row } of batch.accepted) {
    if (outside(row.avaliacao)) {
      const hinted = detected && scale < 100 && row.avaliacao > scale;
      const reason = {
        pt: `avaliação ${row.avaliacao} fora de 0 a ${scale}${hinted ? ' (outra escala? use --escala)' : ''}`,
        en: `rating ${row.avaliacao} is not from 0 to ${scale}${hinted ? ' (another scale? use --escala)' : ''}`,
      };
      refused.push({ line, text, reason });
    } else {
      accepted.push({ line, text, row: { ...row, avaliacao: onOurScale(row.avaliacao, scale) } });
    }
  }
  return { accepted, refused };
}

/** 7 of 10 is 3.5 of 5, without the dust that dividing leaves. */
function onOurScale(rating: number, scale: number): number {
  return scale === MAX_RATING ? rating : Math.round(((rating * MAX_RATING) / scale) * 1e6) / 1e6;
}
