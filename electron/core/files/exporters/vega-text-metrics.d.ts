// Part of vega-scenegraph's public exports, which vega's own types leave out: how texts are measured without a canvas.
import 'vega';

declare module 'vega' {
  export const textMetrics: {
    width: (item: { readonly fontSize?: number }, text: string) => number;
  };
}
