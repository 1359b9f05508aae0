import type { Document, Node, Scalar } from 'yaml';
import { isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import {
  anchorMissing,
  excessiveAliases,
  yamlFault,
  yamlKeyTwice,
} from '../../../../shared/messages/recipe-messages.ts';
import { keepTextOfCodes } from './keep-text-of-codes.ts';

/** Place in a file, both counted from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export interface PlacedFault extends Place {
  readonly message: string;
}

export type FieldPath = readonly (string | number)[];

export interface RecipeDocument {
  /** Plain value of the document; undefined when it has faults. */
  readonly value: unknown;
  readonly faults: readonly PlacedFault[];
  /** Place of a field: of its value where that is text or a number, of its key where it is a block, of the block around it where it is absent. */
  readonly place: (path: FieldPath) => Place;
  /** Place of a key in the block at `path`. */
  readonly placeOfKey: (path: FieldPath, key: string) => Place;
}

/** More than any codebook repeats one scale, few enough to refuse a file that multiplies itself. */
const maxAliasCount = 10_000;

/**
 * Parses a recipe as YAML 1.2 with anchors, aliases and merge keys. Names and codes keep their text
 * (`keepTextOfCodes`).
 */
export function parseRecipeDocument(text: string): RecipeDocument {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false, merge: true });
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const placeOf = (node: Node | undefined): Place => placeAt(node?.range?.[0] ?? 0);
  const parserFaults = [...document.errors, ...document.warnings].map((error) => ({
    ...placeAt(error.pos[0]),
    message: yamlFault(error.code, error.message),
  }));
  // One slip often gives the parser several complaints about the same place; the first one says what it is.
  const faults: PlacedFault[] = parserFaults.filter(
    (fault, index) =>
      parserFaults.findIndex(({ line, column }) => line === fault.line && column === fault.column) === index,
  );
  faults.push(...aliasFaults(document, placeOf), ...repeatedKeys(document, placeOf));
  let value: unknown;
  if (faults.length === 0) {
    keepTextOfCodes(document);
    try {
      value = document.toJS({ maxAliasCount });
    } catch (error) {
      if (!(error instanceof ReferenceError)) throw error;
      faults.push({ line: 1, column: 1, message: excessiveAliases() });
    }
  }
  return {
    value: faults.length === 0 ? value : undefined,
    faults,
    place: (path) => {
      const { key, value: node, complete } = findField(document, path);
      return placeOf(complete && isScalar(node) && node.source !== '' ? node : (key ?? node));
    },
    placeOfKey: (path, key) => {
      const { key: block, value: node } = findField(document, path);
      return placeOf(findPair(document, node, key)?.key ?? block ?? node);
    },
  };
}

function aliasFaults(document: Document, placeOf: (node: Node) => Place): PlacedFault[] {
  const faults: PlacedFault[] = [];
  visit(document, {
    Alias(_key, alias) {
      if (alias.resolve(document) === undefined)
        faults.push({ ...placeOf(alias), message: anchorMissing(alias.source) });
    },
  });
  return faults;
}

/** Keys that stand twice in a block. Their text is compared: 1 and "1" are the same name, 1 and 01 are not. */
function repeatedKeys(document: Document, placeOf: (node: Node) => Place): PlacedFault[] {
  const faults: PlacedFault[] = [];
  visit(document, {
    Map(_key, map) {
      const seen = new Set<string>();
      for (const { key } of map.items) {
        if (!isScalar(key)) continue;
        const text = keyText(key);
        if (seen.has(text)) faults.push({ ...placeOf(key), message: yamlKeyTwice(text) });
        seen.add(text);
      }
    },
  });
  return faults;
}

function keyText(key: Scalar): string {
  return key.source ?? String(key.value);
}

interface Found {
  /** Key of the last block on the way that was found. */
  readonly key: Node | undefined;
  readonly value: Node | undefined;
  /** The whole path was found. */
  readonly complete: boolean;
}

function findField(document: Document, path: FieldPath): Found {
  let key: Node | undefined;
  let value = target(document, document.contents);
  for (const segment of path) {
    const pair = findPair(document, value, String(segment));
    const item = isSeq(value) ? value.items[Number(segment)] : undefined;
    if (pair === undefined && !isNode(item)) return { key, value, complete: false };
    key = pair?.key ?? (isNode(item) ? item : key);
    value = target(document, pair === undefined ? item : (pair.value ?? undefined));
  }
  return { key, value, complete: true };
}

function target(document: Document, node: unknown): Node | undefined {
  if (isAlias(node)) return node.resolve(document);
  return isNode(node) ? node : undefined;
}

/** The entry of a block, or of the blocks that it merges with `<<`. */
function findPair(document: Document, node: unknown, name: string): { key: Scalar; value: unknown } | undefined {
  if (!isMap(node)) return undefined;
  for (const { key, value } of node.items) {
    if (isScalar(key) && keyText(key) === name) return { key, value };
  }
  for (const { key, value } of node.items) {
    if (!isScalar(key) || keyText(key) !== '<<') continue;
    const merged = target(document, value);
    for (const source of isSeq(merged) ? merged.items : [merged]) {
      const found = findPair(document, target(document, source), name);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}
