// Writes what `centroide/nest` looks like to TypeScript, beside the built files (npm run build): of the few files that are
// meant for other programs, each by itself. Another folder than dist: given as the first argument.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import ts from 'typescript';

const root = join(import.meta.dirname, '..');
const dist = process.argv[2] ?? join(root, 'dist');
const meant = ['nest', 'embedding/options', 'embedding/centroide-error', 'embedding/recommendation-service'];

for (const name of meant) {
  const fileName = join(root, 'src', `${name}.ts`);
  const { outputText, diagnostics = [] } = ts.transpileDeclaration(await readFile(fileName, 'utf8'), {
    fileName,
    reportDiagnostics: true,
    compilerOptions: { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.NodeNext, experimentalDecorators: true },
  });
  if (diagnostics.length > 0)
    throw new Error(
      ts.formatDiagnostics(diagnostics, {
        getCurrentDirectory: () => root,
        getCanonicalFileName: (file) => file,
        getNewLine: () => '\n',
      }),
    );
  await writeFile(join(dist, 'src', `${name}.d.ts`), outputText);
}
