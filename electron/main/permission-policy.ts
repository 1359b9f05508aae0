import { appOrigin } from './app-origin.ts';

/**
 * Whether a page may use something of the machine: only the screens, and only to write what a person copies to the clipboard.
 * Reading the clipboard, notifications, devices, position, media and everything else is refused.
 *
 * @param permission Electron's name of it, such as `clipboard-sanitized-write`
 * @param address origin or address of the page that asks
 */
export function mayUse(permission: string, address: string): boolean {
  if (permission !== 'clipboard-sanitized-write') return false;
  return address === appOrigin || address.startsWith(`${appOrigin}/`);
}
