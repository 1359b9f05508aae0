import type { App, Session, WebContents } from 'electron';
import { appOrigin } from './app-origin.ts';
import { mayUse } from './permission-policy.ts';
import type { WindowCounts } from './window-counts.ts';

/**
 * Switches of Chromium that must be set before it starts: no name is resolved, nothing is fetched in the background, and
 * no address of this machine is told. The requests themselves are refused below; these keep out what asks no session.
 */
export function forbidNetwork(app: App): void {
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  app.commandLine.appendSwitch('force-webrtc-ip-handling-policy', 'disable_non_proxied_udp');
  for (const name of [
    'disable-background-networking',
    'disable-component-update',
    'disable-domain-reliability',
    'disable-quic',
    'no-pings',
  ]) {
    app.commandLine.appendSwitch(name);
  }
}

/** Refuses and counts every request of a page that does not go to the screens, every permission but that to copy, and every download. */
export function guardSession(session: Session, counts: WindowCounts): void {
  session.webRequest.onBeforeRequest(({ url }, decide) => {
    const cancel = !isOwnRequest(url);
    if (cancel) counts.refused('request');
    decide({ cancel });
  });
  session.setPermissionRequestHandler((_contents, permission, decide, { requestingUrl }) => {
    const isAllowed = mayUse(permission, requestingUrl);
    if (!isAllowed) counts.refused('permission');
    decide(isAllowed);
  });
  session.setPermissionCheckHandler((_contents, permission, origin) => mayUse(permission, origin));
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event, item) => {
    // A chart that a page has made in memory goes where the person says; nothing else is saved.
    if (item.getURL().startsWith(`blob:${appOrigin}/`)) return;
    counts.refused('download');
    event.preventDefault();
  });
  // Dictionaries would be fetched.
  session.setSpellCheckerEnabled(false);
}

/** The screens themselves, and what they made in memory. */
function isOwnRequest(url: string): boolean {
  return url.startsWith(`${appOrigin}/`) || url.startsWith('data:') || url.startsWith(`blob:${appOrigin}/`);
}

/** Keeps every page in this program: it may be loaded again, but leads nowhere, opens no window and embeds nothing. */
export function guardContents(contents: WebContents, counts: WindowCounts): void {
  const refuse = (event: { readonly url?: string; preventDefault(): void }): void => {
    if (event.url?.startsWith(`${appOrigin}/`) === true) return;
    counts.refused('navigation');
    event.preventDefault();
  };
  contents.on('will-navigate', refuse);
  contents.on('will-redirect', refuse);
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame) refuse(event);
  });
  contents.on('will-attach-webview', (event) => {
    counts.refused('window');
    event.preventDefault();
  });
  contents.setWindowOpenHandler(() => {
    counts.refused('window');
    return { action: 'deny' };
  });
}
