/** What can point to a person. `free-text` may name anybody and is long enough to be recognised by. */
export const identifierKinds = [
  'email',
  'ip-address',
  'phone',
  'name',
  'coordinates',
  'response-id',
  'birth-date',
  'free-text',
] as const;
export type IdentifierKind = (typeof identifierKinds)[number];
