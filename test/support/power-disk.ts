import { execFile, execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { until } from './until';

const run = promisify(execFile);

/** EXT4_IOC_SHUTDOWN without flushing anything: what is in memory alone never comes to the disk. */
const SHUT_DOWN =
  'import fcntl, os, struct, sys; fcntl.ioctl(os.open(sys.argv[1], os.O_RDONLY), 0x8004587D, struct.pack("I", 2))';

/** A file system of its own whose power can be cut; making one takes root, and a machine that lets one mount. */
export class PowerDisk {
  private constructor(
    private readonly base: string,
    readonly folder: string,
  ) {}

  /** Of so many megabytes. To be removed. */
  static async make(megabytes: number): Promise<PowerDisk> {
    const base = await mkdtemp(join(tmpdir(), 'centroide-power-'));
    await chmod(base, 0o711);
    const disk = new PowerDisk(base, join(base, 'disk'));
    await mkdir(disk.folder);
    await run('truncate', ['-s', `${megabytes}M`, disk.image]);
    await run('mkfs.ext4', ['-q', '-F', disk.image]);
    await disk.mount();
    return disk;
  }

  /** All that was written so far is there to stay. */
  async flush(): Promise<void> {
    await run('sync', ['--file-system', this.folder]);
  }

  /** From now on nothing is written, and what was not flushed is gone. */
  async cut(): Promise<void> {
    await run('python3', ['-c', SHUT_DOWN, this.folder]);
  }

  /** The power is back; nobody may use the disk any more. */
  async restore(): Promise<void> {
    await this.unmount();
    await this.mount();
  }

  async remove(): Promise<void> {
    await this.unmount();
    await rm(this.base, { recursive: true });
  }

  private get image(): string {
    return join(this.base, 'image');
  }

  private async mount(): Promise<void> {
    await run('mount', ['-o', 'loop', this.image, this.folder]);
    await chmod(this.folder, 0o777);
  }

  private async unmount(): Promise<void> {
    await until('the disk to be let go', () =>
      run('umount', [this.folder]).then(
        () => true,
        () => false,
      ),
    );
  }
}

/** Whether this machine lets one mount a file of its own. */
export function canMount(): boolean {
  if (process.getuid?.() !== 0) return false;
  try {
    execFileSync('losetup', ['--find'], { stdio: 'ignore' });
    execFileSync('unshare', ['--mount', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
