import { createHash } from 'node:crypto';
import { z } from 'zod';
import { toJson } from '../json-text.ts';
import type { ReadDb, WriteDb } from '../read-write-db.ts';

const entrySchema = z
  .object({
    seq: z.int(),
    at: z.string(),
    actor: z.string(),
    action: z.string(),
    details: z.string(),
    previous_hash: z.string(),
    hash: z.string(),
  })
  .transform(({ previous_hash, ...entry }) => ({ ...entry, previousHash: previous_hash }));
type Entry = z.infer<typeof entrySchema>;

/** One entry of the audit log; `details` is JSON. */
export type AuditEntry = Omit<Entry, 'details'> & { readonly details: unknown };

export interface NewAuditEntry {
  /** ISO 8601. */
  readonly at: string;
  /** Who acted: a person's name or the command. */
  readonly actor: string;
  readonly action: string;
  readonly details: unknown;
}

export type AuditVerdict =
  | { readonly intact: true; readonly entries: number; readonly head: string }
  /** `seq`: the first entry that does not fit. */
  | { readonly intact: false; readonly seq: number };

const genesis = '0'.repeat(64);
const fields = 'seq, at, actor, action, details, previous_hash, hash';
const pageSize = 1_000;

/** SHA-256 over the JSON array of sequence number, time, actor, action, details (as JSON text) and the previous hash. */
function hashOf(entry: Omit<Entry, 'hash'>): string {
  const text = JSON.stringify([entry.seq, entry.at, entry.actor, entry.action, entry.details, entry.previousHash]);
  return createHash('sha256').update(text).digest('hex');
}

/** Appends an entry whose hash covers the entry before it; returns its sequence number and hash. */
export function appendAudit(db: WriteDb, entry: NewAuditEntry): { seq: number; hash: string } {
  const last = db.get(`SELECT ${fields} FROM audit ORDER BY seq DESC LIMIT 1`, [], entrySchema);
  const next = {
    seq: (last?.seq ?? 0) + 1,
    at: entry.at,
    actor: entry.actor,
    action: entry.action,
    details: toJson(entry.details),
    previousHash: last?.hash ?? genesis,
  };
  const hash = hashOf(next);
  db.run(`INSERT INTO audit (${fields}) VALUES (?, ?, ?, ?, ?, ?, ?)`, [
    next.seq,
    next.at,
    next.actor,
    next.action,
    next.details,
    next.previousHash,
    hash,
  ]);
  return { seq: next.seq, hash };
}

/** Entries after a sequence number (exclusive), in order. */
export function listAudit(db: ReadDb, afterSeq = 0): AuditEntry[] {
  const sql = `SELECT ${fields} FROM audit WHERE seq > ? ORDER BY seq`;
  return db.all(sql, [afterSeq], entrySchema).map((entry) => ({ ...entry, details: JSON.parse(entry.details) }));
}

/**
 * Recomputes the chain. It shows entries that were changed, removed or inserted; entries cut off at the end show only against a
 * `head` noted elsewhere (a manifest, an export), since whoever can rewrite the file can also shorten it.
 */
export function verifyAudit(db: ReadDb): AuditVerdict {
  const sql = `SELECT ${fields} FROM audit WHERE seq > ? ORDER BY seq LIMIT ${pageSize}`;
  let previous = { seq: 0, hash: genesis };
  for (;;) {
    const page = db.all(sql, [previous.seq], entrySchema);
    for (const entry of page) {
      const fits =
        entry.seq === previous.seq + 1 && entry.previousHash === previous.hash && entry.hash === hashOf(entry);
      if (!fits) return { intact: false, seq: previous.seq + 1 };
      previous = { seq: entry.seq, hash: entry.hash };
    }
    if (page.length < pageSize) return { intact: true, entries: previous.seq, head: previous.hash };
  }
}
