import type { Document } from 'yaml';
import { isAlias, isMap, isScalar, isSeq } from 'yaml';

/**
 * Turns names and codes of a recipe into the text that stands in the file, so that `01`, `1.0` and `true` stay what the
 * data has: names of variables, option codes and labels, missing codes, conditions of wordings, and what a rule chooses.
 */
export function keepTextOfCodes(document: Document): void {
  const target = (node: unknown): unknown => (isAlias(node) ? node.resolve(document) : node);
  const entry = (node: unknown, name: string): unknown => {
    const map = target(node);
    return isMap(map) ? target(map.get(name, true)) : undefined;
  };
  const items = (node: unknown): unknown[] => {
    const list = target(node);
    return isSeq(list) ? list.items.map(target) : [];
  };
  const keepKeys = (node: unknown): void => {
    const map = target(node);
    if (isMap(map)) for (const { key } of map.items) keepText(key);
  };
  const keepOption = (node: unknown): void => {
    keepText(node);
    keepKeys(node);
    if (isMap(node)) for (const { value } of node.items) keepText(target(value));
  };

  const codebook = target(document.get('codebook', true));
  keepKeys(codebook);
  for (const { value: variable } of isMap(codebook) ? codebook.items : []) {
    items(entry(variable, 'options')).forEach(keepOption);
    items(entry(variable, 'missing')).forEach(keepText);
    keepKeys(entry(entry(variable, 'wording'), 'by_condition'));
  }
  for (const rule of items(entry(document.get('rule', true), 'cases'))) keepText(entry(rule, 'choose'));
  items(entry(document.get('data', true), 'missing')).forEach(keepText);
}

function keepText(node: unknown): void {
  if (!isScalar(node) || node.source === undefined) return;
  if (typeof node.value === 'number' || typeof node.value === 'boolean') node.value = node.source;
}
