import { randomBytes, scryptSync } from 'node:crypto';
import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import { PilotlightError } from '../../../shared/errors.ts';
import {
  passphraseMissing,
  passphraseWrong,
  projectDamaged,
  projectNewer,
  projectNotAProject,
  projectUnreadable,
} from '../../../shared/messages.ts';

/**
 * The first bytes of a project file. SQLite3MultipleCiphers keeps a 16-byte salt there in plain text, followed by 8 bytes
 * of SQLite's own header (page size, journal versions, reserved bytes per page, payload fractions), also in plain text:
 *
 *   0       key format version
 *   1..11   random salt
 *   12..15  check: bytes 32..35 of the key derivation
 *   16..23  structure of the pages, the same in every project
 *
 * The check tells a wrong passphrase from damage. It gives an attacker nothing: trying a passphrase costs the same key
 * derivation with the check as with the authenticated first page.
 */
export const pageSize = 4096;
const keyFormat = 1;
const reservedBytes = 64;
const saltBytes = 12;
const checkBytes = 4;

/** 32 bytes of key and the 16 bytes that open the file, as hexadecimal text. */
export interface ProjectKey {
  readonly key: string;
  readonly salt: string;
}

/**
 * scrypt with N = 2^17, r = 8, p = 1 (128 MiB of memory per attempt; RFC 7914). The passphrase is normalised (NFKC) so
 * that it opens the project whatever the keyboard or system composes.
 */
function derive(passphrase: string, salt: Uint8Array): Buffer {
  if (passphrase === '') throw new PilotlightError('passphrase-missing', passphraseMissing());
  const options = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 2 ** 20 };
  return scryptSync(passphrase.normalize('NFKC'), salt, 32 + checkBytes, options);
}

/** Key and salt for a new project file. Throws `passphrase-missing` when the passphrase is empty. */
export function createProjectKey(passphrase: string): ProjectKey {
  const salt = Buffer.concat([Buffer.of(keyFormat), randomBytes(saltBytes - 1)]);
  const derived = derive(passphrase, salt);
  return {
    key: derived.subarray(0, 32).toString('hex'),
    salt: Buffer.concat([salt, derived.subarray(32)]).toString('hex'),
  };
}

/**
 * Key for an existing project file, from its first 24 bytes. Throws `project-damaged` when the file is no project or is cut
 * off, `project-newer` for a later key format, `passphrase-wrong` when the check does not match.
 */
export function readProjectKey(path: string, passphrase: string): ProjectKey {
  const header = readHeader(path);
  if (!hasPageStructure(header)) throw new PilotlightError('project-damaged', projectNotAProject(path), { path });
  if (header.readUInt8(0) !== keyFormat) throw new PilotlightError('project-newer', projectNewer(path), { path });
  const derived = derive(passphrase, header.subarray(0, saltBytes));
  if (!derived.subarray(32).equals(header.subarray(saltBytes, 16))) {
    throw new PilotlightError('passphrase-wrong', passphraseWrong(path), { path });
  }
  return { key: derived.subarray(0, 32).toString('hex'), salt: header.subarray(0, 16).toString('hex') };
}

function hasPageStructure(header: Buffer): boolean {
  if (header.length < 24 || header.readUInt8(0) === 0) return false;
  const journalVersions = [header.readUInt8(18), header.readUInt8(19)];
  return (
    header.readUInt16BE(16) === pageSize &&
    journalVersions.every((version) => version === 1 || version === 2) &&
    header.readUInt8(20) === reservedBytes &&
    header.subarray(21, 24).equals(Buffer.of(64, 32, 32))
  );
}

function readHeader(path: string): Buffer {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (error) {
    throw new PilotlightError('file-unreadable', projectUnreadable(path), { path }, { cause: error });
  }
  try {
    const { size } = fstatSync(file);
    // A write-ahead log beside the file may still hold the page that a crash cut off.
    const cutOff = size % pageSize !== 0 && !existsSync(`${path}-wal`);
    if (cutOff && size >= pageSize) throw new PilotlightError('project-damaged', projectDamaged(path), { path });
    const header = Buffer.alloc(24);
    return header.subarray(0, readSync(file, header, 0, header.length, 0));
  } finally {
    closeSync(file);
  }
}
