import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { chromium } from 'playwright-core';
import type { IconImage } from './icon-containers.ts';
import { icnsOf, icnsSides, icoOf } from './icon-containers.ts';

/** Draws the icons of the program from their two sources, with the system's Chromium or the one that `CHROMIUM_PATH` names. */
const folder = import.meta.dirname;
/** Sides in pixels: of Linux's icons, each a file, and of those in the file for Windows. */
const linuxSides = [16, 24, 32, 48, 64, 128, 256, 512];
const windowsSides = [16, 24, 32, 48, 64, 256];
/** Up to this side the simple drawing is used, whose edges lie on the pixels. */
const largestSimple = 32;

/** Side of the tile on macOS, where an icon keeps a margin to the edge of its picture: 824 of 1024, and even. */
function macTile(side: number): number {
  return 2 * Math.round((side * 824) / 2048);
}

/** A PNG file of the icon, with a side and a tile of so many pixels. */
async function draw(browser: Browser, side: number, tile: number): Promise<Buffer> {
  const source = readFileSync(join(folder, side > largestSimple ? 'pilotlight.svg' : 'pilotlight-small.svg'), 'utf8');
  const page = await browser.newPage({ viewport: { width: side, height: side } });
  const address = `data:image/svg+xml,${encodeURIComponent(source)}`;
  await page.setContent(
    `<body style="margin: ${(side - tile) / 2}px"><img src="${address}" style="display: block; width: ${tile}px">`,
  );
  const png = await page.screenshot({ omitBackground: true });
  await page.close();
  return png;
}

const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--force-color-profile=srgb'],
});
const plain = new Map<number, Buffer>();
for (const side of linuxSides) plain.set(side, await draw(browser, side, side));
const inset = new Map<number, Buffer>();
for (const side of Object.values(icnsSides)) inset.set(side, await draw(browser, side, macTile(side)));
await browser.close();

function drawn(pictures: ReadonlyMap<number, Buffer>, side: number): Buffer {
  const png = pictures.get(side);
  if (png === undefined) throw new Error(`No icon was drawn with a side of ${side} pixels.`);
  return png;
}

mkdirSync(join(folder, 'png'), { recursive: true });
for (const [side, png] of plain) writeFileSync(join(folder, 'png', `${side}x${side}.png`), png);
const images = windowsSides.map((side): IconImage => ({ side, png: drawn(plain, side) }));
writeFileSync(join(folder, 'pilotlight.ico'), icoOf(images));
writeFileSync(
  join(folder, 'pilotlight.icns'),
  icnsOf((side) => drawn(inset, side)),
);
