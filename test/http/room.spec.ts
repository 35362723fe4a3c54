import { Room, RoomFull } from '../../src/http/room';

const options = { capacity: 10, perSender: 6, waiting: 2, patience: 60_000 };

/** How an entry ended, once it has. */
async function outcome(entry: Promise<unknown>): Promise<string> {
  return entry.then(
    () => 'in',
    (error: unknown) => (error instanceof RoomFull ? `full ${error.ofSender ? 'of sender' : 'of all'}` : String(error)),
  );
}

describe('a room', () => {
  it('lets in what fits, of one sender no more than its part', async () => {
    const room = new Room({ ...options, waiting: 0 });
    await room.enter('a', 4);
    const leave = await room.enter('a', 2);
    expect(await outcome(room.enter('a', 1))).toBe('full of sender');
    await room.enter('b', 4);
    expect(await outcome(room.enter('c', 1))).toBe('full of all');
    leave();
    // Once only.
    leave();
    expect(room.state).toEqual({ used: 8, waiting: 0 });
    expect(await outcome(room.enter('c', 3))).toBe('full of all');
    expect(await outcome(room.enter('c', 2))).toBe('in');
  });

  it('has others wait, and lets in the first that fits', async () => {
    const room = new Room(options);
    const leaves = [await room.enter('a', 6), await room.enter('b', 3)];
    const order: string[] = [];
    const again = room.enter('a', 2).then(() => order.push('a'));
    const other = room.enter('c', 4).then(() => order.push('c'));
    expect(await outcome(room.enter('a', 1))).toBe('full of sender');
    expect(await outcome(room.enter('d', 2))).toBe('full of all');
    leaves[1]();
    await other;
    // What the first of those that wait had to wait for is its sender's own.
    expect(order).toEqual(['c']);
    leaves[0]();
    await again;
    expect(room.state).toEqual({ used: 6, waiting: 0 });
  });

  it('has nobody wait for longer than the patience', async () => {
    const room = new Room({ ...options, patience: 20 });
    const leave = await room.enter('a', 6);
    expect(await outcome(room.enter('a', 1))).toBe('full of sender');
    expect(room.state).toEqual({ used: 6, waiting: 0 });
    leave();
    expect(await outcome(room.enter('a', 6))).toBe('in');
  });
});
