import type { CellValue, Option, Scale, Variable } from '../../../../shared/domain/codebook.ts';
import type { Random } from '../random.ts';
import type { Attribute, NominalAttribute, NumericAttribute, OrdinalAttribute } from './attribute-types.ts';
import { attributePool } from './attributes.ts';
import { distinctNames, inventName, inventParty, inventPhrase, inventValues } from './names.ts';
import { partyForms, placementScales } from './scales.ts';
import type { Evidence, Loadings, TraitProfile } from './traits.ts';
import { drawLatent, unexplained } from './traits.ts';

/** Something known about a person or said before: a variable with its value. */
export interface Fact {
  readonly variable: Variable;
  readonly value: CellValue;
  /** Lowest and highest possible number, on numeric facts. */
  readonly range?: readonly [low: number, high: number];
  /** The two parties of a party scale, left one first. */
  readonly parties?: readonly [string, string];
  /** What the fact tells about the person's traits. */
  readonly evidence?: Evidence;
}

export interface VariableDraft {
  readonly name: string;
  readonly label: string;
  readonly role: 'persona' | 'belief';
  readonly scale: Scale;
  readonly options?: readonly string[];
  readonly text?: string;
  readonly unit?: string;
}

/** A variable of a generated survey; option values are positions on the scale, counted from 1. */
export function makeVariable(draft: VariableDraft): Variable {
  const options: Option[] = (draft.options ?? []).map((label, index) => ({ value: String(index + 1), label }));
  return {
    name: draft.name,
    label: draft.label,
    role: draft.role,
    scale: draft.scale,
    options,
    missing: [],
    wording: { text: draft.text ?? '', byCondition: {} },
    unit: draft.unit ?? '',
  };
}

/** Position on a scale of `count` points for a standard-normal value; all points are about equally frequent. */
export function positionOf(latent: number, count: number): number {
  const share = 1 / (1 + Math.exp(-1.7 * latent));
  return Math.min(count - 1, Math.floor(share * count));
}

/** The standard-normal value that a position stands for, with what it tells about the traits. */
export function evidenceOf(loadings: Loadings, position: number, count: number): Evidence {
  const share = (position + 0.5) / count;
  return { loadings, value: Math.log(share / (1 - share)) / 1.7, variance: unexplained(loadings) };
}

interface Coding {
  readonly name: string;
  readonly label: string;
  readonly options: readonly string[];
  readonly loadings: Loadings;
}

function codedFact(random: Random, profile: TraitProfile, { name, label, options, loadings }: Coding): Fact {
  const position = positionOf(drawLatent(random, profile, loadings), options.length);
  return {
    variable: makeVariable({ name, label, role: 'persona', scale: 'ordinal', options }),
    value: String(position + 1),
    evidence: evidenceOf(loadings, position, options.length),
  };
}

function ordinalFact(random: Random, profile: TraitProfile, attribute: OrdinalAttribute, name: string): Fact {
  const { loadings } = attribute;
  const coding = { name, label: random.pick(attribute.labels), options: random.pick(attribute.scales), loadings };
  return codedFact(random, profile, coding);
}

function numericFact(random: Random, profile: TraitProfile, attribute: NumericAttribute, name: string): Fact {
  const [low, high] = random.pick(attribute.ranges);
  const count = high - low + 1;
  const position = positionOf(drawLatent(random, profile, attribute.loadings), count);
  const label = random.pick(attribute.labels);
  const unit = random.pick(attribute.units);
  return {
    variable: makeVariable({ name, label, role: 'persona', scale: 'interval', unit }),
    value: low + position,
    range: [low, high],
    evidence: evidenceOf(attribute.loadings, position, count),
  };
}

function nominalFact(random: Random, attribute: NominalAttribute, name: string): Fact {
  const options = random.pick(attribute.values);
  const label = random.pick(attribute.labels);
  const value = String(random.int(options.length) + 1);
  return { variable: makeVariable({ name, label, role: 'persona', scale: 'nominal', options }), value };
}

/** An attribute nobody has heard of, with invented values: reading must not hang on known words. */
function inventedFact(random: Random, name: string): Fact {
  const options = inventValues(random, random.between(2, 9));
  const label = random.chance(0.5)
    ? inventPhrase(random)
    : inventName(random) + random.pick(['', ' group', ' type', ' level', ' club']);
  const variable = makeVariable({ name, label, role: 'persona', scale: 'nominal', options });
  return { variable, value: String(random.int(options.length) + 1) };
}

function ideologyFact(random: Random, profile: TraitProfile, name: string): Fact {
  const { options } = random.pick(placementScales);
  const label = random.pick(['Political position', 'Own position', 'Ideology', 'Views', 'Political views']);
  return codedFact(random, profile, { name, label, options, loadings: { right: 0.85 } });
}

function partyFact(random: Random, profile: TraitProfile, name: string): Fact {
  const [left = '', right = ''] = distinctNames(random, 2, inventParty);
  const options = random.pick(partyForms).map((form) => form.replaceAll('{0}', left).replaceAll('{1}', right));
  const label = random.pick(['Party identification', 'Party', 'Close to', 'Party preference', 'Party leaning']);
  return { ...codedFact(random, profile, { name, label, options, loadings: { right: 0.8 } }), parties: [left, right] };
}

function attributeFact(random: Random, profile: TraitProfile, attribute: Attribute, name: string): Fact {
  if (attribute.kind === 'ordinal') return ordinalFact(random, profile, attribute, name);
  if (attribute.kind === 'number') return numericFact(random, profile, attribute, name);
  return nominalFact(random, attribute, name);
}

/** Persona facts in random order with different labels. */
export function drawPersona(random: Random, profile: TraitProfile, count: number): Fact[] {
  const facts: Fact[] = [];
  const labels = new Set<string>();
  for (const attribute of random.sample(attributePool, count)) {
    const name = `p${facts.length}`;
    const which = random.next();
    const fact =
      which < 0.2
        ? inventedFact(random, name)
        : which < 0.27
          ? ideologyFact(random, profile, name)
          : which < 0.34
            ? partyFact(random, profile, name)
            : attributeFact(random, profile, attribute, name);
    if (labels.has(fact.variable.label)) continue;
    labels.add(fact.variable.label);
    facts.push(fact);
  }
  return facts;
}
