import type { z } from 'zod';

/**
 * A contract is a record of operations named `domain.verb`. `query` has no effect, `command` has one and returns the new
 * fact, `stream` yields items until it ends or is cancelled. Handlers and clients are derived from the record.
 */
export interface Unary<Kind extends 'query' | 'command', Input extends z.ZodType, Output extends z.ZodType> {
  readonly kind: Kind;
  readonly input: Input;
  readonly output: Output;
}

export interface Stream<Input extends z.ZodType, Item extends z.ZodType> {
  readonly kind: 'stream';
  readonly input: Input;
  readonly item: Item;
}

export type Operation = Unary<'query' | 'command', z.ZodType, z.ZodType> | Stream<z.ZodType, z.ZodType>;
export type Contract = Readonly<Record<string, Operation>>;

export function query<Input extends z.ZodType, Output extends z.ZodType>(
  input: Input,
  output: Output,
): Unary<'query', Input, Output> {
  return { kind: 'query', input, output };
}

export function command<Input extends z.ZodType, Output extends z.ZodType>(
  input: Input,
  output: Output,
): Unary<'command', Input, Output> {
  return { kind: 'command', input, output };
}

export function stream<Input extends z.ZodType, Item extends z.ZodType>(input: Input, item: Item): Stream<Input, Item> {
  return { kind: 'stream', input, item };
}

export interface CallContext {
  /** Fires when the caller cancels or its connection closes. */
  readonly signal: AbortSignal;
}

type Handler<O> =
  O extends Stream<infer Input, infer Item>
    ? (input: z.output<Input>, context: CallContext) => AsyncIterable<z.input<Item>>
    : O extends Unary<'query' | 'command', infer Input, infer Output>
      ? (input: z.output<Input>, context: CallContext) => z.input<Output> | Promise<z.input<Output>>
      : never;

/** One handler per operation: a missing or mistyped one does not compile. */
export type Handlers<C extends Contract> = { readonly [Name in keyof C]: Handler<C[Name]> };

export interface CallOptions {
  readonly signal?: AbortSignal;
}

export type UnaryNames<C extends Contract> = { [N in keyof C]: C[N] extends { kind: 'stream' } ? never : N }[keyof C] &
  string;
export type StreamNames<C extends Contract> = { [N in keyof C]: C[N] extends { kind: 'stream' } ? N : never }[keyof C] &
  string;
export type InputOf<O> = O extends { input: infer Input extends z.ZodType } ? z.input<Input> : never;
export type OutputOf<O> = O extends { output: infer Output extends z.ZodType } ? z.output<Output> : never;
export type ItemOf<O> = O extends { item: infer Item extends z.ZodType } ? z.output<Item> : never;

/** The caller's side of a contract. */
export interface Client<C extends Contract> {
  call<N extends UnaryNames<C>>(name: N, input: InputOf<C[N]>, options?: CallOptions): Promise<OutputOf<C[N]>>;
  stream<N extends StreamNames<C>>(name: N, input: InputOf<C[N]>, options?: CallOptions): AsyncIterable<ItemOf<C[N]>>;
  close(): void;
}
