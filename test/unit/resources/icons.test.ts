import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { installerConfig } from '../../../electron/packaging/installer-config.ts';
import { icnsOf, icoOf } from '../../../resources/icons/icon-containers.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const folder = join(root, 'resources', 'icons');
const icon = (name: string): Buffer => readFileSync(join(folder, name));

interface Picture {
  readonly width: number;
  readonly height: number;
  /** Colour channels of a pixel, with the one for transparency. */
  readonly channels: number;
  /** Bytes of all pixels, each line with the byte that says how it is written. */
  readonly length: number;
}

/** Reads a PNG file up to its end and unpacks its pixels. */
function readPng(bytes: Buffer): Picture {
  expect(bytes.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a');
  const data: Buffer[] = [];
  let [at, name] = [8, ''];
  while (name !== 'IEND') {
    const length = bytes.readUInt32BE(at);
    name = bytes.toString('latin1', at + 4, at + 8);
    if (name === 'IDAT') data.push(bytes.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  expect(at).toBe(bytes.length);
  return {
    width: bytes.readUInt32BE(16),
    height: bytes.readUInt32BE(20),
    channels: bytes.readUInt8(25) === 6 ? 4 : 0,
    length: inflateSync(Buffer.concat(data)).length,
  };
}

function pictureOf(side: number): Picture {
  return { width: side, height: side, channels: 4, length: side * (1 + 4 * side) };
}

/** Entries of an .ico file in its order: the side that the directory claims, and the file it points to. */
function readIco(bytes: Buffer): { side: number; png: Buffer }[] {
  expect([bytes.readUInt16LE(0), bytes.readUInt16LE(2)]).toEqual([0, 1]);
  return Array.from({ length: bytes.readUInt16LE(4) }, (_, index) => {
    const entry = 6 + 16 * index;
    const [width, height] = [bytes.readUInt8(entry), bytes.readUInt8(entry + 1)];
    expect(height).toBe(width);
    expect([bytes.readUInt16LE(entry + 4), bytes.readUInt16LE(entry + 6)]).toEqual([1, 32]);
    const start = bytes.readUInt32LE(entry + 12);
    return { side: width === 0 ? 256 : width, png: bytes.subarray(start, start + bytes.readUInt32LE(entry + 8)) };
  });
}

/** Blocks of an .icns file, which must fill it. */
function readIcns(bytes: Buffer): { name: string; png: Buffer }[] {
  expect(bytes.toString('latin1', 0, 4)).toBe('icns');
  expect(bytes.readUInt32BE(4)).toBe(bytes.length);
  const blocks: { name: string; png: Buffer }[] = [];
  for (let at = 8; at < bytes.length; at += bytes.readUInt32BE(at + 4)) {
    const end = at + bytes.readUInt32BE(at + 4);
    blocks.push({ name: bytes.toString('latin1', at, at + 4), png: bytes.subarray(at + 8, end) });
  }
  return blocks;
}

const linuxSides = [16, 24, 32, 48, 64, 128, 256, 512];

describe('the icon', () => {
  it('is a picture of every size that Linux asks for, by the names that the packager looks for', () => {
    const names = linuxSides.map((side) => `${side}x${side}.png`);
    expect(readdirSync(join(folder, 'png')).sort()).toEqual(names.sort());
    for (const side of linuxSides) expect(readPng(icon(`png/${side}x${side}.png`))).toEqual(pictureOf(side));
  });

  it('has the same pictures for Windows, up to 256 pixels', () => {
    const bytes = icon('pilotlight.ico');
    const entries = readIco(bytes);
    expect(entries.map(({ side }) => side)).toEqual([16, 24, 32, 48, 64, 256]);
    for (const { side, png } of entries) expect(png.equals(icon(`png/${side}x${side}.png`))).toBe(true);
    const length = entries.reduce((sum, { png }) => sum + png.length, 6 + 16 * entries.length);
    expect(bytes.length).toBe(length);
  });

  it('has a picture for every size and density of macOS', () => {
    const read = readIcns(icon('pilotlight.icns')).map(({ name, png }) => [name, readPng(png)]);
    const sides = { ic07: 128, ic08: 256, ic09: 512, ic10: 1024, ic11: 32, ic12: 64, ic13: 256, ic14: 512 };
    expect(Object.fromEntries(read)).toEqual(
      Object.fromEntries(Object.entries(sides).map(([name, side]) => [name, pictureOf(side)])),
    );
    expect(read).toHaveLength(Object.keys(sides).length);
  });

  it('is drawn in colours of the screens, without anything that a content policy would stop', () => {
    const tokens = readFileSync(join(root, 'renderer', 'styles', 'tokens.css'), 'utf8');
    for (const name of ['pilotlight.svg', 'pilotlight-small.svg']) {
      const drawing = icon(name).toString('utf8');
      const colours = [...drawing.matchAll(/fill="([^"]+)"/g)].map(([, colour]) => colour ?? '');
      expect(colours).toHaveLength(4);
      expect(colours.filter((colour) => !/^#[0-9a-f]{6}$/.test(colour) || !tokens.includes(colour))).toEqual([]);
      expect(drawing).not.toMatch(/<(?:style|script|image|use|foreignObject)\b|style=|href=|\son[a-z]+=|<!/i);
    }
  });

  it('is small: all its files together stay below 300 kB', () => {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const sizes = files.map((entry) => readFileSync(join(entry.parentPath, entry.name)).length);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(300_000);
  });

  it('lies where the installers look for it', () => {
    const { linux, win, mac } = installerConfig;
    expect([linux?.icon, win?.icon, mac?.icon]).toEqual([
      'resources/icons/png',
      'resources/icons/pilotlight.ico',
      'resources/icons/pilotlight.icns',
    ]);
  });
});

describe('files of several pictures', () => {
  const pngOf = (side: number): Buffer => Buffer.from(`the picture with ${side} pixels`);

  it('give back what was put into a file for Windows, with 256 pixels written as 0', () => {
    const images = [16, 255, 256].map((side) => ({ side, png: pngOf(side) }));
    const bytes = icoOf(images);
    expect(readIco(bytes)).toEqual(images);
    expect(bytes.readUInt8(6 + 2 * 16)).toBe(0);
  });

  it('give back what was put into a file for macOS', () => {
    const blocks = readIcns(icnsOf(pngOf));
    expect(blocks.map(({ name }) => name)).toEqual(['ic07', 'ic08', 'ic09', 'ic10', 'ic11', 'ic12', 'ic13', 'ic14']);
    expect(blocks[3]?.png).toEqual(pngOf(1024));
  });
});
