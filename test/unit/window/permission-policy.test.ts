import { describe, expect, it } from 'vitest';
import { mayUse } from '../../../electron/main/permission-policy.ts';

describe('the permissions of a page', () => {
  it.each(['app://pilotlight', 'app://pilotlight/', 'app://pilotlight/index.html#/report'])(
    'let the screens copy: %s',
    (address) => {
      expect(mayUse('clipboard-sanitized-write', address)).toBe(true);
    },
  );

  it.each(['', 'null', 'app://elsewhere/', 'app://pilotlight.example/', 'https://example.org/app://pilotlight/'])(
    'let nobody else copy: %j',
    (address) => {
      expect(mayUse('clipboard-sanitized-write', address)).toBe(false);
    },
  );

  it.each(['clipboard-read', 'notifications', 'media', 'geolocation', 'hid', 'fileSystem', 'openExternal', 'unknown'])(
    'let the screens use nothing else: %s',
    (permission) => {
      expect(mayUse(permission, 'app://pilotlight/')).toBe(false);
    },
  );
});
