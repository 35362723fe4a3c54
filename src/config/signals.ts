/** What an event of one kind says of its film. */
interface Signal {
  /** From -1, not at all, to 1, very much; 0 says nothing of the taste. */
  readonly preference: number;
  /** Whether the film leaves the person's lists: after all of it, or more than half, where the event says how much. */
  readonly leaves: boolean;
}

/** Every kind of event that is taken, and what it says. */
export type Signals = ReadonlyMap<string, Signal>;

const says = (preference: number, leaves = false): Signal => ({ preference, leaves });

/** Kinds that take others back say nothing themselves: see `standing.ts`. */
const takingBack = ['nao_quer_ver', 'com_interesse', 'nao_visto'];

/** The kinds that everybody has. */
export const usualSignals: Signals = new Map([
  ['mostrado', says(0)],
  ['clicou', says(0)],
  ['comecou', says(0.2)],
  ['assistiu', says(0.8, true)],
  ['gostou', says(0.9, true)],
  ['quer_ver', says(0.4)],
  ['nao_quer_ver', says(0)],
  ['sem_interesse', says(-0.6, true)],
  ['com_interesse', says(0)],
  ['visto', says(0, true)],
  ['nao_visto', says(0)],
]);

const OWN = /^([a-z][a-z0-9_]{0,39})=(-?(?:0(?:\.\d{1,4})?|1(?:\.0{1,4})?))(?::sai)?$/;

/**
 * The usual kinds with those of the setting SINAIS, which may be others or say the usual ones anew: `curtiu=0.9,viu=0.5:sai`.
 * Throws what is not of that shape, or comes twice.
 */
export function parseSignals(text: string): Signals {
  const own = new Map<string, Signal>();
  for (const entry of text.split(',')) {
    const match = OWN.exec(entry.trim());
    if (!match) throw new Error(entry);
    const [whole, kind, preference] = match;
    if (own.has(kind) || takingBack.includes(kind)) throw new Error(entry);
    own.set(kind, says(Number(preference), whole.endsWith(':sai')));
  }
  return new Map([...usualSignals, ...own]);
}
