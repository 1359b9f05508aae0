import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import koffi from 'koffi';
import { PilotlightError } from '../../../shared/errors.ts';
import { trainerLibraryMissing, trainerLibraryUnusable } from '../../../shared/messages/model-messages.ts';

/** Address of a native object. Its owner frees it; nothing checks that it still lives. */
export type Pointer = bigint;

/** Number formats of tensors as ggml.h counts them. */
export const tensorFormat = { f32: 0, f16: 1, q8_0: 8, i32: 26, bf16: 30 } as const;

export const deviceType = { cpu: 0, gpu: 1, integratedGpu: 2 } as const;

type Unary = (context: Pointer, a: Pointer) => Pointer;
type Binary = (context: Pointer, a: Pointer, b: Pointer) => Pointer;
type Rope = (
  context: Pointer,
  a: Pointer,
  positions: Pointer,
  factors: Pointer | null,
  dimensions: number,
  mode: number,
  originalContext: number,
  base: number,
  scale: number,
  extension: number,
  attention: number,
  betaFast: number,
  betaSlow: number,
) => Pointer;
type Sizes4 = [a: number, b: number, c: number, d: number];

/** The functions of ggml's C API that training needs. */
export type Ggml = ReturnType<typeof bindFunctions>;

/**
 * Folder of the shared libraries that node-llama-cpp ships for this platform.
 * @throws PilotlightError `trainer-failed` when they are not installed
 */
export function findLibraryFolder(platform: NodeJS.Platform = process.platform, architecture = process.arch): string {
  const name = platformName(platform, architecture);
  try {
    const fromHere = createRequire(import.meta.url);
    const fromLlama = createRequire(fromHere.resolve('node-llama-cpp'));
    const packageEntry = fromLlama.resolve(`@node-llama-cpp/${name}`);
    // Native libraries cannot be loaded from inside an asar archive.
    const folder = dirname(dirname(packageEntry)).replace(`app.asar${sep}`, `app.asar.unpacked${sep}`);
    return join(folder, 'bins', name);
  } catch (cause) {
    throw new PilotlightError('trainer-failed', trainerLibraryMissing(`@node-llama-cpp/${name}`), {}, { cause });
  }
}

/** @throws PilotlightError `trainer-failed` when a library is missing or cannot be loaded */
export function openGgml(folder: string): Ggml {
  const base = findLibrary(folder, /^(lib)?ggml-base[\w.]*\.(so|dylib|dll)$/);
  const registry = findLibrary(folder, /^(lib)?ggml(\.[\w.]+)?\.(so|dylib|dll)$/);
  try {
    return bindFunctions(koffi.load(base), koffi.load(registry));
  } catch (cause) {
    throw new PilotlightError('trainer-failed', trainerLibraryUnusable(String(cause)), {}, { cause });
  }
}

function platformName(platform: NodeJS.Platform, architecture: string): string {
  if (platform === 'darwin') return architecture === 'arm64' ? 'mac-arm64-metal' : 'mac-x64';
  const system = platform === 'win32' ? 'win' : platform;
  return `${system}-${architecture === 'arm' ? 'armv7l' : architecture}`;
}

/** File names carry versions (`libggml.v0.5.0.so`), so the file is found by its pattern. */
function findLibrary(folder: string, pattern: RegExp): string {
  const name = existsSync(folder)
    ? readdirSync(folder)
        .sort()
        .find((file) => pattern.test(file))
    : undefined;
  if (name === undefined) throw new PilotlightError('trainer-failed', trainerLibraryMissing(folder));
  return join(folder, name);
}

/** Passed by value: the only C struct whose layout is known here. */
function initParameters(): ReturnType<typeof koffi.struct> {
  return koffi.struct({ mem_size: 'size_t', mem_buffer: 'void *', no_alloc: 'bool' });
}

type Library = ReturnType<typeof koffi.load>;

function bindFunctions(base: Library, registry: Library) {
  return {
    ...contextFunctions(base),
    ...elementFunctions(base),
    ...matrixFunctions(base),
    ...modelFunctions(base),
    ...backendFunctions(base),
    ...registryFunctions(base, registry),
  };
}

