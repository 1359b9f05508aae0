/** A picture that stands by itself: named, described and with a background, for programs that know nothing of the page. */
export function finishedSvg(
  svg: string,
  words: { readonly title: string; readonly description: string },
  background: string,
): string {
  const head = `<title>${escaped(words.title)}</title><desc>${escaped(words.description)}</desc><rect width="100%" height="100%" fill="${background}"/>`;
  return svg.replace(/^<svg[^>]*>/, (root) => `${root}${head}`);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
