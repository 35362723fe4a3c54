import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Both versions of Linux' control groups: where they are, and what their files are called. */
const versions = [
  {
    folder: '/sys/fs/cgroup/memory',
    limit: 'memory.limit_in_bytes',
    peak: 'memory.max_usage_in_bytes',
    kills: 'memory.oom_control',
  },
  { folder: '/sys/fs/cgroup', limit: 'memory.max', peak: 'memory.peak', kills: 'memory.events' },
];
const files = versions[existsSync(join(versions[0].folder, versions[0].limit)) ? 0 : 1];

/** A control group as a container has one: who asks for more memory than its limit is killed. */
export class MemoryGroup {
  private constructor(private readonly folder: string) {}

  /** Of so many bytes, all files that are cached for it included. Needs root. To be removed. */
  static make(bytes: number): MemoryGroup {
    const group = new MemoryGroup(join(files.folder, `centroide-test-${process.pid}`));
    mkdirSync(group.folder);
    writeFileSync(join(group.folder, files.limit), String(bytes));
    return group;
  }

  /** What a command line begins with to run within. */
  get prefix(): string[] {
    return ['sh', '-c', `echo $$ >${join(this.folder, 'cgroup.procs')} && exec "$@"`, 'sh'];
  }

  /** The most that was ever used, in bytes. */
  get peak(): number {
    return Number(readFileSync(join(this.folder, files.peak), 'utf8'));
  }

  /** How many processes were killed for asking too much. */
  get kills(): number {
    return Number(/^oom_kill (\d+)$/m.exec(readFileSync(join(this.folder, files.kills), 'utf8'))?.[1]);
  }

  /** When its processes have ended. */
  remove(): void {
    rmdirSync(this.folder);
  }
}

/** Whether this machine lets one limit a group's memory. */
export function canLimitMemory(): boolean {
  try {
    MemoryGroup.make(1 << 30).remove();
    return true;
  } catch {
    return false;
  }
}
