// Compiles the AssemblyScript of this folder to WebAssembly, kept in src/engine/linear-algebra as text: `npm run build:wasm`. The results
// are checked in, so that neither a build nor an installation needs the compiler.
import { writeFileSync } from 'node:fs';
import asc from 'assemblyscript/asc';

const KERNELS = [
  { source: 'wasm/spd-inverse.ts', target: 'src/engine/linear-algebra/spd-inverse.wasm.ts', name: 'spdInverseWasm' },
  { source: 'wasm/row-sums.ts', target: 'src/engine/linear-algebra/row-sums.wasm.ts', name: 'rowSumsWasm' },
  {
    source: 'wasm/rounded-product.ts',
    target: 'src/engine/linear-algebra/rounded-product.wasm.ts',
    name: 'roundedProductWasm',
  },
];

for (const { source, target, name } of KERNELS) {
  let binary;
  const { error, stderr } = await asc.main(
    [
      source,
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

  const text = `/** Made from ${source} by \`npm run build:wasm\`: not to be edited. */
export const ${name} =
  '${Buffer.from(binary).toString('base64')}';
`;
  writeFileSync(target, text);
}
