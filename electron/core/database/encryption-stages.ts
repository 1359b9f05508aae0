/** What is done to encrypt a project anew, in this order. SQLite does each in one call that cannot be interrupted from within. */
export const encryptionStages = ['copy', 'encrypt', 'check'] as const;
export type EncryptionStage = (typeof encryptionStages)[number];
