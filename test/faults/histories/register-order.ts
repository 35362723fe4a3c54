/** A read or a write of one register, of which no value is written twice. */
export interface Access {
  readonly kind: 'read' | 'write';
  readonly value: string;
  /** In milliseconds, by one clock for all. */
  readonly began: number;
  /** Infinity: it was never acknowledged, and may have happened at any time since, or never. */
  readonly ended: number;
}

/** What a register holds before the first write. */
export const FIRST = 'nothing';

/** From the first moment at which a value must have been there to the last, or, turned around, where it fits in at one moment. */
interface Zone {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Why nobody could have made these accesses one after the other, each between its begin and its end, every read finding
 * what was written last; null when somebody could have. For values that are written once it is enough to look at the zones
 * of the values (Gibbons and Korach, "Testing shared memories", 1997): O(n log n) for n accesses.
 */
export function disorder(accesses: readonly Access[]): string | null {
  const readings = new Map<string, Access[]>();
  const writes = new Map<string, Access>([
    [FIRST, { kind: 'write', value: FIRST, began: -Infinity, ended: -Infinity }],
  ]);
  for (const access of accesses) {
    if (access.kind === 'write') writes.set(access.value, access);
    else readings.set(access.value, [...(readings.get(access.value) ?? []), access]);
  }
  for (const [value, reads] of readings) {
    const write = writes.get(value);
    if (!write) return `${value} was read, and nobody wrote it`;
    if (reads.some(({ ended }) => ended < write.began)) return `${value} was read before it was written`;
  }
  const forward: Zone[] = [];
  const backward: Zone[] = [];
  for (const [value, write] of writes) {
    const reads = readings.get(value) ?? [];
    // Nobody has seen it, and it need not have happened.
    if (write.ended === Infinity && reads.length === 0) continue;
    const firstEnd = Math.min(write.ended, ...reads.map(({ ended }) => ended));
    const lastBegin = Math.max(write.began, ...reads.map(({ began }) => began));
    if (firstEnd < lastBegin) forward.push({ value, start: firstEnd, end: lastBegin });
    else backward.push({ value, start: lastBegin, end: firstEnd });
  }
  forward.sort((a, b) => a.start - b.start);
  for (const [n, zone] of forward.entries()) {
    const before = forward.at(n - 1);
    if (n > 0 && before && zone.start < before.end)
      return `${before.value} was seen after ${zone.value} had replaced it`;
  }
  for (const zone of backward) {
    const around = lastStartingBefore(forward, zone.start);
    if (around && zone.end < around.end) return `${around.value} was seen before and after ${zone.value}`;
  }
  return null;
}

/** Of zones that do not overlap, by their start. */
function lastStartingBefore(zones: readonly Zone[], moment: number): Zone | undefined {
  let [low, high] = [0, zones.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (zones[middle].start < moment) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? undefined : zones[low - 1];
}
