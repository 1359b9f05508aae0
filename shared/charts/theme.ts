import type { Config } from 'vega-lite/types_unstable/config.js';

/** The colours of a chart by what they stand for. */
export interface ChartTheme {
  readonly name: 'light' | 'dark' | 'print' | 'variables';
  readonly ink: string;
  readonly softInk: string;
  readonly line: string;
  readonly background: string;
  readonly human: string;
  readonly base: string;
  readonly adapted: string;
  readonly rectified: string;
  readonly baseline: string;
  /** Noise ceiling and human intervals. */
  readonly band: string;
  /** The edge of a band, so that it is seen on any screen. */
  readonly bandEdge: string;
}
export type ThemeColour = Exclude<keyof ChartTheme, 'name'>;

/** Text ≥ 4.5:1 and marks ≥ 3:1 on the background; orange, blue and green are those of Okabe & Ito (2008). */
export const lightTheme: ChartTheme = {
  name: 'light',
  ink: '#1b1d1f',
  softInk: '#565c61',
  line: '#dcdfe1',
  background: '#ffffff',
  human: '#1b1d1f',
  base: '#d55e00',
  adapted: '#0072b2',
  rectified: '#009e73',
  baseline: '#767d83',
  band: '#f2f1ee',
  bandEdge: '#bfbdb5',
};

export const darkTheme: ChartTheme = {
  name: 'dark',
  ink: '#e9ebec',
  softInk: '#adb4ba',
  line: '#33383e',
  background: '#15171a',
  human: '#f2f4f5',
  base: '#f08a3c',
  adapted: '#56b4e9',
  rectified: '#3fc49c',
  baseline: '#949ca3',
  band: '#2c2f31',
  bandEdge: '#4b5156',
};

export const printTheme: ChartTheme = {
  ...lightTheme,
  name: 'print',
  ink: '#000000',
  softInk: '#3d4145',
  line: '#c4c8cb',
  human: '#000000',
  baseline: '#666c72',
  band: '#f2f2f0',
  bandEdge: '#a6a6a0',
};

const themeColours = [
  'ink',
  'softInk',
  'line',
  'background',
  'human',
  'base',
  'adapted',
  'rectified',
  'baseline',
  'band',
  'bandEdge',
] as const satisfies readonly ThemeColour[];

/** Name of the CSS custom property that holds a colour, without the dashes. */
function propertyName(colour: ThemeColour): string {
  return `chart-${colour.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

function variable(colour: ThemeColour): string {
  return `var(--${propertyName(colour)})`;
}

/** Colours as CSS custom properties, for pictures inside a page that has its own light, dark and print colours. */
export const variablesTheme: ChartTheme = {
  name: 'variables',
  ink: variable('ink'),
  softInk: variable('softInk'),
  line: variable('line'),
  background: variable('background'),
  human: variable('human'),
  base: variable('base'),
  adapted: variable('adapted'),
  rectified: variable('rectified'),
  baseline: variable('baseline'),
  band: variable('band'),
  bandEdge: variable('bandEdge'),
};

/** Declarations of the custom properties that `variablesTheme` refers to. */
export function themeProperties(theme: ChartTheme): string {
  return themeColours.map((colour) => `--${propertyName(colour)}:${theme[colour]}`).join(';');
}

/** Fonts that are on the reader's machine; the first ones are those of the application. */
export const chartFont = "Inter, 'Source Sans 3', 'Segoe UI', 'Helvetica Neue', Arial, 'Liberation Sans', sans-serif";
export const chartFontSize = 12;
export const chartLineHeight = 15;

/** Vega-Lite configuration that every chart carries. */
export function themeConfig(theme: ChartTheme): Config {
  return {
    background: 'transparent',
    font: chartFont,
    lineBreak: '\n',
    // The text alternative of the whole picture is read instead of hundreds of marks.
    aria: false,
    padding: 4,
    view: { stroke: null },
    axis: {
      domain: false,
      grid: true,
      gridColor: theme.line,
      gridWidth: 1,
      ticks: false,
      labelColor: theme.softInk,
      labelFontSize: chartFontSize,
      labelPadding: 6,
      titleColor: theme.softInk,
      titleFontSize: chartFontSize,
      titleFontWeight: 'normal',
      titlePadding: 8,
    },
    text: { color: theme.ink, fontSize: chartFontSize, lineBreak: '\n', lineHeight: chartLineHeight },
  };
}
