import { execFile } from 'node:child_process';
import { closeSync, openSync, readSync, realpathSync, writeSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../../support/project-root';

const run = promisify(execFile);

/** A disk that is broken fails once in a while; one that is full goes on failing. */
export type Failing = 'once' | 'from then on';

/** Lets writes below a folder fail, of processes that are started with its environment. */
export class FailingWrites {
  private constructor(
    private readonly folder: string,
    private readonly control: number,
    readonly environment: NodeJS.ProcessEnv,
  ) {}

  /** Needs a C compiler. To be closed. */
  static async below(folder: string): Promise<FailingWrites> {
    const own = await mkdtemp(join(tmpdir(), 'centroide-failing-'));
    // PostgreSQL runs as somebody else.
    await chmod(own, 0o711);
    const library = join(own, 'fail-writes.so');
    const source = join(projectRoot(), 'test/faults/failing-writes/fail-writes.c');
    await run('cc', ['-shared', '-fPIC', '-O1', '-o', library, source, '-ldl']);
    const path = join(own, 'control');
    const control = openSync(path, 'w+');
    await chmod(path, 0o666);
    const writes = new FailingWrites(own, control, {
      LD_PRELOAD: library,
      FAIL_CONTROL: path,
      FAIL_BELOW: realpathSync(folder),
    });
    writes.none();
    return writes;
  }

  /** Let the n-th write from now on fail. */
  arm(n: number, failing: Failing): void {
    const { EIO, ENOSPC } = constants.errno;
    this.set(n, failing === 'once' ? EIO : ENOSPC, failing === 'once' ? 0 : 1, 0);
  }

  /** Let none fail from now on; returns how many have. */
  none(): number {
    const numbers = new BigInt64Array(4);
    readSync(this.control, numbers, 0, numbers.byteLength, 0);
    this.set(0, 0, 0, 0);
    return Number(numbers[3]);
  }

  async close(): Promise<void> {
    closeSync(this.control);
    await rm(this.folder, { recursive: true });
  }

  private set(...numbers: [left: number, error: number, lasts: number, failed: number]): void {
    writeSync(this.control, BigInt64Array.from(numbers, BigInt), 0, 32, 0);
  }
}
