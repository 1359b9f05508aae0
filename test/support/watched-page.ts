import type { Browser, Page } from 'playwright-core';

/** A page, and everything about it that may not be. */
export interface WatchedPage {
  readonly page: Page;
  /** Addresses outside of this machine that the page asked for. */
  readonly elsewhere: readonly string[];
  /** Errors in the console, faults of scripts and violations of the content policy. */
  readonly faults: readonly string[];
}

const atHome = /^(?:ws|http):\/\/(?:127\.0\.0\.1|localhost|\[::1\]):\d+\/|^(?:data|blob|about):/;

/** A page of a window of 1280 × 800 that notes what it asks for and what goes wrong in it. */
export async function openWatchedPage(browser: Browser): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  // Other work on the machine may make a training take long; the limit of the test ends what hangs.
  page.setDefaultTimeout(120_000);
  const elsewhere: string[] = [];
  const faults: string[] = [];
  page.on('request', (request) => {
    if (!atHome.test(request.url())) elsewhere.push(request.url());
  });
  page.on('websocket', (socket) => {
    if (!atHome.test(socket.url())) elsewhere.push(socket.url());
  });
  page.on('console', (message) => {
    if (message.type() === 'error' || message.text().startsWith('violated: ')) faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      console.log(`violated: ${violatedDirective} ${blockedURI}`);
    });
  });
  return { page, elsewhere, faults };
}
