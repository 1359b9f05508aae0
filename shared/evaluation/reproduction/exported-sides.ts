/** Whose rows an export holds. */
export const exportedSides = ['humans', 'twins', 'both'] as const;
export type ExportedSides = (typeof exportedSides)[number];
