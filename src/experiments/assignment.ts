import { createHmac } from 'node:crypto';
import type { Experiment } from './experiment.entity';

/** Somebody who asks for a list. */
export type Person =
  | { readonly userId: number }
  /** A token that whoever asks gives the visitor, and how many ratings came with them. */
  | { readonly visitor: string; readonly ratings: number };

/** Where an experiment has a person. */
export interface Assignment {
  /** Who it is, as a text from which nobody without the salt finds the person. */
  readonly pseudonym: string;
  /** Place of the variant. */
  readonly variant: number;
  /** From 0 to 1: a person takes part where it lies below the share of people who do. */
  readonly participation: number;
}

const BYTES = 6;

/**
 * A keyed hash of the person, HMAC-SHA256 with the experiment's salt: the same on every server and day, and in two experiments
 * independent, so that nothing about it is to be kept.
 */
export function assign({ salt, variants }: Pick<Experiment, 'salt' | 'variants'>, person: Person): Assignment {
  const name = 'userId' in person ? `usuario ${person.userId}` : `visitante ${person.visitor}`;
  const hash = createHmac('sha256', salt).update(name).digest();
  return {
    variant: variantAt(
      variants.map(({ parte }) => parte),
      uniform(hash, 0),
    ),
    participation: uniform(hash, BYTES),
    pseudonym: hash.subarray(2 * BYTES, 2 * BYTES + 16).toString('base64url'),
  };
}

function uniform(hash: Buffer, from: number): number {
  return hash.readUIntBE(from, BYTES) / 2 ** (8 * BYTES);
}

/** The variant in whose share a place from 0 to 1 lies. */
function variantAt(shares: readonly number[], place: number): number {
  let above = 0;
  const variant = shares.findIndex((share) => place < (above += share));
  // Shares that add up to a hair less than 1.
  return variant < 0 ? shares.length - 1 : variant;
}