function contextFunctions(base: Library) {
  const parameters = initParameters();
  return {
    init: base.func('ggml_init', 'void *', [parameters]) as (parameters: {
      mem_size: number;
      mem_buffer: null;
      no_alloc: boolean;
    }) => Pointer | null,
    free: base.func('void ggml_free(void *)') as (context: Pointer) => void,
    tensorOverhead: base.func('size_t ggml_tensor_overhead()') as () => number,
    graphOverhead: base.func('size_t ggml_graph_overhead_custom(size_t, bool)') as (
      n: number,
      grads: boolean,
    ) => number,
    newGraph: base.func('void * ggml_new_graph_custom(void *, size_t, bool)') as (
      context: Pointer,
      size: number,
      grads: boolean,
    ) => Pointer,
    buildForwardExpand: base.func('void ggml_build_forward_expand(void *, void *)') as (g: Pointer, t: Pointer) => void,
    graphNodeCount: base.func('int ggml_graph_n_nodes(void *)') as (graph: Pointer) => number,
    graphNode: base.func('void * ggml_graph_node(void *, int)') as (graph: Pointer, index: number) => Pointer,
    setInput: base.func('void ggml_set_input(void *)') as (tensor: Pointer) => void,
    setOutput: base.func('void ggml_set_output(void *)') as (tensor: Pointer) => void,
    setParam: base.func('void ggml_set_param(void *)') as (tensor: Pointer) => void,
    rowSize: base.func('size_t ggml_row_size(int, int64_t)') as (type: number, elements: number) => number,
    newTensor: base.func('void * ggml_new_tensor_4d(void *, int, int64_t, int64_t, int64_t, int64_t)') as (
      context: Pointer,
      type: number,
      ...sizes: Sizes4
    ) => Pointer,
    reshape: base.func('void * ggml_reshape_4d(void *, void *, int64_t, int64_t, int64_t, int64_t)') as (
      context: Pointer,
      a: Pointer,
      ...sizes: Sizes4
    ) => Pointer,
    view: base.func(
      'void * ggml_view_4d(void *, void *, int64_t, int64_t, int64_t, int64_t, size_t, size_t, size_t, size_t)',
    ) as (
      context: Pointer,
      a: Pointer,
      ...sizesStridesOffset: [...Sizes4, row: number, plane: number, cube: number, offset: number]
    ) => Pointer,
    permute: base.func('void * ggml_permute(void *, void *, int, int, int, int)') as (
      context: Pointer,
      a: Pointer,
      ...axes: Sizes4
    ) => Pointer,
  };
}

function unaryFunction(base: Library, name: string): Unary {
  return base.func(`void * ggml_${name}(void *, void *)`) as Unary;
}

function binaryFunction(base: Library, name: string): Binary {
  return base.func(`void * ggml_${name}(void *, void *, void *)`) as Binary;
}

/** Operations on single numbers and sums of them. */
function elementFunctions(base: Library) {
  const unary = (name: string): Unary => unaryFunction(base, name);
  const binary = (name: string): Binary => binaryFunction(base, name);
  return {
    cont: unary('cont'),
    cast: base.func('void * ggml_cast(void *, void *, int)') as (context: Pointer, a: Pointer, type: number) => Pointer,
    copy: binary('cpy'),
    add: binary('add'),
    addInplace: binary('add_inplace'),
    sub: binary('sub'),
    mul: binary('mul'),
    sqr: unary('sqr'),
    tanh: unary('tanh'),
    silu: unary('silu'),
    siluBack: binary('silu_back'),
    gelu: unary('gelu'),
    scale: base.func('void * ggml_scale(void *, void *, float)') as (c: Pointer, a: Pointer, factor: number) => Pointer,
    scaleBias: base.func('void * ggml_scale_bias(void *, void *, float, float)') as (
      context: Pointer,
      a: Pointer,
      factor: number,
      offset: number,
    ) => Pointer,
    sumRows: unary('sum_rows'),
    repeatBack: binary('repeat_back'),
  };
}

/** Products of matrices and choices of their rows. */
function matrixFunctions(base: Library) {
  const binary = (name: string): Binary => binaryFunction(base, name);
  return {
    mulMat: binary('mul_mat'),
    outProd: binary('out_prod'),
    getRows: binary('get_rows'),
    getRowsBack: base.func('void * ggml_get_rows_back(void *, void *, void *, void *)') as (
      context: Pointer,
      gradient: Pointer,
      rows: Pointer,
      shape: Pointer,
    ) => Pointer,
    setRows: base.func('void * ggml_set_rows(void *, void *, void *, void *)') as (
      context: Pointer,
      target: Pointer,
      source: Pointer,
      rows: Pointer,
    ) => Pointer,
    concat: base.func('void * ggml_concat(void *, void *, void *, int)') as (
      context: Pointer,
      a: Pointer,
      b: Pointer,
      dimension: number,
    ) => Pointer,
  };
}

/** Operations made for neural networks. */
function modelFunctions(base: Library) {
  const rope = (name: string): Rope =>
    base.func(
      `void * ggml_${name}(void *, void *, void *, void *, int, int, int, float, float, float, float, float, float)`,
    ) as Rope;
  return {
    rmsNorm: base.func('void * ggml_rms_norm(void *, void *, float)') as (c: Pointer, a: Pointer, e: number) => Pointer,
    rmsNormBack: base.func('void * ggml_rms_norm_back(void *, void *, void *, float)') as (
      context: Pointer,
      dy: Pointer,
      x: Pointer,
      epsilon: number,
    ) => Pointer,
    softMax: base.func('void * ggml_soft_max_ext(void *, void *, void *, float, float)') as (
      context: Pointer,
      a: Pointer,
      mask: Pointer | null,
      scale: number,
      maximumBias: number,
    ) => Pointer,
    softMaxBack: base.func('void * ggml_soft_max_ext_back(void *, void *, void *, float, float)') as (
      context: Pointer,
      dy: Pointer,
      y: Pointer,
      scale: number,
      maximumBias: number,
    ) => Pointer,
    rope: rope('rope_ext'),
    ropeBack: rope('rope_ext_back'),
    adamW: base.func('void * ggml_opt_step_adamw(void *, void *, void *, void *, void *, void *)') as (
      context: Pointer,
      ...valueGradientMomentsSettings: [Pointer, Pointer, Pointer, Pointer, Pointer]
    ) => Pointer,
  };
}

