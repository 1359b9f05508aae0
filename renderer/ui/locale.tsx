import type { ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components';

/** Dates, numbers and the words of the controls in the language of the application, whatever the machine's is. */
export function Locale({ children }: { readonly children: ReactNode }) {
  return <I18nProvider locale="en-GB">{children}</I18nProvider>;
}
