import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** What one fit took, reading the file aside. */
export interface Fit {
  readonly users: number;
  readonly films: number;
  readonly ratings: number;
  readonly readSeconds: number;
  readonly fitSeconds: number;
  /** Of the whole process, all threads. */
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
  /** Seconds of each stage, where they are known. */
  readonly stages: readonly [string, number][];
  readonly centroids: number;
}

export interface EngineFit extends Fit {
  /** Without reading the file. */
  readonly fitCpuSeconds: number;
  /** Of the arrays that are stored. */
  readonly modelMegabytes: number;
}

/** One fit of the engine, in a process of its own. */
export function fitEngine(path: string, heapMegabytes?: number): Promise<EngineFit> {
  const limit = heapMegabytes ? [`--max-old-space-size=${heapMegabytes}`] : [];
  return run(process.execPath, [...limit, join(__dirname, 'fit-engine.js'), path]);
}

/** One fit of the NumPy reference. */
export function fitReference(path: string, python: string, reference: string): Promise<Fit> {
  const script = join(projectRoot(), 'bench', 'fit_reference.py');
  return run(python, [script, resolve(reference), path]);
}

/** What a program tells of a fit, as JSON. */
export function run<Kind extends Partial<Fit>>(program: string, args: string[], env = process.env): Promise<Kind> {
  return new Promise((done, fail) => {
    execFile(program, args, { env }, (error, out, err) => {
      if (error) fail(new Error(`${program} ${args.join(' ')}\n${err}`));
      else done(JSON.parse(out) as Kind);
    });
  });
}

export function projectRoot(): string {
  let folder = __dirname;
  while (!existsSync(join(folder, 'package.json'))) folder = resolve(folder, '..');
  return folder;
}
