import { createHash, randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';
import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import { PilotlightError } from '../../../shared/errors.ts';
import {
  passphraseMissing,
  passphraseWrong,
  projectDamaged,
  projectNewer,
  projectNotAProject,
  projectUnreadable,
  recoveryKeyWrong,
} from '../../../shared/messages/core-messages.ts';

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

/** Whether a passphrase is the one that this key was derived from. Throws `passphrase-missing` when it is empty. */
export function isPassphraseOf({ key, salt }: ProjectKey, passphrase: string): boolean {
  const derived = derive(passphrase, Buffer.from(salt, 'hex').subarray(0, saltBytes));
  return timingSafeEqual(derived.subarray(0, 32), Buffer.from(key, 'hex'));
}

/** Crockford's base 32: no I, L, O and U, so that nothing is misread or misspelt. */
const recoveryDigits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const recoveryCheckBytes = 3;

/**
 * The recovery key: the file's own key as 56 letters and digits in groups of four, with a check of 24 bits that covers the
 * salt too. It needs no place in the file, so it cannot get lost there, and every file has had one from the beginning.
 */
export function toRecoveryKey({ key, salt }: ProjectKey): string {
  const bytes = Buffer.concat([Buffer.from(key, 'hex'), recoveryCheck(key, salt)]);
  let bits = 0n;
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte);
  const digits = Array.from({ length: 56 }, (_, place) => {
    const index = Number((bits >> BigInt(5 * (55 - place))) & 31n);
    return recoveryDigits.charAt(index);
  }).join('');
  return digits.replaceAll(/.{4}(?=.)/g, '$&-');
}

/**
 * Key of an existing project file from its recovery key. Case, blanks and hyphens do not matter, and O, I and L count as the digits
 * they look like.
 *
 * @throws `passphrase-wrong` when it is mistyped or belongs to another project or an earlier passphrase; `project-damaged`,
 * `project-newer`, `file-unreadable` as `readProjectKey`.
 */
export function readRecoveryKey(path: string, recoveryKey: string): ProjectKey {
  const salt = requireHeader(path).subarray(0, 16).toString('hex');
  const wrong = (): never => {
    throw new PilotlightError('passphrase-wrong', recoveryKeyWrong(path), { path });
  };
  const text = recoveryKey.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  if (!/^[0-9A-HJKMNP-TV-Z]{56}$/.test(text)) return wrong();
  let bits = 0n;
  for (const digit of text) bits = (bits << 5n) | BigInt(recoveryDigits.indexOf(digit));
  const hex = bits.toString(16).padStart(70, '0');
  const key = hex.slice(0, 64);
  return hex.slice(64) === recoveryCheck(key, salt).toString('hex') ? { key, salt } : wrong();
}

function recoveryCheck(key: string, salt: string): Buffer {
  return createHash('sha256').update(`pilotlight recovery ${salt} ${key}`).digest().subarray(0, recoveryCheckBytes);
}

/**
 * Key for an existing project file, from its first 24 bytes. Throws `project-damaged` when the file is no project or is cut
 * off, `project-newer` for a later key format, `passphrase-wrong` when the check does not match.
 */
export function readProjectKey(path: string, passphrase: string): ProjectKey {
  const header = requireHeader(path);
  const derived = derive(passphrase, header.subarray(0, saltBytes));
  if (!derived.subarray(32).equals(header.subarray(saltBytes, 16))) {
    throw new PilotlightError('passphrase-wrong', passphraseWrong(path), { path });
  }
  return { key: derived.subarray(0, 32).toString('hex'), salt: header.subarray(0, 16).toString('hex') };
}

function requireHeader(path: string): Buffer {
  const header = readHeader(path);
  if (!hasPageStructure(header)) throw new PilotlightError('project-damaged', projectNotAProject(path), { path });
  if (header.readUInt8(0) !== keyFormat) throw new PilotlightError('project-newer', projectNewer(path), { path });
  return header;
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
