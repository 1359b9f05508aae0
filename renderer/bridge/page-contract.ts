import { contract } from '../../shared/contract/index.ts';
import { shellContract } from '../../shared/contract/shell.ts';

/** What a page can ask: the core's operations and those of the shell around it. */
export const pageContract = { ...contract, ...shellContract };

export type PageContract = typeof pageContract;
