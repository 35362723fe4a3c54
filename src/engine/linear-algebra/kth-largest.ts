/**
 * The k-th largest of some numbers, which end up in another order. Quickselect (C. A. R. Hoare, "Algorithm 65: find",
 * CACM 4, 1961) around the middle element: O(n) on the whole. k: 1 .. n.
 */
export function kthLargest(values: Float64Array, k: number): number {
  let from = 0;
  let to = values.length - 1;
  while (from < to) {
    const pivot = values[(from + to) >> 1];
    let low = from;
    let high = to;
    while (low <= high) {
      while (values[low] > pivot) {
        low++;
      }
      while (values[high] < pivot) {
        high--;
      }
      if (low <= high) {
        const value = values[low];
        values[low++] = values[high];
        values[high--] = value;
      }
    }
    if (k - 1 <= high) {
      to = high;
    } else if (k - 1 >= low) {
      from = low;
    } else {
      break;
    }
  }
  return values[k - 1];
}
