/**
 * 128-bit hash of a seed and a path as four 32-bit words: MurmurHash3 x86_128 over an unambiguous encoding (type tag,
 * length, UTF-16 code units), so that ('a', 'bc') and ('ab', 'c') or 1 and '1' differ. Not cryptographic.
 * Source: Appleby, SMHasher, MurmurHash3.cpp (public domain).
 */
export function hashPath(parts: readonly (string | number)[]): readonly [number, number, number, number] {
  const text = parts.map((part) => `${typeof part === 'number' ? 'n' : 's'}${String(part).length}:${part};`).join('');
  const words = toWords(text);
  const h: [number, number, number, number] = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 0x6a09e667];
  for (let i = 0; i < words.length; i += 4) absorb(h, words, i);
  const length = text.length * 2;
  for (let k = 0; k < 4; k += 1) h[k] = (h[k] ?? 0) ^ length;
  stir(h);
  for (let k = 0; k < 4; k += 1) h[k] = finalMix(h[k] ?? 0);
  stir(h);
  return h;
}

const first = [0x239b961b, 0xab0e9789, 0x38b34ae5, 0xa1e38b93];
const turn = [15, 16, 17, 18];
const after = [19, 17, 15, 13];
const constant = [0x561ccd1b, 0x0bcaa747, 0x96cd1c35, 0x32ac3b17];

function absorb(h: [number, number, number, number], words: readonly number[], start: number): void {
  for (let k = 0; k < 4; k += 1) {
    let word = Math.imul(words[start + k] ?? 0, first[k] ?? 1);
    word = Math.imul(rotate(word, turn[k] ?? 15), first[(k + 1) % 4] ?? 1);
    const mixed = rotate((h[k] ?? 0) ^ word, after[k] ?? 13);
    h[k] = (Math.imul((mixed + (h[(k + 1) % 4] ?? 0)) | 0, 5) + (constant[k] ?? 0)) | 0;
  }
}

function stir(h: [number, number, number, number]): void {
  h[0] = (h[0] + h[1] + h[2] + h[3]) | 0;
  h[1] = (h[1] + h[0]) | 0;
  h[2] = (h[2] + h[0]) | 0;
  h[3] = (h[3] + h[0]) | 0;
}

function finalMix(value: number): number {
  let x = value ^ (value >>> 16);
  x = Math.imul(x, 0x85ebca6b);
  x ^= x >>> 13;
  x = Math.imul(x, 0xc2b2ae35);
  return x ^ (x >>> 16);
}

function rotate(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}

function toWords(text: string): number[] {
  const words: number[] = [];
  for (let i = 0; i < text.length; i += 2) {
    words.push(text.charCodeAt(i) | ((i + 1 < text.length ? text.charCodeAt(i + 1) : 0) << 16));
  }
  while (words.length % 4 !== 0) words.push(0);
  return words;
}
