export interface PreviewParts {
  /** Rules for a shadow tree of the page. */
  readonly style: string;
  /** Markup of the body, without style or script. */
  readonly body: string;
}

/** What the report's own page has and its preview has not: a table of contents, margins, and columns beside the charts. */
const overrides = `
:host{display:block;--panel:var(--hover)}
.body,svg{font-family:var(--sans)}
.page{display:block;max-width:none;padding:0}
nav{display:none}
.page>header{padding-top:0}
h1{font-size:20px;line-height:28px}
h2{font-size:16px;line-height:24px}
h3{font-size:14px;line-height:21px}
figure{grid-template-columns:minmax(0,1fr)}
figcaption{padding-top:8px;max-width:86ch}
.definitions,.rules{columns:1}
`;

/**
 * The report's page taken apart for showing it inside this one: colours come from this page, so that the preview follows
 * its theme, and what is set for the whole document is set for the body. Throws nothing; a page without style has none.
 */
export function previewParts(html: string): PreviewParts {
  const style = /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? '';
  const body = /<body>([\s\S]*)<\/body>/.exec(html)?.[1] ?? '';
  return {
    style: `${screenRules(style)}${overrides}`.replace(/\bh([1-5])\b/g, lower),
    body: withoutLandmarks(body).replace(/(?<=<\/?)h([1-5])\b/g, lower),
  };
}

/** Headings stand below the one of this page, which is of the first level. */
function lower(_heading: string, level: string): string {
  return `h${Number(level) + 1}`;
}

function screenRules(style: string): string {
  const [screen = ''] = style.split('@media print');
  return screen
    .replace(/@media \(prefers-color-scheme:\s*dark\)\{:root\{[^}]*\}\}/g, '')
    .replace(/(?::root|html)\{[^}]*\}/g, '')
    .replace(/(^|[}\s])body\{/g, '$1.body{');
}

/** The preview lies inside the main part of this page, which has one of each already. */
function withoutLandmarks(body: string): string {
  return body.replace(/<(\/?)main\b/g, '<$1div').replace(/<nav\b[\s\S]*?<\/nav>/g, '');
}
