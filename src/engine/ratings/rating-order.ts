import type { RatingRows } from './rating-rows';

const DROPPED = 0xffffffff;

/**
 * The kept rows by user, oldest first, ties in the order of the input, without those that a later rating of the same
 * film replaced. `order`: row numbers. `rowStart`: userCount + 1, where each user's begin in `order`.
 */
export function sortedByUserAndTime(
  rows: RatingRows,
  keep?: Uint8Array,
): { order: Uint32Array; rowStart: Uint32Array } {
  const { order, rowStart } = groupedByUser(rows, keep);
  const { time } = rows;
  if (time) {
    for (let u = 0; u < rows.userCount; u++) {
      sortByTime(order.subarray(rowStart[u], rowStart[u + 1]), time);
    }
  }
  return dropReplaced(order, rowStart, rows);
}

/** A counting sort by user: stable, O(n). */
function groupedByUser(rows: RatingRows, keep?: Uint8Array): { order: Uint32Array; rowStart: Uint32Array } {
  const { user, userCount } = rows;
  const rowStart = new Uint32Array(userCount + 1);
  for (let n = 0; n < user.length; n++) {
    if (!keep || keep[n]) {
      rowStart[user[n] + 1]++;
    }
  }
  for (let u = 0; u < userCount; u++) {
    rowStart[u + 1] += rowStart[u];
  }
  const order = new Uint32Array(rowStart[userCount]);
  const next = rowStart.slice(0, userCount);
  for (let n = 0; n < user.length; n++) {
    if (!keep || keep[n]) {
      order[next[user[n]]++] = n;
    }
  }
  return { order, rowStart };
}

/** Most sources deliver a user's ratings in order already, so that looking first is cheaper than sorting. */
function sortByTime(rows: Uint32Array, time: Float64Array): void {
  for (let n = 1; n < rows.length; n++) {
    if (time[rows[n]] < time[rows[n - 1]]) {
      rows.sort((a, b) => time[a] - time[b] || a - b);
      return;
    }
  }
}

function dropReplaced(
  order: Uint32Array,
  rowStart: Uint32Array,
  rows: RatingRows,
): { order: Uint32Array; rowStart: Uint32Array } {
  const ratedBy = new Uint32Array(rows.filmCount);
  const kept = new Uint32Array(rows.userCount + 1);
  for (let u = 0; u < rows.userCount; u++) {
    kept[u + 1] = kept[u];
    for (let n = rowStart[u + 1]; n-- > rowStart[u];) {
      const film = rows.film[order[n]];
      if (ratedBy[film] === u + 1) {
        order[n] = DROPPED;
      } else {
        ratedBy[film] = u + 1;
        kept[u + 1]++;
      }
    }
  }
  const unchanged = kept[rows.userCount] === order.length;
  return unchanged ? { order, rowStart } : { order: order.filter((row) => row !== DROPPED), rowStart: kept };
}
