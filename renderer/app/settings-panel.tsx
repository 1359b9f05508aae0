import type { Settings } from '../../shared/contract/settings.ts';
import { useCoreCommand } from '../bridge/use-core-command.ts';
import { useCoreQuery } from '../bridge/use-core-query.ts';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/choice-group.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { NumberField } from '../ui/number-field.tsx';
import { FieldRow } from '../ui/pane.tsx';
import { Select } from '../ui/select.tsx';

const themes = [
  { value: 'system', label: 'As the machine' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
  { value: 'contrast', label: 'High contrast' },
] as const;

const densities = [
  { value: 'comfortable', label: 'Comfortable' },
  { value: 'compact', label: 'Compact' },
] as const;

const devices = [
  { value: 'auto', label: 'Graphics card where it can be used' },
  { value: 'off', label: 'Processor only' },
] as const;

/** What is set for this computer. Every change counts at once. */
export function SettingsPanel({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const { data: settings } = useCoreQuery('settings.get', {});
  const change = useCoreCommand('settings.set');
  const set = (part: Partial<Settings>): void => change.mutate(part);
  return (
    <Dialog title="Settings" isOpen={isOpen} onClose={onClose} actions={<Button onPress={onClose}>Close</Button>}>
      {settings !== undefined && <SettingsFields settings={settings} set={set} />}
      {change.error !== null && <ErrorNotice error={change.error} effect="The former setting still holds." />}
    </Dialog>
  );
}

interface FieldsProps {
  readonly settings: Settings;
  readonly set: (part: Partial<Settings>) => void;
}

function SettingsFields({ settings, set }: FieldsProps) {
  const { theme, density, threads, gpu, idleLockMinutes } = settings;
  return (
    <>
      <FieldRow>
        <Select label="Colours" value={theme} choices={themes} onChange={(value) => set({ theme: value })} />
        <Select label="Density" value={density} choices={densities} onChange={(value) => set({ density: value })} />
      </FieldRow>
      <Select label="Compute on" value={gpu} choices={devices} onChange={(value) => set({ gpu: value })} />
      <Checkbox isSelected={threads === null} onChange={(automatic) => set({ threads: automatic ? null : 1 })}>
        Use all processor cores but one
      </Checkbox>
      {threads !== null && (
        <NumberField
          label="Threads for training and scoring"
          value={threads}
          minValue={1}
          maxValue={256}
          onChange={(value) => set({ threads: value })}
        />
      )}
      <Checkbox isSelected={idleLockMinutes !== null} onChange={(locks) => set({ idleLockMinutes: locks ? 15 : null })}>
        Lock the project when nobody uses its pages
      </Checkbox>
      {idleLockMinutes !== null && (
        <NumberField
          label="Minutes until it locks"
          value={idleLockMinutes}
          minValue={1}
          maxValue={1440}
          onChange={(value) => set({ idleLockMinutes: value })}
        />
      )}
    </>
  );
}
