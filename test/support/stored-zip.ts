import { crc32 } from 'node:zlib';

/** A ZIP archive that stores its files without compressing them; all are executable. */
export function storedZip(files: Readonly<Record<string, Buffer>>): Buffer {
  const pieces: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (const [path, bytes] of Object.entries(files)) {
    const name = Buffer.from(path);
    const sizes = Buffer.alloc(12);
    sizes.writeUInt32LE(crc32(bytes), 0);
    sizes.writeUInt32LE(bytes.length, 4);
    sizes.writeUInt32LE(bytes.length, 8);
    const lengths = Buffer.alloc(4);
    lengths.writeUInt16LE(name.length, 0);
    // Version 2.0, no flags, stored, 1 January 1980.
    const common = Buffer.from([20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0]);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), common, sizes, lengths, name, bytes]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(0o100755 * 2 ** 16, 6);
    place.writeUInt32LE(offset, 10);
    // Made by Unix, so that the rights count.
    const madeBy = Buffer.from([20, 3]);
    entries.push(Buffer.concat([Buffer.from('PK\u0001\u0002'), madeBy, common, sizes, lengths, place, name]));
    pieces.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...pieces, directory, Buffer.from('PK\u0005\u0006'), end]);
}
