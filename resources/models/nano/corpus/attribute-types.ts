import type { Loadings } from './traits.ts';

/** A property of persons whose values have an order; `scales` are alternative codings, lowest value first. */
export interface OrdinalAttribute {
  readonly kind: 'ordinal';
  readonly labels: readonly string[];
  readonly loadings: Loadings;
  readonly scales: readonly (readonly string[])[];
}
export interface NumericAttribute {
  readonly kind: 'number';
  readonly labels: readonly string[];
  readonly loadings: Loadings;
  readonly ranges: readonly (readonly [low: number, high: number])[];
  readonly units: readonly string[];
}
export interface NominalAttribute {
  readonly kind: 'nominal';
  readonly labels: readonly string[];
  readonly values: readonly (readonly string[])[];
}
export type Attribute = OrdinalAttribute | NumericAttribute | NominalAttribute;
