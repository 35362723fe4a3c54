/** What of WebAssembly is used here; the types of Node 20 do not have it. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
};

/** Bytes of a page of memory. */
const PAGE = 65_536;

/** Bytes of the largest memory: addresses have 32 bits. */
const MOST_BYTES = 0x1_0000_0000;

export interface WasmMemory {
  readonly buffer: ArrayBuffer;
  /** By a number of pages. Views of the buffer from before are empty afterwards. */
  grow(pages: number): number;
}

const compiled = new Map<string, object>();

/** What a new instance of a module kept as text exports, its own memory included. Each text is compiled once. */
export function instantiate(base64: string): unknown {
  let module = compiled.get(base64);
  if (!module) {
    module = new WebAssembly.Module(Buffer.from(base64, 'base64'));
    compiled.set(base64, module);
  }
  return new WebAssembly.Instance(module).exports;
}

/** Let a memory have at least so many bytes. Throws RangeError above 4 GiB. */
export function growTo(memory: WasmMemory, bytes: number): void {
  if (bytes > MOST_BYTES) throw new RangeError(`${bytes} bytes; ${MOST_BYTES} fit in a WebAssembly memory`);
  const missing = bytes - memory.buffer.byteLength;
  if (missing > 0) {
    memory.grow(Math.ceil(missing / PAGE));
  }
}
