// The part of better-sqlite3 (with SQLite3MultipleCiphers) that this folder uses. Rows are `unknown`: they are parsed at the edge.
declare module 'better-sqlite3' {
  export interface Statement {
    /** True when it changes nothing. */
    readonly readonly: boolean;
    run(...parameters: readonly unknown[]): { readonly changes: number; readonly lastInsertRowid: number | bigint };
    get(...parameters: readonly unknown[]): unknown;
    all(...parameters: readonly unknown[]): unknown[];
    iterate(...parameters: readonly unknown[]): IterableIterator<unknown>;
    raw(on?: boolean): this;
  }
  export class SqliteError extends Error {
    readonly code: string;
  }
  class Database {
    static readonly SqliteError: typeof SqliteError;
    constructor(path: string, options?: { readonly?: boolean; fileMustExist?: boolean; timeout?: number });
    readonly open: boolean;
    readonly inTransaction: boolean;
    prepare(sql: string): Statement;
    exec(sql: string): this;
    pragma(source: string, options?: { simple?: boolean }): unknown;
    function(name: string, implementation: () => number): this;
    close(): this;
  }
  export default Database;
}
