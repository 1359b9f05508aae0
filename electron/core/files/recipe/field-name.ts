/** A field as a person names it: `codebook.vote.options[2]`, counted from 1. */
export function fieldName(path: readonly (string | number)[]): string {
  return path.reduce<string>((name, segment) => {
    if (typeof segment === 'number') return `${name}[${segment + 1}]`;
    const text = /[.\s]/.test(segment) ? `"${segment}"` : segment;
    return name === '' ? text : `${name}.${text}`;
  }, '');
}
