/** A square picture: its PNG file and its side in pixels. */
export interface IconImage {
  readonly side: number;
  readonly png: Buffer;
}

/** Length in bytes of a directory entry of an .ico file, and of what comes before the first. */
const icoEntry = 16;
const icoHeader = 6;

/**
 * An .ico file whose pictures are PNG files, which Windows reads since Vista.
 *
 * @param images sides of 1 to 256 pixels
 */
export function icoOf(images: readonly IconImage[]): Buffer {
  const header = Buffer.alloc(icoHeader + icoEntry * images.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(images.length, 4);
  let offset = header.length;
  images.forEach(({ side, png }, index) => {
    const entry = icoHeader + icoEntry * index;
    // One byte holds the side; 256 is written as 0.
    header.writeUInt8(side % 256, entry);
    header.writeUInt8(side % 256, entry + 1);
    header.writeUInt16LE(1, entry + 4);
    header.writeUInt16LE(32, entry + 6);
    header.writeUInt32LE(png.length, entry + 8);
    header.writeUInt32LE(offset, entry + 12);
    offset += png.length;
  });
  return Buffer.concat([header, ...images.map(({ png }) => png)]);
}

/** Side in pixels of the picture under each name of an .icns file; a side twice in use is that of a smaller icon on dense screens. */
export const icnsSides: Readonly<Record<string, number>> = {
  ic07: 128,
  ic08: 256,
  ic09: 512,
  ic10: 1024,
  ic11: 32,
  ic12: 64,
  ic13: 256,
  ic14: 512,
};

/**
 * An .icns file whose pictures are PNG files.
 *
 * @param pngOf the PNG file with a side in pixels
 */
export function icnsOf(pngOf: (side: number) => Buffer): Buffer {
  const blocks = Object.entries(icnsSides).map(([name, side]) => {
    const png = pngOf(side);
    return Buffer.concat([icnsHead(name, png.length), png]);
  });
  const content = Buffer.concat(blocks);
  return Buffer.concat([icnsHead('icns', content.length), content]);
}

/** Name of a block, and its length with this head. */
function icnsHead(name: string, length: number): Buffer {
  const head = Buffer.alloc(8);
  head.write(name, 'latin1');
  head.writeUInt32BE(head.length + length, 4);
  return head;
}
