import type { Role, Scale } from '../../../shared/domain/codebook.ts';

/** The letter that gives a role, in the grid. */
export const roleKeys: Readonly<Record<Role, string>> = {
  persona: 'p',
  treatment: 't',
  belief: 'b',
  action: 'a',
  weight: 'w',
  cluster: 'c',
  id: 'i',
  excluded: 'x',
};

/** The letter that, with Shift, gives a scale. */
export const scaleKeys: Readonly<Record<Scale, string>> = {
  nominal: 'N',
  ordinal: 'O',
  interval: 'I',
  binary: 'B',
  count: 'C',
  text: 'T',
};

/** The role or scale that a key stands for, or null. */
export function decisionOfKey(key: string): { readonly role: Role } | { readonly scale: Scale } | null {
  switch (key) {
    case 'p':
      return { role: 'persona' };
    case 't':
      return { role: 'treatment' };
    case 'b':
      return { role: 'belief' };
    case 'a':
      return { role: 'action' };
    case 'w':
      return { role: 'weight' };
    case 'c':
      return { role: 'cluster' };
    case 'i':
      return { role: 'id' };
    case 'x':
      return { role: 'excluded' };
    case 'N':
      return { scale: 'nominal' };
    case 'O':
      return { scale: 'ordinal' };
    case 'I':
      return { scale: 'interval' };
    case 'B':
      return { scale: 'binary' };
    case 'C':
      return { scale: 'count' };
    case 'T':
      return { scale: 'text' };
    default:
      return null;
  }
}
