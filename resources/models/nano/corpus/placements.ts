import type { Random } from '../random.ts';
import type { Item } from './items.ts';
import { certain, makeItem, softmax } from './items.ts';
import { distinctNames, inventParty, inventPerson } from './names.ts';
import type { Fact } from './person.ts';
import { evidenceOf, makeVariable, positionOf } from './person.ts';
import { numberedScale, placementScales } from './scales.ts';
import type { TraitProfile } from './traits.ts';

/** A person's placement of oneself and of two or more others on one scale, as earlier answers. */
export interface PlacementSet {
  readonly own: Fact;
  readonly others: readonly Fact[];
  readonly names: readonly string[];
  readonly poles: readonly [string, string];
}

const ownLabels = ['Own position', 'Oneself', 'Where I stand', 'Own placement', 'My views', 'Self'];
const otherLabels = ['Position of {}', '{}', 'Where {} stands', 'Placement of {}', 'Views of {}', '{}, position'];
const ownTexts = ['Where would you place yourself?', 'Where do you stand?', 'Your own position?'];
const otherTexts = ['Where would you place {}?', 'Where does {} stand?', 'And {}?', 'How do you see {}?'];

export function drawPlacements(random: Random, profile: TraitProfile): PlacementSet {
  const { poles, options: words } = random.pick(placementScales);
  const scale = random.chance(0.15) ? numberedScale(random.pick([5, 7, 11]), random.int(2), poles[0], poles[1]) : words;
  const count = random.chance(0.7) ? 2 : random.between(3, 5);
  const names = distinctNames(random, count, random.chance(0.7) ? inventPerson : inventParty);
  const ownForm = random.int(ownLabels.length);
  const form = random.pick(otherLabels);
  const place = (name: string, label: string, text: string, latent: number): Fact => ({
    variable: makeVariable({ name, label, role: 'belief', scale: 'ordinal', options: scale, text }),
    value: String(positionOf(latent, scale.length) + 1),
  });
  const own = place('own', ownLabels[ownForm] ?? 'Self', random.pick(ownTexts), profile.right);
  const side = random.chance(0.5) ? 1 : -1;
  return {
    own: { ...own, evidence: evidenceOf({ right: 1 }, Number(own.value) - 1, scale.length) },
    others: names.map((name, index) =>
      // Neighbours in the list tend to stand on opposite sides.
      place(
        `o${index}`,
        form.replaceAll('{}', name),
        random.pick(otherTexts).replaceAll('{}', name),
        (index % 2 === 0 ? side : -side) * 0.7 + 0.8 * random.normal(),
      ),
    ),
    names,
    poles,
  };
}

const rank = (fact: Fact): number => Number(fact.value);

/** Who stands nearest to oneself? Nearly always answered by distance. */
function nearest(random: Random, set: PlacementSet): Item {
  const closeness = set.others.map((other) => -Math.abs(rank(other) - rank(set.own)));
  const best = Math.max(...closeness);
  const ties = closeness.filter((value) => value === best).length;
  return makeItem(random, {
    kind: 'comparison',
    text: random.pick([
      'Who is closest to your own position?',
      'Whose position is nearest to yours?',
      'Who is nearer to you?',
      'Which one stands closest to you?',
    ]),
    label: 'Closest',
    options: set.names,
    probabilities: closeness.map((value) => (value === best ? 1 / ties : 0)),
    nominal: true,
  });
}

/** Whom would one vote for? Leans to the nearer one. */
function vote(random: Random, set: PlacementSet): Item {
  const steps = set.own.variable.options.length - 1;
  const closeness = set.others.map((other) => (-6 * Math.abs(rank(other) - rank(set.own))) / steps);
  return makeItem(random, {
    kind: 'opinion',
    text: random.pick([
      'Who would you vote for?',
      'Who gets your vote?',
      'Whom do you prefer?',
      'Which one would you choose?',
      'Vote in the next election?',
    ]),
    label: 'Vote',
    options: set.names,
    probabilities: softmax(closeness),
    nominal: true,
  });
}

/** Who stands further towards one pole? */
function further(random: Random, set: PlacementSet): Item {
  const right = random.chance(0.5);
  const values = set.others.map((other) => (right ? rank(other) : -rank(other)));
  const best = Math.max(...values);
  const ties = values.filter((value) => value === best).length;
  return makeItem(random, {
    kind: 'comparison',
    text: random
      .pick(['Who is the most {}?', 'Who is more {}?', 'Which one stands further to {}?'])
      .replaceAll('{}', set.poles[right ? 1 : 0]),
    options: set.names,
    probabilities: values.map((value) => (value === best ? 1 / ties : 0)),
    nominal: true,
  });
}

/** Is one of them on the same side as oneself? */
function sameSide(random: Random, set: PlacementSet): Item {
  const chosen = random.int(set.others.length);
  const other = set.others[chosen] ?? set.own;
  const same = rank(other) === rank(set.own);
  const higher = rank(other) > rank(set.own);
  const name = set.names[chosen] ?? '';
  return makeItem(random, {
    kind: 'comparison',
    text: random
      .pick(['Compared to yourself, {} is', 'Where is {} seen from your own position?'])
      .replaceAll('{}', name),
    options: [`more ${set.poles[0]}`, 'at the same point', `more ${set.poles[1]}`],
    probabilities: certain(3, same ? 1 : higher ? 2 : 0),
    nominal: false,
  });
}

/** A question on the placements given earlier. */
export function askPlacements(random: Random, set: PlacementSet): Item {
  return random.pick([nearest, vote, vote, further, sameSide])(random, set);
}
