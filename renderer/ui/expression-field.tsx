import type { KeyboardEvent } from 'react';
import { useId, useRef, useState } from 'react';
import type { Completions, TextFault } from '../../shared/contract/study.ts';
import { classNames } from './class-names.ts';
import styles from './expression-field.module.css';
import field from './field.module.css';
import { insertCompletion } from './insert-completion.ts';

export interface ExpressionFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Called when the field is left. */
  readonly onLeave?: () => void;
  /** Where the cursor is, for completions. */
  readonly onCursor: (cursor: number) => void;
  readonly faults: readonly TextFault[];
  readonly completions: Completions | null;
}

/** A formula or condition: faults are marked where they are, and what can stand at the cursor is offered. */
export function ExpressionField({ label, value, completions, faults, ...props }: ExpressionFieldProps) {
  const { onChange, onLeave, onCursor } = props;
  const id = useId();
  const input = useRef<HTMLTextAreaElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const items = isOpen && completions !== null ? completions.items.slice(0, 40) : [];
  const accept = (index: number): void => {
    const item = items[index];
    if (completions === null || item === undefined) return;
    const next = insertCompletion(value, completions, item.text);
    onChange(next.text);
    onCursor(next.cursor);
    setOpen(false);
    requestAnimationFrame(() => input.current?.setSelectionRange(next.cursor, next.cursor));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const wanted = actionOfKey(event, items.length > 0, isWritten(value, completions, items[active]));
    if (wanted === 'open' || wanted === 'close') setOpen(wanted === 'open');
    else if (wanted === 'accept') accept(active);
    else if (typeof wanted === 'number') setActive((active + wanted + items.length) % items.length);
  };
  return (
    <div className={styles.field}>
      <label className={field.label} htmlFor={id}>
        {label}
      </label>
      {/* One line of text that is shown on as many lines as it needs. */}
      <textarea
        ref={input}
        id={id}
        className={classNames(field.control, field.mono, styles.input)}
        rows={1}
        aria-haspopup="listbox"
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-invalid={faults.length > 0}
        aria-describedby={`${id}-faults`}
        aria-activedescendant={items.length > 0 ? `${id}-${active}` : undefined}
        spellCheck={false}
        value={value}
        onChange={({ target }) => {
          onChange(target.value.replaceAll(/\s*\n\s*/g, ' '));
          onCursor(target.selectionStart ?? target.value.length);
          setActive(0);
          setOpen(true);
        }}
        onSelect={({ currentTarget }) => onCursor(currentTarget.selectionStart ?? currentTarget.value.length)}
        onKeyDown={onKeyDown}
        onBlur={() => {
          setOpen(false);
          onLeave?.();
        }}
      />
      <Offers id={id} items={items} active={active} onAccept={accept} />
      <Faults id={id} value={value} faults={faults} />
    </div>
  );
}

function isWritten(value: string, at: Completions | null, item: Completions['items'][number] | undefined): boolean {
  return at !== null && item !== undefined && insertCompletion(value, at, item.text).text === value;
}

/**
 * What a key does in the field: a number goes that far in the list. Null: what it does in every field. `isWritten`: the offered
 * word stands there already, so that Tab goes on to the next field.
 */
function actionOfKey(
  event: KeyboardEvent,
  hasOffers: boolean,
  isWritten: boolean,
): 'open' | 'close' | 'accept' | 'nothing' | 1 | -1 | null {
  const wanted = wantedByKey(event, hasOffers && !(event.key === 'Tab' && isWritten));
  if (wanted !== null) {
    event.preventDefault();
    event.stopPropagation();
  }
  return wanted;
}

function wantedByKey({ key, ctrlKey }: KeyboardEvent, hasOffers: boolean): ReturnType<typeof actionOfKey> {
  if (key === ' ' && ctrlKey) return 'open';
  if (!hasOffers) return key === 'Enter' ? 'nothing' : null;
  if (key === 'Escape') return 'close';
  if (key === 'Enter' || key === 'Tab') return 'accept';
  if (key === 'ArrowDown') return 1;
  return key === 'ArrowUp' ? -1 : null;
}

interface OffersProps {
  readonly id: string;
  readonly items: Completions['items'];
  readonly active: number;
  readonly onAccept: (index: number) => void;
}

function Offers({ id, items, active, onAccept }: OffersProps) {
  return (
    <div
      id={`${id}-list`}
      className={classNames(items.length > 0 && styles.list)}
      role="listbox"
      aria-label="Completions"
    >
      {items.map((item, index) => (
        <div
          key={`${item.kind} ${item.text}`}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === active}
          tabIndex={-1}
          className={classNames(styles.item, index === active && styles.active)}
          onPointerDown={(event) => {
            event.preventDefault();
            onAccept(index);
          }}
        >
          <code>{item.text}</code>
          <span className={styles.hint}>{item.label}</span>
        </div>
      ))}
    </div>
  );
}

/** The text again with its faults marked, and what each of them is. */
function Faults({
  id,
  value,
  faults,
}: {
  readonly id: string;
  readonly value: string;
  readonly faults: readonly TextFault[];
}) {
  const [first] = faults;
  return (
    <div id={`${id}-faults`} aria-live="polite">
      {first !== undefined && (
        <>
          <div className={styles.text} aria-hidden>
            {value.slice(0, first.start)}
            <mark>{value.slice(first.start, first.end) || ' '}</mark>
            {value.slice(Math.max(first.end, first.start))}
          </div>
          {faults.map((fault) => (
            <p key={`${fault.start} ${fault.message}`} className={styles.faults}>
              {faultInWords(fault)}
            </p>
          ))}
        </>
      )}
    </div>
  );
}

/** A fault with its place, unless its sentence names the place already. */
function faultInWords({ start, message }: TextFault): string {
  return /character \d/.test(message) ? message : `Character ${start + 1}: ${message}`;
}
