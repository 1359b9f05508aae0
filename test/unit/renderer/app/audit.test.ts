import { describe, expect, it } from 'vitest';
import { auditCsv } from '../../../../renderer/app/audit/audit-csv.ts';
import { auditInWords } from '../../../../renderer/app/audit/audit-in-words.ts';

const digest = 'ab'.repeat(32);

describe('an entry of the audit log on the screen', () => {
  it('says what was done, and hashes by their beginning', () => {
    const words = auditInWords({ action: 'study-set', details: { changed: ['codebook', 'rule'], sha256: digest } });
    expect(words).toEqual({ action: 'Study changed', details: 'sections codebook, rule; SHA-256 abababababab…' });
  });

  it('leaves out what has no value', () => {
    expect(auditInWords({ action: 'project-opened', details: {} }).details).toBe('');
    expect(auditInWords({ action: 'job-done', details: { job: null, kind: 'import' } }).details).toBe('kind import');
  });

  it('shows actions and fields without words of their own in readable form', () => {
    const words = auditInWords({ action: 'seal-broken', details: { smallestCell: 1234, forced: true } });
    expect(words).toEqual({ action: 'seal broken', details: 'smallest cell 1\u202f234; forced yes' });
  });
});

describe('the audit log as CSV', () => {
  it('holds every entry with its whole hash and its details as they are stored', () => {
    const entry = {
      sequence: 1,
      at: '2026-03-01T09:00:00.000Z',
      action: 'study-set',
      details: { a: 'x' },
      hash: digest,
    };
    expect(auditCsv([entry])).toBe(
      `sequence,time,action,details,hash\r\n1,2026-03-01T09:00:00.000Z,study-set,"{""a"":""x""}",${digest}\r\n`,
    );
  });
});
