/** A gate through which tasks pass one after the other, in the order in which they came. */
export function oneAtATime(): <Result>(task: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const turn = last.then(task);
    // A failed task does not close the gate for those behind it.
    last = turn.catch(() => undefined);
    return turn;
  };
}
