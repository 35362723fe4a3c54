// Compiles the AssemblyScript of this folder to WebAssembly, kept in src/engine as text: `npm run build:wasm`. The result is
// checked in, so that neither a build nor an installation needs the compiler.
import { writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import asc from 'assemblyscript/asc';

const SOURCE = 'wasm/spd-inverse.ts';
const TARGET = 'src/engine/spd-inverse.wasm.ts';

let binary;
const { error, stderr } = await asc.main(
  [
    SOURCE,
    '--outFile',
    'out.wasm',
    '-O3',
    '--noAssert',
    '--enable',
    'simd',
    '--runtime',
    'stub',
    '--initialMemory',
    '1',
  ],
  { writeFile: (_, contents) => (binary = contents) },
);
process.stderr.write(stderr.toString());
if (error) throw error;

const text = `/** Made from ${SOURCE} by \`npm run build:wasm\`: not to be edited. */
export const spdInverseWasm =
  '${Buffer.from(binary).toString('base64')}';
`;
writeFileSync(TARGET, await format(text, { ...(await resolveConfig(TARGET)), parser: 'typescript' }));
