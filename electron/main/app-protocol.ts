import { protocol } from 'electron';
import type { Session } from 'electron';
import type { BundleFiles } from '../hosts/screens/bundle-files.ts';
import { contentPolicy } from '../hosts/screens/content-policy.ts';
import { appOrigin, appScheme } from './app-origin.ts';
import type { WindowCounts } from './window-counts.ts';

/** Must be called before Electron is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Answers the page's requests from the files of the screens. No path of a request reaches the file system. */
export function serveAppFiles(session: Session, files: BundleFiles, counts: WindowCounts): void {
  session.protocol.handle(appScheme, ({ method, url }) => {
    const { origin, host, pathname } = new URL(url);
    const isOwn = origin === appOrigin || `${appScheme}://${host}` === appOrigin;
    const file = isOwn && method === 'GET' ? files.get(pathname) : undefined;
    if (file === undefined) {
      counts.refused('path');
      return new Response(null, { status: 404 });
    }
    counts.served('file');
    return new Response(new Uint8Array(file.bytes), {
      headers: {
        'content-type': file.type,
        'content-security-policy': contentPolicy,
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      },
    });
  });
}
