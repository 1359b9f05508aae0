/**
 * The reversible map between bytes and printable characters of GPT-2's byte-level tokenisers (Radford et al. 2019,
 * `bytes_to_unicode`): printable Latin-1 bytes stand for themselves, the others for U+0100 onwards in order.
 */
const characters: readonly string[] = (() => {
  const printable = (byte: number): boolean =>
    (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
  let next = 256;
  return Array.from({ length: 256 }, (_, byte) => String.fromCodePoint(printable(byte) ? byte : next++));
})();

/** All 256 byte characters in byte order. */
export const byteCharacters = characters;

/** UTF-8 bytes of the text as byte characters. */
export function toByteText(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => characters[byte] ?? '').join('');
}

/** GPT-2's pre-tokenisation, llama.cpp's `gpt-2`: no merge crosses the pieces. */
export function splitPieces(text: string): string[] {
  return text.match(/'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+/gu) ?? [];
}
