import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { feedbackOf } from '../../bench/peers/gorse-server';
import { gorse, installed, versions } from '../../bench/peers/peer';
import { folderWith, removeFiles } from '../importing/files';

afterAll(removeFiles);

describe('Gorse beside ours', () => {
  it('is skipped where Go is missing, with the reason', async () => {
    const folder = await folderWith({});
    const bin = join(folder, 'bin');
    await mkdir(bin);
    // What the recipe runs before it needs Go.
    for (const tool of ['bash', 'cat', 'dirname']) await symlink(join('/usr/bin', tool), join(bin, tool));
    process.env.PATH = bin;
    process.env.XDG_CACHE_HOME = join(folder, 'cache');
    expect(await installed([gorse])).toEqual({
      there: [],
      skipped: [{ name: 'Gorse', reason: 'Go is missing: https://go.dev/dl' }],
    });
  });

  it('is named by the version that is built', () => {
    expect(versions([gorse])).toMatch(/^gorse \d+\.\d+\.\d+$/);
  });

  it('is told of four stars or more as likes, and of others as read', () => {
    const ratings = [
      [1, 3, 4, 964_982_703],
      ['1', '47', '3.5', '964982703'],
    ];
    expect(feedbackOf(ratings)).toBe(
      `feedback_type,user_id,item_id,time_stamp
like,1,3,2000-07-30T18:45:03.000Z
read,1,47,2000-07-30T18:45:03.000Z
`,
    );
  });
});
