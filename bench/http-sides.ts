import type { ChildProcess } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { cpuTime } from './cpu-time';
import type { Load, Speed } from './http-load';
import { handed, pidOf } from './local-servers';

/** Requests until what is measured is compiled. */
export const WARM_UP = 4000;

/** Between two loads, in milliseconds. */
const SETTLING = 1500;

/** How one side does with so many connections, for the seconds of its load or for an amount of requests. */
export type Side = (connections: number, amount?: number) => Promise<SideSpeed>;

interface SideSpeed extends Speed {
  /** Of the server, for one request, in milliseconds. */
  readonly cpu: number;
}

/** Servers as sides of a comparison, whose loads one process of http-load.js sends. */
export function sidesOf(
  loader: ChildProcess,
  common: Pick<Load, 'seconds' | 'firstUser' | 'key'>,
): (server: ChildProcess, load: Pick<Load, 'url' | 'users' | 'path'>) => Side {
  return (server, load) => async (connections, amount) => {
    // Requests that the load before left behind are still being answered.
    await pause(SETTLING);
    const before = cpuTime(pidOf(server));
    const speed = await handed<Speed>(loader, { ...common, ...load, connections, amount } satisfies Load);
    return { ...speed, cpu: (cpuTime(pidOf(server)) - before) / speed.answers };
  };
}

/** Measure each side with each number of connections, one after the other, and all that as often as there are rounds. */
export async function inTurn<Name extends string>(
  sides: Record<Name, Side>,
  connections: readonly number[],
  rounds: number,
): Promise<Record<Name, Record<number, SideSpeed>>[]> {
  const all: Record<Name, Record<number, SideSpeed>>[] = [];
  for (let round = 0; round < rounds; round++) {
    const speeds = Object.fromEntries(Object.keys(sides).map((side) => [side, {}])) as (typeof all)[0];
    for (const count of connections)
      for (const side of Object.keys(sides) as Name[]) speeds[side][count] = await sides[side](count);
    all.push(speeds);
  }
  return all;
}
