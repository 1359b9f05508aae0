import { expect, it } from 'vitest';
import { inBrowser, openWorkspace } from '../support/workspace.ts';

inBrowser('the icon of the program', () => {
  it('is the icon of the page, as files of its own that the content policy allows', async () => {
    const { page } = await openWorkspace();
    const icons = await page.evaluate(() =>
      Promise.all(
        [...document.querySelectorAll<HTMLLinkElement>('link[rel=icon]')].map(async ({ href, type }) => {
          const picture = new Image();
          picture.src = href;
          await picture.decode();
          const response = await fetch(href);
          return {
            ownFile: href.startsWith(`${window.location.origin}/assets/`),
            type,
            served: response.headers.get('content-type'),
            isSquare: picture.naturalWidth > 0 && picture.naturalWidth === picture.naturalHeight,
          };
        }),
      ),
    );
    expect(icons).toEqual(
      ['image/png', 'image/svg+xml'].map((type) => ({ ownFile: true, type, served: type, isSquare: true })),
    );
  });

  it('stands beside the name on the start screen, which is all that a screen reader reads there', async () => {
    const { page } = await openWorkspace();
    const title = page.getByRole('heading', { name: 'Pilotlight', exact: true }).locator('..');
    const mark = title.locator('img');
    expect(await mark.evaluate((image: HTMLImageElement) => image.naturalWidth > 0)).toBe(true);
    expect(await mark.boundingBox()).toMatchObject({ width: 36, height: 36 });
    expect(await title.ariaSnapshot()).toBe('- heading "Pilotlight" [level=1]');
  });
});
