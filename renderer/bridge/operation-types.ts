import type { PageContract } from './page-contract.ts';
import type { Client, InputOf, ItemOf, OutputOf, StreamNames } from '../../shared/rpc/define.ts';

export type CoreClient = Client<PageContract>;

type NamesOfKind<Kind extends 'query' | 'command'> = {
  [Name in keyof PageContract]: PageContract[Name] extends { kind: Kind } ? Name : never;
}[keyof PageContract];

export type QueryName = NamesOfKind<'query'>;
export type CommandName = NamesOfKind<'command'>;
export type StreamName = StreamNames<PageContract>;
export type Input<Name extends keyof PageContract> = InputOf<PageContract[Name]>;
export type Output<Name extends keyof PageContract> = OutputOf<PageContract[Name]>;
export type Item<Name extends keyof PageContract> = ItemOf<PageContract[Name]>;
