import * as nodeModule from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * To be imported before anything else: what V8 compiles of the files of a process is kept when it ends, and the next one takes it from
 * there. Node has it from 22.1 on and keeps what belongs to another version, processor or user apart; before, and where the folder cannot
 * be written, nothing is kept. NODE_COMPILE_CACHE names another folder, NODE_DISABLE_COMPILE_CACHE=1 wants none. Not Node's own default: it
 * lies among the temporary files, where whoever else is on the machine could have put something before us.
 */
const { enableCompileCache } = nodeModule as { enableCompileCache?: (folder: string) => unknown };
try {
  enableCompileCache?.(join(homedir(), '.cache', 'centroide'));
} catch {
  // A user without a home, as in some containers.
}
