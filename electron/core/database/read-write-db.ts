import type Database from 'better-sqlite3';
import type { Statement } from 'better-sqlite3';
import type { z } from 'zod';
import { toDatabaseError } from './database-error.ts';

/** What a committed transaction can have touched; `changes.watch` streams these names. */
export const entities = [
  'meta',
  'datasets',
  'codebooks',
  'studies',
  'splits',
  'models',
  'adapters',
  'checkpoints',
  'loss-points',
  'simulations',
  'evaluations',
  'experiments',
  'phases',
  'jobs',
  'job-logs',
  'audit',
] as const;
export type Entity = (typeof entities)[number];

export type SqlValue = string | number | bigint | Uint8Array | null;

const readBrand: unique symbol = Symbol('read');
const writeBrand: unique symbol = Symbol('write');
const projectBrand: unique symbol = Symbol('project');

/** Reading only. Rows are parsed by the given schema; a row that does not fit is an error, not a surprise later. */
export interface ReadDb {
  readonly [readBrand]: true;
  all<Row>(sql: string, parameters: readonly SqlValue[], row: z.ZodType<Row>): Row[];
  get<Row>(sql: string, parameters: readonly SqlValue[], row: z.ZodType<Row>): Row | undefined;
  /** Rows as arrays of unparsed values, for tables with very many rows; the caller checks each value. */
  raw(sql: string, parameters: readonly SqlValue[]): unknown[][];
}

/** Reading and writing, inside one transaction only: it exists as the argument of `writeTransaction`. */
export interface WriteDb extends ReadDb {
  readonly [writeBrand]: true;
  /** Number of rows changed. */
  run(sql: string, parameters?: readonly SqlValue[]): number;
}

/** The open project: can be read directly, and written through `writeTransaction`. */
export interface ProjectDb extends ReadDb {
  readonly [projectBrand]: true;
  transaction<Result>(touched: readonly Entity[], work: (db: WriteDb) => Result): Result;
}

/**
 * Runs `work` in one transaction (`BEGIN IMMEDIATE`) and then reports the entities to the project's `onCommit`. When `work`
 * throws, everything is rolled back and nothing is reported. `work` is synchronous: a promise is refused and rolled back,
 * since other writes would slip into the open transaction.
 *
 * @throws `file-write-failed` when the disk is full or read-only, `project-damaged` when a page cannot be read.
 */
export function writeTransaction<Result>(
  db: ProjectDb,
  touched: readonly Entity[],
  work: (db: WriteDb) => Result,
): Result {
  return db.transaction(touched, work);
}

interface ProjectDbOptions {
  readonly path: string;
  readonly onCommit: (touched: readonly Entity[]) => void;
}

/** The typed face of an open connection. Statements are compiled once and kept by their SQL text. */
export function createProjectDb(connection: Database, { path, onCommit }: ProjectDbOptions): ProjectDb {
  const statements = createStatements(connection, path);
  return {
    ...readingWith(statements, (statement) => {
      if (!statement.readonly) throw new Error('This statement writes; it needs a write transaction.');
      return statement;
    }),
    [projectBrand]: true,
    transaction(touched, work) {
      if (connection.inTransaction) throw new Error('A transaction is already open; pass its WriteDb on instead.');
      const { writer, end } = createWriter(statements);
      try {
        const result = statements.guarded(() => inTransaction(connection, () => work(writer)));
        if (touched.length > 0) onCommit([...new Set(touched)]);
        return result;
      } finally {
        end();
      }
    },
  };
}

/** A writer for one transaction; after `end` it refuses, so that none can be kept for later. */
function createWriter(statements: Statements): { writer: WriteDb; end: () => void } {
  let ended = false;
  const inTime = (statement: Statement): Statement => {
    if (ended) throw new Error('The transaction of this WriteDb has ended.');
    return statement;
  };
  const writer: WriteDb = {
    ...readingWith(statements, inTime),
    [writeBrand]: true,
    run: (sql, parameters = []) => statements.guarded(() => inTime(statements.prepare(sql)).run(...parameters).changes),
  };
  return {
    writer,
    end: () => {
      ended = true;
    },
  };
}

function inTransaction<Result>(connection: Database, work: () => Result): Result {
  connection.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    if (result instanceof Promise) throw new TypeError('A write transaction cannot wait for a promise.');
    connection.exec('COMMIT');
    return result;
  } catch (error) {
    // A full disk can have ended the transaction already.
    if (connection.inTransaction) connection.exec('ROLLBACK');
    throw error;
  }
}

function readingWith(
  { prepare, prepareRaw, guarded }: Statements,
  allowed: (statement: Statement) => Statement,
): ReadDb {
  return {
    [readBrand]: true,
    all: (sql, parameters, row) =>
      guarded(() => allowed(prepare(sql)).all(...parameters)).map((found) => row.parse(found)),
    get: (sql, parameters, row) => {
      const found = guarded(() => allowed(prepare(sql)).get(...parameters));
      return found === undefined ? undefined : row.parse(found);
    },
    raw: (sql, parameters) => guarded(() => allowed(prepareRaw(sql)).all(...parameters)).map(asArray),
  };
}

interface Statements {
  prepare(sql: string): Statement;
  prepareRaw(sql: string): Statement;
  guarded<Result>(work: () => Result): Result;
}

const keptStatements = 200;

function createStatements(connection: Database, path: string): Statements {
  const plain = new Map<string, Statement>();
  const raw = new Map<string, Statement>();
  const compiled = (kept: Map<string, Statement>, sql: string, compile: () => Statement): Statement => {
    const known = kept.get(sql);
    if (known !== undefined) return known;
    const statement = compile();
    // Column selections of wide datasets differ from query to query; the oldest text goes first.
    const [oldest] = kept.keys();
    if (kept.size >= keptStatements && oldest !== undefined) kept.delete(oldest);
    kept.set(sql, statement);
    return statement;
  };
  return {
    prepare: (sql) => compiled(plain, sql, () => connection.prepare(sql)),
    prepareRaw: (sql) => compiled(raw, sql, () => connection.prepare(sql).raw(true)),
    guarded: (work) => {
      try {
        return work();
      } catch (error) {
        throw toDatabaseError(error, path);
      }
    },
  };
}

function asArray(row: unknown): unknown[] {
  if (!Array.isArray(row)) throw new TypeError('Expected a row as an array.');
  return row;
}
