export const appScheme = 'app';

/** The only origin there is in this program. */
export const appOrigin = `${appScheme}://pilotlight`;
