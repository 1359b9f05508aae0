import { describe, expect, it } from 'vitest';
import { markShapes } from '../../../shared/charts/source-style.ts';
import { humanStyle, sourceStyles } from '../../../shared/charts/source-style.ts';
import type { ChartTheme } from '../../../shared/charts/theme.ts';
import { darkTheme, lightTheme, printTheme, themeProperties, variablesTheme } from '../../../shared/charts/theme.ts';

/** Relative luminance and contrast of WCAG 2.2. */
function luminance(hex: string): number {
  const channels = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
  const linear = channels.map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * (linear[0] ?? 0) + 0.7152 * (linear[1] ?? 0) + 0.0722 * (linear[2] ?? 0);
}

function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

describe.each([lightTheme, darkTheme, printTheme])('the $name theme', (theme: ChartTheme) => {
  it('has text that can be read', () => {
    for (const ink of [theme.ink, theme.softInk]) expect(contrast(ink, theme.background)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['human', 'base', 'adapted', 'rectified', 'baseline'] as const)(
    'has a %s mark that can be seen',
    (source) => {
      expect(contrast(theme[source], theme.background)).toBeGreaterThanOrEqual(3);
      expect(contrast(theme[source], theme.band)).toBeGreaterThanOrEqual(3);
    },
  );

  it('defines every colour that a picture in a page refers to', () => {
    const defined = new Set(themeProperties(theme).match(/--[a-z-]+(?=:)/g));
    const { name: _, ...colours } = variablesTheme;
    expect(Object.values(colours).filter((colour) => !defined.has(colour.slice(4, -1)))).toEqual([]);
  });
});

describe('the looks of sources', () => {
  const sources = [
    { id: 'baseline-uniform', kind: 'baseline' as const, label: 'Uniform', seeds: 1, regime: 'exact' as const },
    { id: 'b', kind: 'base' as const, label: 'Base', seeds: 3, regime: 'exact' as const },
    { id: 'baseline-logit', kind: 'baseline' as const, label: 'Logit', seeds: 1, regime: 'exact' as const },
    { id: 'a', kind: 'adapted' as const, label: 'Adapted', seeds: 3, regime: 'exact' as const },
    { id: 'r', kind: 'rectified' as const, label: 'Rectified', seeds: 3, regime: 'exact' as const },
  ];
  const styles = sourceStyles({ sources }, lightTheme);

  it('come in one order: base, adapted, rectified, baselines', () => {
    expect(styles.map(({ id }) => id)).toEqual(['b', 'a', 'r', 'baseline-uniform', 'baseline-logit']);
  });

  it('tell sources apart without colour', () => {
    const looks = [humanStyle(lightTheme), ...styles].map(({ shape, filled }) => `${shape} ${filled}`);
    expect(new Set(looks).size).toBe(looks.length);
    for (const { shape } of styles) expect(markShapes).toContain(shape);
  });

  it('leave filled marks to models and humans', () => {
    expect(styles.filter(({ filled }) => !filled).map(({ kind }) => kind)).toEqual(['baseline', 'baseline']);
  });
});
