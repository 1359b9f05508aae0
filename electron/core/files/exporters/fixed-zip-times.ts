import { PilotlightError } from '../../../../shared/errors.ts';

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
/** 1 January 1980, the first day that a ZIP archive knows, at midnight. */
const firstDay = 0x0021;

/**
 * The archive with the times of all entries set to the first day there is, so that equal contents are equal bytes. PKWARE
 * APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16; archives without comment and below 4 GB.
 *
 * @throws PilotlightError internal when the bytes are no such archive
 */
export function withFixedZipTimes(archive: Uint8Array): Uint8Array {
  const bytes = archive.slice();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = bytes.byteLength - 22;
  if (end < 0 || view.getUint32(end, true) !== endSignature) {
    throw new PilotlightError('internal', 'The document is no archive.');
  }
  const entries = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  for (let entry = 0; entry < entries; entry++) {
    if (view.getUint32(at, true) !== entrySignature) throw new PilotlightError('internal', 'The archive is damaged.');
    const local = view.getUint32(at + 42, true);
    setTime(view, at + 12);
    setTime(view, local + 10);
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return bytes;
}

function setTime(view: DataView, at: number): void {
  view.setUint16(at, 0, true);
  view.setUint16(at + 2, firstDay, true);
}
