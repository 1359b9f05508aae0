import { z } from 'zod';

/** Typed arrays in messages between processes of this machine. */
export const bytesSchema = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
export const integersSchema = z.custom<Int32Array>((value) => value instanceof Int32Array);
export const floatsSchema = z.custom<Float32Array>((value) => value instanceof Float32Array);
export const doublesSchema = z.custom<Float64Array>((value) => value instanceof Float64Array);
