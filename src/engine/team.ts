/**
 * Who does work that is cut into parts, be it on one thread or on several. A part is a function of its input alone: results are the
 * same wherever and in whatever order the parts are done.
 */
export interface Team {
  /** Parts that are done at the same time. */
  readonly size: number;

  /**
   * What the work makes of each input, in their order. Numbers in shared memory are not copied: the work may write there, into
   * places that no other part reads or writes. Fails as the first part that fails. onDone: told after each how many are done.
   */
  map<Input, Output>(
    work: (input: Input) => Output,
    inputs: readonly Input[],
    onDone?: (count: number) => void,
  ): Promise<Output[]>;

  /** What the work makes of one input, which takes a while: a team of several goes on with other work beside it. */
  aside<Input, Output>(work: (input: Input) => Output, input: Input): Promise<Output>;
}

/** The calling thread: one part after the other, with other work in between. */
export const alone: Team = {
  size: 1,
  map: async (work, inputs, onDone) => {
    const results: ReturnType<typeof work>[] = [];
    for (const input of inputs) {
      results.push(work(input));
      onDone?.(results.length);
      await new Promise((resolve) => setImmediate(resolve));
    }
    return results;
  },
  aside: async (work, input) => (await alone.map(work, [input]))[0],
};

/** `from` .. `to` - 1 */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * Cut 0 .. n - 1 into ranges of about the same weight, none of them empty, as many as `parts` at most. upTo: n + 1, the weight of
 * all before each, ascending from 0. O(n).
 */
export function evenRanges(upTo: ArrayLike<number>, parts: number): Range[] {
  const count = upTo.length - 1;
  const ranges: Range[] = [];
  for (let part = 1, from = 0; part <= parts; part++) {
    let to = from;
    while (to < count && (part === parts || upTo[to] < (upTo[count] * part) / parts)) to++;
    if (to > from) ranges.push({ from, to });
    from = to;
  }
  return ranges;
}