function backendFunctions(base: Library) {
  return {
    tensorSet: base.func('void ggml_backend_tensor_set(void *, const void *, size_t, size_t)') as (
      tensor: Pointer,
      data: Uint8Array,
      offset: number,
      length: number,
    ) => void,
    tensorGet: base.func('void ggml_backend_tensor_get(void *, _Out_ void *, size_t, size_t)') as (
      tensor: Pointer,
      data: Uint8Array,
      offset: number,
      length: number,
    ) => void,
    allocateContext: base.func('void * ggml_backend_alloc_ctx_tensors(void *, void *)') as (
      context: Pointer,
      backend: Pointer,
    ) => Pointer | null,
    bufferSize: base.func('size_t ggml_backend_buffer_get_size(void *)') as (buffer: Pointer) => number,
    bufferClear: base.func('void ggml_backend_buffer_clear(void *, uint8_t)') as (
      buffer: Pointer,
      value: number,
    ) => void,
    bufferFree: base.func('void ggml_backend_buffer_free(void *)') as (buffer: Pointer) => void,
    defaultBufferType: base.func('void * ggml_backend_get_default_buffer_type(void *)') as (
      backend: Pointer,
    ) => Pointer,
    newGraphAllocator: base.func('void * ggml_gallocr_new(void *)') as (bufferType: Pointer) => Pointer,
    allocateGraph: base.func('bool ggml_gallocr_alloc_graph(void *, void *)') as (
      a: Pointer,
      graph: Pointer,
    ) => boolean,
    allocatorSize: base.func('size_t ggml_gallocr_get_buffer_size(void *, int)') as (
      a: Pointer,
      index: number,
    ) => number,
    freeGraphAllocator: base.func('void ggml_gallocr_free(void *)') as (allocator: Pointer) => void,
    compute: base.func('int ggml_backend_graph_compute(void *, void *)') as (
      backend: Pointer,
      graph: Pointer,
    ) => number,
    supportsOperation: base.func('bool ggml_backend_supports_op(void *, void *)') as (
      b: Pointer,
      node: Pointer,
    ) => boolean,
    backendName: base.func('const char * ggml_backend_name(void *)') as (backend: Pointer) => string,
    backendFree: base.func('void ggml_backend_free(void *)') as (backend: Pointer) => void,
    deviceInit: base.func('void * ggml_backend_dev_init(void *, const char *)') as (
      device: Pointer,
      parameters: null,
    ) => Pointer | null,
    deviceRegistry: base.func('void * ggml_backend_dev_backend_reg(void *)') as (device: Pointer) => Pointer,
    procedureAddress: base.func('void * ggml_backend_reg_get_proc_address(void *, const char *)') as (
      registry: Pointer,
      name: string,
    ) => Pointer | null,
  };
}

function registryFunctions(base: Library, registry: Library) {
  const setThreads = koffi.proto('void (void *, int)');
  const getFeatures = koffi.proto('void * (void *)');
  const logCallback = koffi.proto('void (int, const char *, void *)');
  const setLog = base.func('void ggml_log_set(void *, void *)') as (callback: unknown, data: null) => void;
  const loadAll = registry.func('void ggml_backend_load_all_from_path(const char *)') as (folder: string) => void;
  return {
    /** Loads every backend library of a folder that works on this machine, without printing about it. */
    loadBackends(folder: string): void {
      const silence = koffi.register(() => undefined, koffi.pointer(logCallback));
      setLog(silence, null);
      loadAll(folder);
      setLog(null, null);
      koffi.unregister(silence);
    },
    deviceCount: registry.func('size_t ggml_backend_dev_count()') as () => number,
    deviceByType: registry.func('void * ggml_backend_dev_by_type(int)') as (type: number) => Pointer | null,
    callSetThreads(procedure: Pointer, backend: Pointer, threads: number): void {
      koffi.call(procedure, setThreads, backend, threads);
    },
    /** Names of the processor features that a backend was built for and found, such as `AVX512_BF16`. */
    callGetFeatures(procedure: Pointer, backendRegistry: Pointer): string[] {
      const list = koffi.call(procedure, getFeatures, backendRegistry) as Pointer;
      const names: string[] = [];
      // An array of {const char *name, *value} that ends with a null name.
      for (let index = 0; ; index += 2) {
        const [name, value] = koffi.decode(list, index * 8, 'const char *', 2) as (string | null)[];
        if (name === null || name === undefined) return names;
        if (value !== '0') names.push(name);
      }
    },
  };
}
