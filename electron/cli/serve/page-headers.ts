import { contentPolicy } from '../../hosts/screens/content-policy.ts';

/** Where a browser reports what the content policy kept a page from doing. */
export const reportPath = '/blocked';

/** Headers of every answer: the page may load and reach this server only, nobody may embed it, and nothing is kept. */
export const pageHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': `${contentPolicy}; report-uri ${reportPath}`,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
};
