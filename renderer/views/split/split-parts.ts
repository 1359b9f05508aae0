import type { SplitPreview } from '../../../shared/contract/split.ts';
import type { SplitSettings } from '../../../shared/domain/split.ts';
import { usedParts } from '../../../shared/domain/split.ts';

type UsedPart = (typeof usedParts)[number];

/** Lets a part take what remains. The part that took it before keeps the number that it has now. */
export function withRest(settings: SplitSettings, part: UsedPart, counts: SplitPreview['counts']): SplitSettings {
  const former = usedParts.find((candidate) => settings.parts[candidate] === 'rest');
  const kept = former === undefined ? settings : withoutRest(settings, former, counts);
  return { ...kept, parts: { ...kept.parts, [part]: 'rest' } };
}

/** Gives a part that took the rest the number that it has now; nobody takes the rest then. */
export function withoutRest(settings: SplitSettings, part: UsedPart, counts: SplitPreview['counts']): SplitSettings {
  return { ...settings, parts: { ...settings.parts, [part]: counts?.[part] ?? 0 } };
}
